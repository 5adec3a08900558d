import { Memo } from "../columns/memo.js";
import { canonicalAddress } from "../network/address.js";
import { printable } from "../text/printable.js";
import { digits, ipv4 } from "./bytes.js";
import { Clock } from "./clock.js";
import { FIELD, type FieldTexts, type Slots } from "./fields.js";
import type { Sink } from "./format.js";
import { OptionalFields } from "./optional-fields.js";
import type { TimeUnit } from "./time.js";
import { amountOf, isIcmp, portOf } from "./values.js";

/** How a format writes its values. */
export interface Dialect {
  /** Texts that stand for no value. */
  readonly unset: ReadonlySet<string>;
  /** Whether endpoints may be names. */
  readonly names: boolean;
  /** Unit of numeric times; undefined: told from their magnitude. */
  readonly timeUnit: TimeUnit | undefined;
  /** How much of the unit of durations a second is; default 1. */
  readonly second?: number;
}

const UNREAD = -1;
const DASH = 45;
const LETTER = { c: 99, d: 100, p: 112, t: 116, u: 117 } as const;
const PORTS = 1;
const NO_PORTS = 0;
/** The names of protocols are shorter than this; longer texts are not worth remembering. */
const LONGEST_PROTOCOL = 32;
const encoder = new TextEncoder();

/**
 * Turns the fields of one record into a connection. `fast` reads ordinary values from their bytes and answers false,
 * having added nothing, for any other; `exact` then reads the same record from text and accepts, rejects or ignores it.
 * Both give the same connection for every record that `fast` takes.
 */
export class RecordReader {
  readonly #sink: Sink;
  readonly #dialect: Dialect;
  readonly #clock: Clock;
  readonly #optional: OptionalFields;
  readonly #endpoints = new Memo();
  readonly #protocols = new Memo();
  readonly #dashIsUnset: boolean;
  /** Whether no number stands for "no value". */
  readonly #numbersCount: boolean;
  readonly #waits: boolean;

  /** `waits`: details of a connection may come behind it, so that all connections with a uid await them. */
  constructor(sink: Sink, dialect: Dialect, waits = false) {
    this.#sink = sink;
    this.#waits = waits;
    this.#dialect = dialect;
    this.#clock = new Clock(sink, dialect.timeUnit);
    // Device times have a clock of their own: another column may have another unit.
    const deviceClock = new Clock(sink, dialect.timeUnit);
    this.#optional = new OptionalFields(sink, deviceClock, dialect.unset, dialect.second);
    this.#dashIsUnset = dialect.unset.has("-");
    this.#numbersCount = ![...dialect.unset].some((text) => /^\d/.test(text));
  }

  /** The same for a record of nothing but numbers: most of a connection log. */
  plain({ numbers }: Slots): boolean {
    const time = numbers[FIELD.time] as number;
    const source = numbers[FIELD.source] as number;
    const destination = numbers[FIELD.destination] as number;
    const port = numbers[FIELD.port] as number;
    // A field that is missing is NaN, and fails these comparisons too.
    if (!(time >= 0 && source >= 0 && destination >= 0 && port <= 65535)) return false;
    if (!this.#numbersCount) return false;
    this.#sink.intake.accept();
    const bytesIn = numbers[FIELD.bytesIn] as number;
    const bytesOut = numbers[FIELD.bytesOut] as number;
    this.#sink.builder.add(time, source, destination, port, bytesOut, bytesIn);
    return true;
  }

  fast(bytes: Uint8Array, slots: Slots): boolean {
    const protocol = this.#fastProtocol(bytes, slots);
    if (protocol === UNREAD || !this.#numbersCount) return false;
    if (protocol === NO_PORTS) {
      this.#sink.intake.ignored++;
      return true;
    }
    const time = this.#fastTime(bytes, slots);
    const source = this.#fastEndpoint(bytes, slots, FIELD.source);
    const destination = this.#fastEndpoint(bytes, slots, FIELD.destination);
    // A field that is missing is NaN, and fails these comparisons too.
    if (!(time >= 0 && source >= 0 && destination >= 0)) return false;
    const port = fastNumber(bytes, slots, FIELD.port);
    if (!(port >= 0 && port <= 65535)) return false;
    const bytesOut = this.#fastAmount(bytes, slots, FIELD.bytesOut);
    const bytesIn = this.#fastAmount(bytes, slots, FIELD.bytesIn);
    if (bytesOut === UNREAD || bytesIn === UNREAD) return false;
    if (slots.optional && !this.#optional.fast(bytes, slots)) return false;
    const uid = slots.start[FIELD.uid] as number;
    const uidEnd = slots.end[FIELD.uid] as number;
    if (uid >= 0 && !this.#waits) this.#join(bytes, uid, uidEnd);
    this.#sink.intake.accept();
    this.#sink.builder.add(time, source, destination, port, bytesOut, bytesIn);
    if (slots.optional) this.#optional.store(time);
    if (uid >= 0 && this.#waits) this.#await(bytes, uid, uidEnd);
    return true;
  }

  /** Reads a record from text; `raw` is shown when it is rejected. */
  exact(texts: FieldTexts, raw: string): void {
    const protocol = texts[FIELD.protocol];
    if (protocol !== undefined) {
      const hasPorts = !isIcmp(protocol);
      if (protocol.length <= LONGEST_PROTOCOL) {
        this.#protocols.set(protocol, hasPorts ? PORTS : NO_PORTS);
      }
      if (!hasPorts) {
        this.#sink.intake.ignored++;
        return;
      }
    }
    const complaint = this.#append(texts);
    if (complaint !== undefined) this.#sink.intake.reject(complaint, raw);
  }

  /** Adds the connection, or says why the texts are none. */
  #append(texts: FieldTexts): string | undefined {
    const time = this.#value(texts[FIELD.time], (text) => this.#clock.exact(text));
    if (time === undefined) {
      const text = texts[FIELD.time];
      return complaintOf("time", text) + this.#clock.hint(text ?? "");
    }
    const source = this.#value(texts[FIELD.source], (text) => this.#endpoint(text));
    if (source === undefined) return complaintOf("source", texts[FIELD.source]);
    const destination = this.#value(texts[FIELD.destination], (text) => this.#endpoint(text));
    if (destination === undefined) return complaintOf("destination", texts[FIELD.destination]);
    const port = this.#value(texts[FIELD.port], portOf);
    if (port === undefined) return complaintOf("port", texts[FIELD.port]);
    const bytesOut = this.#amount(texts[FIELD.bytesOut]);
    const bytesIn = this.#amount(texts[FIELD.bytesIn]);
    this.#optional.exact(texts);
    const { intake, builder } = this.#sink;
    const uid = encoder.encode(texts[FIELD.uid] ?? "");
    if (!this.#waits) this.#join(uid, 0, uid.length);
    intake.accept();
    builder.add(time, source, destination, port, bytesOut, bytesIn);
    this.#optional.store(time);
    if (this.#waits) this.#await(uid, 0, uid.length);
    return undefined;
  }

  /** What a record tells of the connection with its uid; the record itself is ignored. False as with `fast`. */
  fastEnrich(bytes: Uint8Array, slots: Slots): boolean {
    if (!this.#optional.fast(bytes, slots)) return false;
    const time = this.#fastTime(bytes, slots);
    if (time === UNREAD) return false;
    const from = slots.start[FIELD.uid] as number;
    if (from >= 0) this.#tell(bytes, from, slots.end[FIELD.uid] as number, time);
    this.#sink.intake.ignored++;
    return true;
  }

  /** As `fastEnrich`, from text. */
  enrich(texts: FieldTexts): void {
    this.#optional.exact(texts);
    const uid = encoder.encode(texts[FIELD.uid] ?? "");
    const time = this.#value(texts[FIELD.time], (text) => this.#clock.exact(text));
    this.#tell(uid, 0, uid.length, time ?? Number.NaN);
    this.#sink.intake.ignored++;
  }

  #tell(bytes: Uint8Array, start: number, end: number, time: number): void {
    const told = this.#optional;
    if (end > start && (told.host > 0 || told.fingerprint > 0 || told.serverFingerprint > 0)) {
      this.#sink.uids?.put(bytes, start, end, told, time, this.#sink.builder.texts.texts);
    }
  }

  #await(bytes: Uint8Array, start: number, end: number): void {
    const { uids, builder } = this.#sink;
    if (uids !== undefined && end > start) builder.await(uids, uids.id(bytes, start, end));
  }

  /** Adds what other records told of the connection with this uid. */
  #join(bytes: Uint8Array, start: number, end: number): void {
    const { uids } = this.#sink;
    const id = uids?.find(bytes, start, end) ?? -1;
    if (uids === undefined || id < 0) return;
    this.#optional.host ||= uids.told("host", id);
    this.#optional.fingerprint ||= uids.told("fingerprint", id);
    this.#optional.serverFingerprint ||= uids.told("serverFingerprint", id);
  }

  #fastProtocol(bytes: Uint8Array, slots: Slots): number {
    const from = slots.start[FIELD.protocol] as number;
    if (from < 0 || isTransport(bytes, slots)) return PORTS;
    return this.#protocols.get(bytes, from, slots.end[FIELD.protocol] as number);
  }

  #fastTime(bytes: Uint8Array, { start, end, numbers }: Slots): number {
    const from = start[FIELD.time] as number;
    if (from < 0) return numbers[FIELD.time] as number;
    return this.#clock.fast(bytes, from, end[FIELD.time] as number);
  }

  #fastEndpoint(bytes: Uint8Array, { start, end, numbers }: Slots, field: number): number {
    const from = start[field] as number;
    if (from < 0) return numbers[field] as number;
    const to = end[field] as number;
    const address = ipv4(bytes, from, to);
    return address >= 0 ? address : this.#endpoints.get(bytes, from, to);
  }

  #fastAmount(bytes: Uint8Array, slots: Slots, field: number): number {
    const from = slots.start[field] as number;
    const length = from < 0 ? -1 : (slots.end[field] as number) - from;
    const dash = length === 1 && bytes[from] === DASH && this.#dashIsUnset;
    // An empty text is no value in every dialect.
    return dash || length === 0 ? Number.NaN : fastNumber(bytes, slots, field);
  }

  #value<T>(text: string | undefined, read: (text: string) => T | undefined): T | undefined {
    return text === undefined || this.#dialect.unset.has(text) ? undefined : read(text);
  }

  #endpoint(text: string): number | undefined {
    if (!this.#dialect.names && canonicalAddress(text) === undefined) return undefined;
    const endpoint = this.#sink.builder.endpoint(text);
    if (endpoint !== undefined) this.#endpoints.set(text, endpoint);
    return endpoint;
  }

  #amount(text: string | undefined): number {
    if (text === undefined || this.#dialect.unset.has(text)) return Number.NaN;
    const amount = amountOf(text);
    if (amount !== undefined) return amount;
    const what =
      "had a byte count that is none (negative, infinite, not a number), taken as unknown";
    this.#sink.intake.notice("bad-bytes", what);
    return Number.NaN;
  }
}

function fastNumber(bytes: Uint8Array, { start, end, numbers }: Slots, field: number): number {
  const from = start[field] as number;
  return from < 0 ? (numbers[field] as number) : digits(bytes, from, end[field] as number);
}

/** Whether the protocol is `tcp` or `udp`. */
function isTransport(bytes: Uint8Array, { start, end }: Slots): boolean {
  const at = start[FIELD.protocol] as number;
  if ((end[FIELD.protocol] as number) - at !== 3) return false;
  const [first, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  return (
    third === LETTER.p &&
    ((first === LETTER.t && second === LETTER.c) || (first === LETTER.u && second === LETTER.d))
  );
}

function complaintOf(what: string, text: string | undefined): string {
  return text === undefined
    ? `no ${what}`
    : `bad ${what} ${printable(JSON.stringify(text.slice(0, 80)))}`;
}
