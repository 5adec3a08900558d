import { ByteIndex } from "../columns/byte-index.js";
import { printable } from "../text/printable.js";
import { FIELD, type FieldTexts, type Slots } from "./fields.js";
import type { Reader, Sink } from "./format.js";
import { HeldConnections } from "./held-connections.js";
import type { RecordTaker } from "./json-records.js";
import { LinkedSessions } from "./linked-sessions.js";
import { OffsetTimes } from "./offset-times.js";
import { type Dialect, RecordReader } from "./record-reader.js";
import { TELLS, type Tells, ToldKinds } from "./told-kinds.js";
import { UidIndex } from "./uid-index.js";

const QUOTE = 34;
const OPEN_ARRAY = 91;
const OPEN_OBJECT = 123;
const encoder = new TextEncoder();
const HAS_PORTS = new Set(["tcp", "udp", "sctp", "6", "17", "132"]);

/**
 * Records of a log that tells of one connection several times, in records of several kinds. Each connection is counted once,
 * by the best kind that the log has; host and fingerprint are joined from the others by uid. A log does not say in its
 * beginning what kinds come later, so the connections of all kinds but the best one are held back.
 */
export class ToldRecords implements RecordTaker {
  readonly #sink: Sink;
  readonly #kinds: ToldKinds;
  readonly #held: HeldConnections;
  readonly #uids: UidIndex;
  readonly #reader: RecordReader;
  readonly #times = new OffsetTimes();
  readonly #ends = new OffsetTimes();
  /** The uids of connections of which a first direction was told. */
  readonly #directions = new ByteIndex();
  readonly #linked: LinkedSessions;
  readonly #unset: ReadonlySet<string>;
  readonly #ignoredBefore: number;
  /** What the best kind of record so far tells; details that only describe are not looked at as connections. */
  #best: Tells;
  #told = false;

  /** `tells` says what a kind of record tells, by the name in its field `stream`. */
  constructor(sink: Sink, dialect: Dialect, tells: (name: string | undefined) => Tells) {
    this.#sink = sink;
    this.#kinds = new ToldKinds(tells);
    this.#held = new HeldConnections(sink.builder, sink.intake);
    this.#uids = sink.uids ?? new UidIndex();
    this.#reader = new RecordReader(
      { ...sink, builder: this.#held, uids: this.#uids },
      dialect,
      true,
    );
    this.#unset = dialect.unset;
    this.#linked = new LinkedSessions(sink, this.#held, this.#reader);
    this.#ignoredBefore = sink.intake.ignored;
    this.#best = sink.enrichOnly ? TELLS.direction : TELLS.detail;
  }

  fast(bytes: Uint8Array, slots: Slots): boolean {
    const { start, end } = slots;
    if (hasNested(bytes, slots) || (start[FIELD.linked] as number) >= 0) return false;
    const uid = start[FIELD.uid] as number;
    // A record without uid has an empty one.
    const uidEnd = uid < 0 ? uid : (end[FIELD.uid] as number);
    const kind = start[FIELD.stream] as number;
    const tells = this.#kinds.fast(bytes, kind, end[FIELD.stream] as number);
    if (tells < 0) return false;
    if (this.#isIgnored(tells as Tells, bytes, uid, uidEnd)) return true;
    this.#readTimes(bytes, slots);
    if (tells < this.#best) return this.#reader.fastEnrich(bytes, slots);
    const { intake } = this.#sink;
    const { accepted } = intake;
    if (!this.#reader.fast(bytes, slots)) return false;
    this.#tell(tells as Tells, intake.accepted > accepted, bytes, uid, uidEnd);
    return true;
  }

  exact(texts: FieldTexts, raw: string): void {
    const tells = this.#kinds.exact(texts[FIELD.stream]);
    const uid = encoder.encode(texts[FIELD.uid] ?? "");
    if (this.#isIgnored(tells, uid, 0, uid.length)) return;
    const linked = texts[FIELD.linked];
    if (tells < this.#best) this.#reader.enrich(texts);
    else if (tells === TELLS.whole && linked !== undefined && !this.#unset.has(linked)) {
      if (this.#linked.count(texts, raw, linked)) {
        const uid = encoder.encode(texts[FIELD.uid]);
        this.#tellAll(uid, 0, uid.length);
      }
    } else this.#count(texts, raw, tells, uid);
  }

  #count(texts: FieldTexts, raw: string, tells: Tells, uid: Uint8Array): void {
    const { intake } = this.#sink;
    const protocol = texts[FIELD.protocol]?.toLowerCase();
    if (texts[FIELD.port] === undefined && protocol !== undefined && !HAS_PORTS.has(protocol)) {
      // GRE, ESP, IGMP: no connections to a port.
      intake.ignored++;
      return;
    }
    const { accepted } = intake;
    this.#reader.exact(texts, raw);
    this.#tell(tells, intake.accepted > accepted, uid, 0, uid.length);
  }

  /** A reader that ends these records with its own end. `wanted` names the kinds of records that tell something. */
  reader(inner: Reader, wanted: string): Reader {
    return {
      write: (chunk) => inner.write(chunk),
      end: (broken) => {
        inner.end(broken);
        this.#end(wanted);
      },
    };
  }

  /** Counts a record that is no connection, nor tells anything new of one; notes what kinds there are. */
  #isIgnored(tells: Tells, bytes: Uint8Array, uid: number, end: number): boolean {
    if (tells > TELLS.nothing) this.#told = true;
    if (tells > this.#best) {
      this.#best = tells;
      this.#held.drop(tells < TELLS.whole);
    }
    const again =
      tells === TELLS.direction && end > uid && this.#directions.find(bytes, uid, end) >= 0;
    if (tells === TELLS.nothing || again) this.#sink.intake.ignored++;
    return tells === TELLS.nothing || again;
  }

  /** What the record read last tells those that come; `counts`: it became a connection. */
  #tell(tells: Tells, counts: boolean, bytes: Uint8Array, uid: number, end: number): void {
    if (end === uid) return;
    if (tells === TELLS.direction) this.#directions.id(bytes, uid, end);
    if (tells === TELLS.detail && counts) this.#tellAll(bytes, uid, end);
  }

  #tellAll(bytes: Uint8Array, uid: number, end: number): void {
    const { host, fingerprint, serverFingerprint, time, texts } = this.#held;
    if (host + fingerprint + serverFingerprint === 0) return;
    this.#uids.put(bytes, uid, end, this.#held, time, texts.texts);
  }

  #readTimes(bytes: Uint8Array, { start, end, numbers }: Slots): void {
    numbers[FIELD.end] = Number.NaN;
    const last = start[FIELD.end] as number;
    const lastTime = last < 0 ? -1 : this.#ends.read(bytes, last, end[FIELD.end] as number);
    if (lastTime >= 0) {
      numbers[FIELD.end] = lastTime;
      start[FIELD.end] = -1;
    }
    const from = start[FIELD.time] as number;
    if (from < 0) return;
    const time = this.#times.read(bytes, from, end[FIELD.time] as number);
    if (time < 0) return;
    numbers[FIELD.time] = time;
    start[FIELD.time] = -1;
  }

  #end(wanted: string): void {
    this.#held.release();
    const { intake } = this.#sink;
    const ignored = intake.ignored - this.#ignoredBefore;
    if (this.#told || ignored === 0) return;
    const names = this.#kinds.silent.map((name) => printable(name)).join(", ");
    intake.warnFile("no-connections", `none of its ${ignored} records (${names}) is ${wanted}`);
  }
}

/** Whether the value of some field is an array or an object: in those the exact path looks for values. */
function hasNested(bytes: Uint8Array, { start }: Slots): boolean {
  for (const at of start) {
    if (at < 0) continue;
    const code = bytes[at];
    if ((code === OPEN_ARRAY || code === OPEN_OBJECT) && bytes[at - 1] !== QUOTE) return true;
  }
  return false;
}
