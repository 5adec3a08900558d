import type { Detection, Format, Reader, Sink } from "./format.js";
import { jsonReader } from "./json-document.js";
import { NAMES, qradarDialect, qradarKeys } from "./qradar-fields.js";
import { RecordReader } from "./record-reader.js";

export { tableFromEvents } from "./qradar-events.js";

const utf8 = new TextDecoder();

/**
 * QRadar events and flows as Ariel's REST API answers them: `{"events":[…]}`, `{"flows":[…]}`, a bare array, one object
 * a line; keys in any case.
 *
 * @see https://www.ibm.com/docs/en/qsip/7.5?topic=endpoints-ariel-searches-search-id-results
 */
export const qradar: Format = {
  id: "qradar",

  detect(head: Uint8Array, options): Detection | undefined {
    if (!/^\s*[[{]/.test(utf8.decode(head.subarray(0, 256)))) return undefined;
    const text = utf8.decode(head).toLowerCase();
    const own = options.fields ?? {};
    const named = (field: "time" | "source") =>
      [own[field]?.toLowerCase() ?? NAMES[field]].flat().some((name) => text.includes(`"${name}"`));
    return named("time") && named("source") ? {} : undefined;
  },

  open(head: Uint8Array, sink: Sink): Reader {
    const flows = /"firstpackettime"\s*:/i.test(utf8.decode(head));
    const keys = qradarKeys(sink.options, flows);
    const taker = new RecordReader(sink, qradarDialect(sink.options));
    return jsonReader(head, keys, sink.intake, taker);
  },
};
