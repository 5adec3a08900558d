import type { FormatOptions } from "./format.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import type { Dialect } from "./record-reader.js";

/** QRadar's property names, in lower case. */
export const NAMES = {
  // Of flows the first packet's time counts: their start time is when the record arrived.
  time: ["firstpackettime", "starttime"],
  source: ["sourceip", "sourceaddress"],
  destination: ["destinationip", "destinationaddress"],
  port: ["destinationport"],
  bytesOut: ["bytesout", "bytessent", "sourcebytes"],
  bytesIn: ["bytesin", "bytesreceived", "destinationbytes"],
  protocol: ["protocolname_protocolid", "protocolid", "protocol"],
  host: ["url host", "http host", "tls server name indication"],
  ja3: ["tls ja3 hash"],
  ja3s: ["tls ja3s hash"],
  direction: ["eventdirection", "flowdirection"],
  eventCount: ["eventcount"],
  deviceTime: ["devicetime"],
  logSource: ["logsourceid", "logsourcename_logsourceid"],
} as const;

const UNSET: ReadonlySet<string> = new Set(["", "null", "NULL", "N/A", "n/a"]);

/** Finds the fields of QRadar properties, in any case. */
export function qradarKeys({ fields }: FormatOptions): KeyMap {
  return new KeyMap(withOwnNames(NAMES, fields), (key) => key.toLowerCase());
}

/** How QRadar writes values. Endpoints are addresses, unless the user says which properties hold them. */
export function qradarDialect({ fields }: FormatOptions): Dialect {
  const names = fields?.source !== undefined || fields?.destination !== undefined;
  return { unset: UNSET, names, timeUnit: undefined };
}
