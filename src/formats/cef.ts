import { CEF_LABELS, CEF_NAMES, SENT_IS_OUT } from "./cef-names.js";
import { eachPair, parseCef } from "./cef-record.js";
import { FIELD, type FieldTexts } from "./fields.js";
import type { Detection, Format, Reader, Sink } from "./format.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { hostOf, SyslogFields, UNSET } from "./syslog-fields.js";
import { detectMark, type SyslogMark, syslogReader } from "./syslog-lines.js";
import { inMillis, isoTime, ZONELESS } from "./syslog-time.js";
import { withZone } from "./syslog-zone.js";

const MARK: SyslogMark = { word: "CEF:", pattern: /CEF: ?[01]\|/y };
const LABEL = "Label";
const TIME_ZONE = "dtz";
/** Values of `deviceDirection`, for who names that as the direction. */
const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ["0", "R2L"],
  ["1", "L2R"],
]);
/** Labels come after keys. */
const BEHIND = 1000;

/**
 * ArcSight's Common Event Format, one record a line, with or without a syslog header. The time is `start`, else `rt`, else
 * `end`, else the header's; of those that name no year none counts. A name stands for an address that is not there (`dhost`).
 *
 * @see https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors/
 */
export const cef: Format = {
  id: "cef",

  detect(head: Uint8Array): Detection | undefined {
    return detectMark(head, MARK);
  },

  open(_head: Uint8Array, sink: Sink): Reader {
    const read = cefReader(sink);
    const dialect = { unset: UNSET, names: true, timeUnit: "ms" } as const;
    return syslogReader(sink, { mark: MARK, dialect, read });
  },
};

type Read = (line: string, start: number) => FieldTexts | string;

function cefReader({ intake, options }: Sink): Read {
  const { fields: own, timeUnit } = options;
  // The same key may name destination and host.
  const { host, ...others } = withOwnNames(CEF_NAMES, own);
  const keys = new KeyMap(others, (key) => key.toLowerCase());
  const hostKeys = new KeyMap({ host: host ?? [] }, (key) => key.toLowerCase());
  const labels = new KeyMap(withOwnNames(CEF_LABELS, own), plain);
  const found = new SyslogFields(intake);
  const ownBytes = own?.bytesOut !== undefined || own?.bytesIn !== undefined;

  const timeOf = (text: string) =>
    timeUnit === undefined ? inMillis(isoTime(text)) : isoTime(text);
  const put = (map: KeyMap, key: string, value: string, behind = 0) => {
    const field = map.field(key);
    if (field === FIELD.time) found.putTime(map, key, timeOf(value), behind);
    else if (field === FIELD.deviceTime) found.put(map, key, timeOf(value), behind);
    else if (field === FIELD.host) found.put(map, key, hostOf(value), behind);
    else if (field === FIELD.direction) found.put(map, key, DIRECTIONS.get(value) ?? value, behind);
    else if (field >= 0) found.put(map, key, value, behind);
  };

  return (line, start) => {
    const record = parseCef(line.slice(start));
    if (typeof record === "string") return record;
    found.clear();
    const labelled = new Map<string, string>();
    let zone = "";
    eachPair(record.extension, (key, value) => {
      put(keys, key, value);
      put(hostKeys, key, value);
      if (key === TIME_ZONE) zone ||= value;
      else if (key.endsWith(LABEL) && labels.field(value) >= 0) {
        labelled.set(key.slice(0, -LABEL.length), value);
      }
    });
    if (labelled.size > 0) {
      eachPair(record.extension, (key, value) => {
        const label = labelled.get(key);
        if (label !== undefined) put(labels, label, value, BEHIND);
      });
    }
    const { texts } = found;
    const time = texts[FIELD.time];
    if (zone !== "" && time !== undefined && ZONELESS.test(time)) {
      texts[FIELD.time] = withZone(time, zone) ?? time;
    }
    if (!ownBytes && SENT_IS_OUT.has(record.vendor.toLowerCase())) swapBytes(texts);
    return texts;
  };
}

function swapBytes(texts: FieldTexts): void {
  const out = texts[FIELD.bytesOut];
  texts[FIELD.bytesOut] = texts[FIELD.bytesIn];
  texts[FIELD.bytesIn] = out;
}

/** Lower case, letters and digits only. */
function plain(label: string): string {
  return label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
