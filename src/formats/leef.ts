import { FIELD, type FieldTexts } from "./fields.js";
import type { Detection, Format, Reader, Sink } from "./format.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { parseLeef } from "./leef-record.js";
import { leefTime } from "./leef-time.js";
import { hostOf, SyslogFields, UNSET } from "./syslog-fields.js";
import { detectMark, type SyslogMark, syslogReader } from "./syslog-lines.js";
import { inMillis } from "./syslog-time.js";

const NAMES = {
  time: ["devTime"],
  source: ["src"],
  destination: ["dst"],
  // Not LEEF's own name for it, but that of some senders.
  port: ["dstPort", "dpt"],
  // IBM's words for the two are the same direction twice; this is how senders use them.
  bytesOut: ["srcBytes"],
  bytesIn: ["dstBytes"],
  protocol: ["proto"],
  host: ["sni", "url"],
  ja4: ["ja4"],
  ja3: ["ja3"],
  ja3s: ["ja3s"],
} as const;
const FORMAT_KEY = "devtimeformat";
const MARK: SyslogMark = { word: "LEEF:", pattern: /LEEF: ?[12](?:\.0)?\|/y };

/**
 * QRadar's Log Event Extended Format, versions 1.0 and 2.0, one record a line, with or without a syslog header. The keys are
 * IBM's, in any case. `devTime` is the time, in its `devTimeFormat`; a record without it has the header's time, if that
 * names a year.
 *
 * @see https://www.ibm.com/docs/en/dsm?topic=overview-predefined-leef-event-attributes
 */
export const leef: Format = {
  id: "leef",

  detect(head: Uint8Array): Detection | undefined {
    return detectMark(head, MARK);
  },

  open(_head: Uint8Array, sink: Sink): Reader {
    const { intake, options } = sink;
    const { fields, timeUnit } = options;
    const keys = new KeyMap(withOwnNames(NAMES, fields), (key) => key.toLowerCase());
    const found = new SyslogFields(intake);
    const names = fields?.source !== undefined || fields?.destination !== undefined;
    return syslogReader(sink, {
      mark: MARK,
      dialect: { unset: UNSET, names, timeUnit: "ms" },
      read(line, start) {
        const record = parseLeef(line.slice(start));
        if (typeof record === "string") return record;
        found.clear();
        let format: string | undefined;
        eachAttribute(record.attributes, record.delimiter, (key, value) => {
          found.put(keys, key, value);
          if (key.length === FORMAT_KEY.length && key.toLowerCase() === FORMAT_KEY) {
            format ??= value;
          }
        });
        return withRead(found.texts, format, timeUnit === undefined);
      },
    });
  },
};

/** Calls with each key and value; what has no `=` is neither. The first `=` ends the key, others are part of the value. */
function eachAttribute(
  attributes: string,
  delimiter: string,
  take: (key: string, value: string) => void,
): void {
  let equals = attributes.indexOf("=");
  for (let at = 0; equals >= 0; ) {
    const next = attributes.indexOf(delimiter, at);
    const end = next < 0 ? attributes.length : next;
    if (equals < end) {
      take(attributes.slice(at, equals).trim(), attributes.slice(equals + 1, end).trim());
    }
    if (next < 0) return;
    at = end + delimiter.length;
    // Looked for once, and not again for each attribute without one.
    if (equals < at) equals = attributes.indexOf("=", at);
  }
}

function withRead(texts: FieldTexts, format: string | undefined, anyUnit: boolean): FieldTexts {
  for (const field of [FIELD.time, FIELD.deviceTime]) {
    const time = texts[field];
    if (time === undefined) continue;
    const iso = leefTime(time, field === FIELD.time ? format : undefined);
    texts[field] = anyUnit ? inMillis(iso) : iso;
  }
  const host = texts[FIELD.host];
  if (host !== undefined) texts[FIELD.host] = hostOf(host);
  return texts;
}
