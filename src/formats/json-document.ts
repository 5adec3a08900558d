import type { Reader } from "./format.js";
import { JsonFrame } from "./json-frame.js";
import { type JsonInput, JsonRecords } from "./json-records.js";
import { RecordSearch } from "./json-search.js";
import { BROKEN, brokenAt, CUT, OPEN_OBJECT, skipValue } from "./json-skip.js";
import { LONGEST_RECORD, PIECE } from "./lines.js";
import { newlines } from "./runs.js";

const NEWLINE = 10;
const SHOWN = 2000;
const utf8 = new TextDecoder();

/**
 * Reads the records of a JSON document, which all stand in equally many arrays and objects. What is broken is rejected as
 * one record, and the next one is searched for by what records begin with, so that a bad record costs no other.
 */
export class JsonDocument implements Reader {
  readonly #input: JsonInput;
  readonly #records: JsonRecords;
  readonly #frame: JsonFrame;
  readonly #search: RecordSearch;
  #searching = false;
  /** The bytes not read yet; behind them a NUL, at which every scan stops. */
  #buffer = new Uint8Array(2 * PIECE);
  #view = new DataView(this.#buffer.buffer);
  #held = 0;
  /** How many bytes it takes to look again: a record that comes in many pieces is not read anew with each. */
  #enough = 0;
  /** The line at position `#counted` of the buffer. */
  #line = 1;
  #counted = 0;

  /** `depth`: in how many arrays and objects a record stands. */
  constructor(depth: number, input: JsonInput) {
    this.#input = input;
    this.#records = new JsonRecords(input, false);
    this.#frame = new JsonFrame(depth);
    this.#search = new RecordSearch(input.keys);
  }

  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) {
      this.#hold(chunk.subarray(at, at + PIECE));
      if (this.#held >= this.#enough) this.#read(undefined);
    }
  }

  end(broken = false): void {
    this.#read(broken ? "cut off" : "ends inside a record");
    if (this.#searching || this.#frame.depth === 0) return;
    const reason = "ends before its JSON is closed; what stood before was read";
    this.#input.intake.warnFile("cut-off", reason);
  }

  /** Reads what is there. `ending` is what is wrong with a record that is not complete, when no more bytes will come. */
  #read(ending: string | undefined): void {
    const end = this.#held;
    let at = 0;
    for (;;) {
      at = this.#next(at, ending !== undefined);
      const behind = this.#searching || at >= end ? CUT : this.#record(at, ending);
      if (behind === CUT) break;
      at = behind;
    }
    this.#count(at);
    this.#counted = 0;
    this.#buffer.copyWithin(0, at, end);
    this.#held = end - at;
    this.#buffer[this.#held] = 0;
    this.#enough = Math.min(2 * this.#held, LONGEST_RECORD + 1);
  }

  /** Where the next record begins, or how far there is none. */
  #next(start: number, last: boolean): number {
    if (!this.#searching) return this.#frame.next(this.#buffer, start, this.#held);
    const limit = this.#search.limit(this.#held, last);
    const at = this.#search.next(this.#buffer, start, limit, this.#held);
    if (at < limit) {
      this.#searching = false;
      this.#frame.resume();
    }
    return at;
  }

  /** Behind the record at `start`; CUT when it takes more bytes to tell. */
  #record(start: number, ending: string | undefined): number {
    const bytes = this.#buffer;
    this.#input.intake.line = this.#count(start);
    if (bytes[start] === OPEN_OBJECT) {
      const behind = this.#records.fast(bytes, start, this.#held);
      if (behind > 0) return behind;
    }
    const end = Math.min(this.#held, start + LONGEST_RECORD + 1);
    const behind = skipValue(bytes, start, end);
    if (behind > 0) {
      this.#records.exact(bytes, start, behind);
      return behind;
    }
    const tooLong = behind === CUT && end - start > LONGEST_RECORD;
    if (behind === CUT && !tooLong && ending === undefined) return CUT;
    if (behind === BROKEN) this.#giveUp(start, brokenAt + 1, undefined);
    else this.#giveUp(start, end, tooLong ? "record too long" : ending);
    return start + 1;
  }

  #giveUp(start: number, end: number, reason: string | undefined): void {
    const bytes = this.#buffer;
    const text = utf8.decode(bytes.subarray(start, Math.min(end, start + SHOWN))).trim();
    const lineBreak = bytes[end - 1] === NEWLINE ? "line break in a string" : "broken JSON";
    this.#search.learn(bytes, start, end);
    this.#searching = true;
    this.#input.intake.reject(reason ?? lineBreak, text);
  }

  #count(at: number): number {
    this.#line += newlines(this.#view, this.#counted, at);
    this.#counted = at;
    return this.#line;
  }

  #hold(piece: Uint8Array): void {
    const length = this.#held + piece.length;
    if (length >= this.#buffer.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#buffer.subarray(0, this.#held));
      this.#buffer = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#buffer.set(piece, this.#held);
    this.#buffer[length] = 0;
    this.#held = length;
  }
}
