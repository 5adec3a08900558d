import { isoUtc } from "./bytes.js";
import { FIELD, type FieldName, type FieldTexts, type Slots } from "./fields.js";
import type { Reader, Sink } from "./format.js";
import { JsonDocument } from "./json-document.js";
import { jsonReader, recordDepth } from "./json-layout.js";
import type { RecordTaker } from "./json-records.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { inUtcZone, SYSMON_DIALECT, SYSMON_NAMES } from "./sysmon-records.js";
import { TELLS, type Tells } from "./told-kinds.js";
import { ToldRecords } from "./told-records.js";

type Names = Partial<Record<FieldName, readonly string[]>>;

/** What programs put an event's data into; Winlogbeat the first two. */
const DATA = ["winlog.event_data", "event_data", "Event.EventData", "EventData"];
/** The outermost objects of these, of which a record has one. */
const WRAPPERS = ["winlog", "event_data", "Event", "EventData"];
const IDS = [
  ...["winlog.event_id", "event_id", "event.code", "EventID", "EventId"],
  ...["Event.System.EventID", "Event.System.EventID.#text", "System.EventID"],
];
/** What Winlogbeat's own module for Sysmon makes of the data, and times of the event's header. */
const BESIDE: Names = {
  time: ["@timestamp", "Event.System.TimeCreated.SystemTime", "SystemTime"],
  source: ["source.ip"],
  destination: ["destination.ip"],
  port: ["destination.port"],
  protocol: ["network.transport"],
  host: ["destination.domain"],
};
const NETWORK_CONNECTION = "3";
const WANTED = "an event of ID 3, a network connection";
const NEEDED = [FIELD.source, FIELD.destination, FIELD.port];
/** `2026-11-24 03:00:00.000`, the blank in place of a T, and no Z. */
const LENGTH = 23;
const BLANK = 32;
const utf8 = new TextDecoder();

/** Events as JSON: flat, or with their data in an object; one a line, in an array, or in objects around an array. */
export function sysmonJson(head: Uint8Array, sink: Sink): Reader {
  const text = utf8.decode(head);
  const wrapper = WRAPPERS.find((name) => new RegExp(`"${name}"\\s*:\\s*\\{`).test(text));
  const keys = new KeyMap(withOwnNames(namesIn(wrapper), sink.options.fields));
  const told = new ToldRecords(inUtcZone(sink), SYSMON_DIALECT, tellsOf);
  const taker = new UtcRecords(told, sink);
  const input = { keys, seconds: false, intake: sink.intake, taker };
  const depth = wrapper === undefined ? 0 : recordDepth(head, new KeyMap({ time: [wrapper] }));
  const inner = depth ? new JsonDocument(depth, input) : jsonReader(head, input);
  return told.reader(inner, WANTED);
}

function namesIn(wrapper: string | undefined): Names {
  // A bare name in an object that holds the data is that object's, not the record's.
  const prefixes = [...DATA.map((name) => `${name}.`), ...(wrapper === undefined ? [""] : [])];
  const data = Object.entries(SYSMON_NAMES).map(([field, names]) => [
    field,
    [
      ...prefixes.flatMap((prefix) => names.map((name) => prefix + name)),
      ...(BESIDE[field as FieldName] ?? []),
    ],
  ]);
  return { ...Object.fromEntries(data), stream: IDS };
}

function tellsOf(id: string | undefined): Tells {
  return id === undefined || id === NETWORK_CONNECTION ? TELLS.whole : TELLS.nothing;
}

/** Reads times of Sysmon's form as UTC, and ignores what has no endpoint: other programs have events of ID 3, too. */
class UtcRecords implements RecordTaker {
  readonly #told: ToldRecords;
  readonly #sink: Sink;
  readonly #utc: boolean;
  readonly #time = new TextEncoder().encode("0000-00-00T00:00:00.000Z");

  constructor(told: ToldRecords, sink: Sink) {
    this.#told = told;
    this.#sink = sink;
    this.#utc = sink.options.fields?.time === undefined;
  }

  fast(bytes: Uint8Array, slots: Slots): boolean {
    const { start, end, numbers } = slots;
    // What is left out is read as text, and what is ignored is too: both are for `exact` to see.
    if (NEEDED.some((field) => (start[field] as number) < 0 && Number.isNaN(numbers[field]))) {
      return false;
    }
    const from = start[FIELD.time] as number;
    if (from >= 0 && this.#utc) {
      const time = this.#read(bytes, from, end[FIELD.time] as number);
      if (time >= 0) {
        numbers[FIELD.time] = time;
        start[FIELD.time] = -1;
      }
    }
    return this.#told.fast(bytes, slots);
  }

  exact(texts: FieldTexts, raw: string): void {
    if (NEEDED.every((field) => texts[field] === undefined)) this.#sink.intake.ignored++;
    else this.#told.exact(texts, raw);
  }

  #read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== LENGTH || bytes[start + 10] !== BLANK) return -1;
    const time = this.#time;
    for (let i = 0; i < LENGTH; i++) if (i !== 10) time[i] = bytes[start + i] as number;
    return isoUtc(time, 0, LENGTH + 1);
  }
}
