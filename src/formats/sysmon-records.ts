import { FIELD } from "./fields.js";
import type { Sink } from "./format.js";
import { KeyMap, withOwnNames } from "./key-map.js";
import { type Dialect, RecordReader } from "./record-reader.js";
import { SyslogFields } from "./syslog-fields.js";
import { SyslogSlots } from "./syslog-slots.js";
import { inUtc } from "./syslog-time.js";
import { readSysmonEvent } from "./sysmon-event.js";

type SysmonField = "time" | "source" | "destination" | "port" | "protocol" | "host";

/** Sysmon's own names of an event's data. */
export const SYSMON_NAMES: Readonly<Record<SysmonField, readonly string[]>> = {
  time: ["UtcTime"],
  source: ["SourceIp"],
  destination: ["DestinationIp"],
  port: ["DestinationPort"],
  protocol: ["Protocol"],
  host: ["DestinationHostname"],
};

/** How Sysmon writes its values. */
export const SYSMON_DIALECT: Dialect = {
  unset: new Set(["", "-"]),
  names: false,
  timeUnit: undefined,
};

/** Times without zone are in UTC, whatever the zone of other logs is; not so those of a property that the user names. */
export function inUtcZone(sink: Sink): Sink {
  if (sink.options.fields?.time !== undefined) return sink;
  return { ...sink, options: { ...sink.options, timeZone: "UTC" } };
}

/** Turns single events, as XML, into connections. */
export class SysmonRecords {
  readonly #sink: Sink;
  readonly #keys: KeyMap;
  readonly #found: SyslogFields;
  readonly #slots = new SyslogSlots();
  readonly #reader: RecordReader;
  readonly #utc: boolean;

  constructor(sink: Sink) {
    this.#sink = inUtcZone(sink);
    const names = { ...SYSMON_NAMES, time: [...SYSMON_NAMES.time, "SystemTime"] };
    this.#keys = new KeyMap(withOwnNames(names, sink.options.fields));
    this.#found = new SyslogFields(sink.intake);
    this.#reader = new RecordReader(this.#sink, SYSMON_DIALECT);
    this.#utc = this.#sink.options.timeZone === "UTC";
  }

  /** Takes the event that `text` is. What is no network connection, or of another program than Sysmon, is ignored. */
  take(text: string): void {
    const { intake } = this.#sink;
    const { texts } = this.#found;
    this.#found.clear();
    const result = readSysmonEvent(text, (name, value) => this.#found.put(this.#keys, name, value));
    const { source, destination, port } = FIELD;
    if (typeof result === "string") intake.reject(result, text);
    else if (!result || [source, destination, port].every((at) => texts[at] === undefined)) {
      intake.ignored++;
    } else {
      if (this.#utc) texts[FIELD.time] = inUtc(texts[FIELD.time]);
      this.#slots.give(this.#reader, texts, text);
    }
  }
}
