import type { Detection, Format, Reader, Sink } from "./format.js";
import { jsonReader } from "./json-document.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { RecordReader } from "./record-reader.js";

/** Of flows the first packet's time counts: `starttime` is when the flow record arrived. */
const NAMES = {
  time: ["starttime", "firstpackettime"],
  source: ["sourceip"],
  destination: ["destinationip"],
  port: ["destinationport"],
  bytesOut: ["bytesout", "bytessent", "sourcebytes"],
  bytesIn: ["bytesin", "bytesreceived", "destinationbytes"],
  protocol: ["protocolname_protocolid", "protocolid", "protocol"],
  host: ["url host", "http host", "tls server name indication"],
  ja3: ["tls ja3 hash"],
  direction: ["eventdirection", "flowdirection"],
  eventCount: ["eventcount"],
  deviceTime: ["devicetime"],
  logSource: ["logsourceid", "logsourcename_logsourceid"],
} as const;

const UNSET: ReadonlySet<string> = new Set(["", "null", "NULL", "N/A", "n/a"]);
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
    const { fields } = sink.options;
    const flows = /"firstpackettime"\s*:/i.test(utf8.decode(head));
    const time = flows && fields?.time === undefined ? { time: "firstpackettime" } : {};
    const keys = new KeyMap(withOwnNames(NAMES, { ...time, ...fields }), (key) =>
      key.toLowerCase(),
    );
    const names = fields?.source !== undefined || fields?.destination !== undefined;
    const taker = new RecordReader(sink, { unset: UNSET, names, timeUnit: undefined });
    return jsonReader(head, keys, sink.intake, taker);
  },
};
