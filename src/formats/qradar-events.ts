import { fillTable, type TableFromOptions } from "../fill-table.js";
import { showGiven } from "../given.js";
import type { ConnectionTable } from "../table.js";
import type { FormatOptions } from "./format.js";
import { isObject, textsOf } from "./json-texts.js";
import { qradarDialect, qradarKeys } from "./qradar-fields.js";
import { RecordReader } from "./record-reader.js";

/**
 * A table of QRadar events (or flows) that a program already has as objects, such as the `events` of an answer of Ariel's
 * REST API: from an iterable at once, from an async iterable in time. Property names are those of the query, in any case;
 * `fields` names others. An event that cannot be a connection is rejected and counted.
 *
 * @example
 * const event = { starttime: 1791564626189, sourceip: "10.0.0.1", destinationip: "203.0.113.9", destinationport: 443 };
 * tableFromEvents([event]).length; // => 1
 */
export function tableFromEvents(
  events: Iterable<object>,
  options?: FormatOptions & TableFromOptions,
): ConnectionTable;
export function tableFromEvents(
  events: AsyncIterable<object>,
  options?: FormatOptions & TableFromOptions,
): Promise<ConnectionTable>;
export function tableFromEvents(
  events: Iterable<object> | AsyncIterable<object>,
  options: FormatOptions & TableFromOptions = {},
): ConnectionTable | Promise<ConnectionTable> {
  return fillTable<unknown>(events, options, (builder, intake) => {
    const reader = new RecordReader({ builder, intake, options }, qradarDialect(options));
    const keys = qradarKeys(options);
    return (event) => {
      if (!isObject(event)) return intake.reject("not an object", showGiven(event));
      reader.exact(textsOf(event, keys), showGiven(event));
    };
  });
}
