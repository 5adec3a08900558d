import { InputError } from "../errors.js";
import type { Detection, Format, FormatOptions, Reader, Sink } from "./format.js";
import { jsonReader } from "./json-layout.js";
import { NAMES, qradarDialect, qradarKeys } from "./qradar-fields.js";
import { RecordReader } from "./record-reader.js";

export { tableFromEvents } from "./qradar-events.js";

/** Columns that the rows of the query's result have and events do not. */
const RESULT_COLUMNS = ["firstseen", "lastseen", "requestcount"] as const;
const RESULT_ROWS =
  "holds result rows of the query, not single events: a row sums up a whole pair; beaconry rescore reads those";
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
    return hasEvents(text, options) || hasResultRows(text) ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const { intake, options } = sink;
    const text = utf8.decode(head).toLowerCase();
    if (hasResultRows(text) && !hasEvents(text, options)) {
      throw new InputError(intake.file, RESULT_ROWS);
    }
    const taker = new RecordReader(sink, qradarDialect(options));
    return jsonReader(head, { keys: qradarKeys(options), seconds: false, intake, taker });
  },
};

function hasEvents(text: string, { fields = {} }: FormatOptions): boolean {
  const named = (field: "time" | "source") =>
    [fields[field]?.toLowerCase() ?? NAMES[field]]
      .flat()
      .some((name) => text.includes(`"${name}"`));
  return isJson(text) && named("time") && named("source");
}

function hasResultRows(text: string): boolean {
  if (!isJson(text)) return isResultTable(text);
  return RESULT_COLUMNS.every((name) => text.includes(`"${name}"`));
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** Whether the first line names the columns of the query's result. */
function isResultTable(text: string): boolean {
  const columns = text.split(/\r?\n/, 1)[0]?.split(/[,;\t]/) ?? [];
  const names = columns.map((column) => column.replace(/^\s*"?|"?\s*$/g, ""));
  return RESULT_COLUMNS.every((name) => names.includes(name));
}
