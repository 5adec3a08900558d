import { Memo } from "../columns/memo.js";
import { canonicalHost } from "../network/address.js";
import { directionCode } from "../table.js";
import { digits } from "./bytes.js";
import type { Clock } from "./clock.js";
import { FIELD, type FieldTexts, type Slots } from "./fields.js";
import type { Sink } from "./format.js";
import { amountOf, ja3nOf, ja3Of, ja4Of } from "./values.js";

/** Fingerprints of one record, the best first: the first that is there counts. */
const FINGERPRINTS = [
  { field: FIELD.ja4, read: ja4Of },
  { field: FIELD.ja3n, read: ja3Of },
  { field: FIELD.ja3String, read: ja3nOf },
  { field: FIELD.ja3, read: ja3Of },
] as const;
const UNREAD = -1;

/** The fields a connection can do without, of the record at hand. Numbers as the table's columns hold them. */
export class OptionalFields {
  host = 0;
  fingerprint = 0;
  serverFingerprint = 0;
  #direction = 0;
  #logSource = 0;
  #eventCount = Number.NaN;
  #deviceTime = Number.NaN;
  /** Epoch milliseconds. */
  #end = Number.NaN;
  /** In the dialect's unit. */
  #duration = Number.NaN;
  readonly #sink: Sink;
  readonly #clock: Clock;
  readonly #unset: ReadonlySet<string>;
  readonly #second: number;
  /** What a text became is remembered, so that the fast path meets it as bytes only. */
  readonly #hosts = new Memo();
  /** One for each of FINGERPRINTS: what is a JA3 hash is no JA4. */
  readonly #fingerprints = FINGERPRINTS.map(() => new Memo());
  readonly #serverFingerprints = new Memo();
  readonly #directions = new Memo();
  readonly #logSources = new Memo();

  /** `second`: how much of the unit of durations a second is. */
  constructor(sink: Sink, clock: Clock, unset: ReadonlySet<string>, second = 1) {
    this.#second = second;
    this.#sink = sink;
    this.#clock = clock;
    this.#unset = unset;
  }

  /** Reads the fields from bytes; false when one of them needs the exact path. */
  fast(bytes: Uint8Array, { start, end, numbers }: Slots): boolean {
    const recall = (memo: Memo, field: number) =>
      (start[field] as number) < 0
        ? 0
        : memo.get(bytes, start[field] as number, end[field] as number);
    this.host = recall(this.#hosts, FIELD.host);
    this.fingerprint = 0;
    for (let i = 0; i < FINGERPRINTS.length && this.fingerprint === 0; i++) {
      const { field } = FINGERPRINTS[i] as (typeof FINGERPRINTS)[number];
      this.fingerprint = recall(this.#fingerprints[i] as Memo, field);
    }
    this.serverFingerprint = recall(this.#serverFingerprints, FIELD.ja3s);
    this.#direction = recall(this.#directions, FIELD.direction);
    this.#logSource = recall(this.#logSources, FIELD.logSource);
    this.#eventCount = Number.NaN;
    if ((start[FIELD.eventCount] as number) >= 0) {
      this.#eventCount = digits(
        bytes,
        start[FIELD.eventCount] as number,
        end[FIELD.eventCount] as number,
      );
    }
    this.#deviceTime = Number.NaN;
    if ((start[FIELD.deviceTime] as number) >= 0) {
      this.#deviceTime = this.#clock.fast(
        bytes,
        start[FIELD.deviceTime] as number,
        end[FIELD.deviceTime] as number,
      );
    }
    this.#end = numbers[FIELD.end] as number;
    if ((start[FIELD.end] as number) >= 0) {
      this.#end = this.#clock.fast(bytes, start[FIELD.end] as number, end[FIELD.end] as number);
    }
    this.#duration = Number.NaN;
    if ((start[FIELD.duration] as number) >= 0) {
      this.#duration = digits(
        bytes,
        start[FIELD.duration] as number,
        end[FIELD.duration] as number,
      );
    }
    return (
      this.#end !== UNREAD &&
      this.#duration !== UNREAD &&
      this.host !== UNREAD &&
      this.fingerprint !== UNREAD &&
      this.serverFingerprint !== UNREAD &&
      this.#direction !== UNREAD &&
      this.#logSource !== UNREAD &&
      this.#eventCount !== UNREAD &&
      this.#deviceTime !== UNREAD
    );
  }

  /** Reads the fields from text; one that cannot be read is noticed and stays unset. */
  exact(texts: FieldTexts): void {
    this.host = this.#text(this.#hosts, texts[FIELD.host], canonicalHost, "host");
    this.fingerprint = 0;
    for (const [i, { field, read }] of FINGERPRINTS.entries()) {
      if (this.fingerprint !== 0) break;
      const memo = this.#fingerprints[i] as Memo;
      this.fingerprint = this.#text(memo, texts[field], read, "fingerprint");
    }
    const ja3s = texts[FIELD.ja3s];
    this.serverFingerprint = this.#text(this.#serverFingerprints, ja3s, ja3Of, "fingerprint");
    this.#direction = this.#directionOf(texts[FIELD.direction]);
    this.#logSource = this.#text(this.#logSources, texts[FIELD.logSource], (text) => text, "");
    this.#eventCount = this.#number(texts[FIELD.eventCount], amountOf, "event count");
    this.#deviceTime = this.#number(
      texts[FIELD.deviceTime],
      (text) => this.#clock.exact(text),
      "device time",
    );
    this.#end = this.#number(texts[FIELD.end], (text) => this.#clock.exact(text), "last time");
    this.#duration = this.#number(texts[FIELD.duration], amountOf, "duration");
  }

  /** Seconds that a connection took which began at `time` (epoch milliseconds), NaN for unknown. */
  duration(time: number): number {
    if (this.#duration >= 0) return this.#duration / this.#second;
    return this.#end >= time ? (this.#end - time) / 1000 : Number.NaN;
  }

  /** Writes the fields that have a value to the connection added last, which began at `time`. */
  store(time: number): void {
    const { builder } = this.#sink;
    const duration = this.duration(time);
    if (duration >= 0) builder.set("duration", duration);
    if (this.host > 0) builder.set("host", this.host);
    if (this.fingerprint > 0) builder.set("fingerprint", this.fingerprint);
    if (this.serverFingerprint > 0) builder.set("serverFingerprint", this.serverFingerprint);
    if (this.#direction > 0) builder.set("direction", this.#direction);
    if (this.#logSource > 0) builder.set("logSource", this.#logSource);
    if (this.#eventCount >= 0) builder.set("eventCount", this.#eventCount);
    if (this.#deviceTime >= 0) builder.set("deviceTime", this.#deviceTime);
  }

  #text(
    memo: Memo,
    text: string | undefined,
    read: (text: string) => string | undefined,
    what: string,
  ): number {
    if (text === undefined) return 0;
    const value = this.#unset.has(text) ? "" : read(text);
    if (value === undefined) {
      this.#sink.intake.notice(`bad-${what}`, `had a ${what} that is none, taken as unknown`);
      return 0;
    }
    const id = value === "" ? 0 : this.#sink.builder.texts.id(value) + 1;
    memo.set(text, id);
    return id;
  }

  #directionOf(text: string | undefined): number {
    if (text === undefined) return 0;
    const code = directionCode(text);
    this.#directions.set(text, code);
    return code;
  }

  #number(
    text: string | undefined,
    read: (text: string) => number | undefined,
    what: string,
  ): number {
    if (text === undefined || this.#unset.has(text)) return Number.NaN;
    const value = read(text);
    if (value !== undefined) return value;
    const code = `bad-${what.replace(" ", "-")}`;
    this.#sink.intake.notice(code, `had a ${what} that is none, taken as unknown`);
    return Number.NaN;
  }
}
