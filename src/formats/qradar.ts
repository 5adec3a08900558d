import { InputError } from "../errors.js";
import type { Detection, Format, FormatOptions, Reader, Sink } from "./format.js";
import { JsonDocument } from "./json-document.js";
import { jsonReader } from "./json-layout.js";
import { isEmptyAnswer } from "./qradar-empty.js";
import { NAMES, qradarDialect, qradarKeys } from "./qradar-fields.js";
import { hasResultRows } from "./qradar-result-rows.js";
import { RecordReader } from "./record-reader.js";

export { tableFromEvents } from "./qradar-events.js";

const RESULT_ROWS =
  "holds result rows of the query, not single events: a row sums up a whole pair; beaconry rescore reads those";
/** In an answer an event stands in an array in an object. */
const EVENT_DEPTH = 2;
const utf8 = new TextDecoder();

/**
 * QRadar events and flows as Ariel's REST API answers them: `{"events":[…]}`, `{"flows":[…]}`, a bare array, one object
 * a line; keys in any case.
 *
 * @see https://www.ibm.com/docs/en/qsip/7.5?topic=endpoints-ariel-searches-search-id-results
 */
export const qradar: Format = {
  id: "qradar",

  detect(head: Uint8Array, options: FormatOptions): Detection | undefined {
    const text = utf8.decode(head).toLowerCase();
    // Result rows are known too, so that there is an error that says what they are.
    return hasEvents(text, options) || hasResultRows(text) || isEmptyAnswer(text) ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const { intake, options } = sink;
    const text = utf8.decode(head).toLowerCase();
    if (hasResultRows(text)) throw new InputError(intake.file, RESULT_ROWS);
    const taker = new RecordReader(sink, qradarDialect(options));
    const input = { keys: qradarKeys(options), seconds: false, intake, taker };
    if (!isEmptyAnswer(text)) return jsonReader(head, input);
    intake.warnFile("no-events", "an answer of a console without events");
    return new JsonDocument(EVENT_DEPTH, input);
  },
};

function hasEvents(text: string, { fields = {} }: FormatOptions): boolean {
  const named = (field: "time" | "source") =>
    [fields[field]?.toLowerCase() ?? NAMES[field]]
      .flat()
      .some((name) => text.includes(`"${name}"`));
  return isJson(text) && named("time") && named("source");
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}
