import type { Intake } from "../intake.js";
import type { Reader } from "./format.js";
import { JsonRecords, jsonLines, type RecordTaker } from "./json-lines.js";
import type { KeyMap } from "./key-map.js";
import { LONGEST_RECORD } from "./lines.js";

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const OPEN_OBJECT = 123;
const BACKSLASH = 92;
const utf8 = new TextDecoder();

/**
 * A reader for JSON records, however they are packed: one a line, in a bare array, or in an array within an object
 * (`{"events":[…]}`), on one line or on many. The packing is told from the first bytes: it is that of the first object
 * with a wanted key.
 */
export function jsonReader(
  head: Uint8Array,
  keys: KeyMap,
  intake: Intake,
  taker: RecordTaker,
): Reader {
  const depth = recordDepth(head, keys);
  const opening = head.find((code) => !isBlank(code)) ?? OPEN_OBJECT;
  if (!isOpening(opening)) return jsonLines(keys, intake, taker);
  if (depth === 0 && isOneALine(head)) return jsonLines(keys, intake, taker);
  return new JsonDocument(depth ?? 0, keys, intake, taker);
}

/** In how many arrays and objects the first object with a wanted key stands; undefined when there is none. */
export function recordDepth(head: Uint8Array, keys: KeyMap): number | undefined {
  let depth = 0;
  for (let at = 0; at < head.length; at++) {
    const code = head[at] as number;
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    else if (code === QUOTE) {
      const end = closingQuote(head, at);
      if (end < 0) return undefined;
      if (/^\s*:/.test(utf8.decode(head.subarray(end + 1, end + 9)))) {
        if (keys.fieldOfBytes(head, at + 1, end) >= 0) return depth - 1;
      }
      at = end;
    }
  }
  return undefined;
}

function isOneALine(head: Uint8Array): boolean {
  const start = head.findIndex((code) => code > 32);
  const newline = head.indexOf(NEWLINE, start);
  try {
    JSON.parse(utf8.decode(head.subarray(start, newline < 0 ? head.length : newline)));
    return true;
  } catch {
    return false;
  }
}

function closingQuote(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return -1;
}

const isOpening = (code: number) => code === OPEN_OBJECT || code === OPEN_ARRAY;
const isClosing = (code: number) => code === 125 || code === 93;
const isBlank = (code: number) => code <= 32;

/**
 * Cuts a document into the objects at one depth, chunk by chunk. A line break inside a string, which JSON forbids,
 * gives a broken record up; reading goes on at the next line that opens an object, so that one bad record costs no other.
 */
class JsonDocument implements Reader {
  readonly #recordDepth: number;
  readonly #intake: Intake;
  readonly #records: JsonRecords;
  #depth = 0;
  #line = 1;
  #inString = false;
  #escaped = false;
  /** Whether records are elements of an array (or of the document), not properties of an object. */
  #amongElements = true;
  #inScalar = false;
  /** Looking for a line that opens an object: at its start, or (false) somewhere in it. */
  #resync: { atStart: boolean } | undefined;
  #inRecord = false;
  #recordLine = 1;
  /** What earlier chunks hold of the record; undefined once it is too long to keep. */
  #carry: Uint8Array | undefined = new Uint8Array(0);

  constructor(depth: number, keys: KeyMap, intake: Intake, taker: RecordTaker) {
    this.#recordDepth = depth;
    this.#intake = intake;
    this.#records = new JsonRecords(keys, intake, taker);
  }

  write(chunk: Uint8Array): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk[at] as number;
      if (code === NEWLINE) this.#line++;
      if (this.#resync !== undefined) this.#seek(code);
      if (this.#resync !== undefined) continue;
      if (this.#inString) {
        this.#string(code, chunk, start, at);
        continue;
      }
      if (code === QUOTE) this.#inString = true;
      if (isOpening(code)) {
        if (this.#depth++ === this.#recordDepth) {
          start = at;
          this.#begin();
        } else if (this.#depth === this.#recordDepth) this.#amongElements = code === OPEN_ARRAY;
      } else if (isClosing(code)) {
        this.#depth = Math.max(0, this.#depth - 1);
        if (this.#inRecord && this.#depth === this.#recordDepth) this.#finish(chunk, start, at + 1);
      } else if (!this.#inRecord && this.#depth === this.#recordDepth) this.#scalar(code);
    }
    if (this.#inRecord) this.#hold(chunk.subarray(start));
  }

  end(broken = false): void {
    if (this.#inRecord) this.#giveUp(broken ? "cut off" : "ends inside a record");
    else if (broken || this.#depth > 0) {
      this.#intake.warnFile(
        "cut-off",
        "ends before its JSON is closed; what stood before was read",
      );
    }
  }

  #seek(code: number): void {
    if (code === NEWLINE) this.#resync = { atStart: true };
    else if (this.#resync?.atStart && code === OPEN_OBJECT) this.#resync = undefined;
    else if (!isBlank(code)) this.#resync = { atStart: false };
  }

  #string(code: number, chunk: Uint8Array, start: number, at: number): void {
    if (code === NEWLINE) {
      this.#inString = false;
      if (!this.#inRecord) return;
      this.#hold(chunk.subarray(start, at));
      this.#giveUp("line break in a string");
      this.#resync = { atStart: true };
    } else if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inString = false;
  }

  /** A value that stands where a record should. */
  #scalar(code: number): void {
    if (code === COMMA) this.#inScalar = false;
    else if (!isBlank(code) && this.#amongElements && !this.#inScalar) {
      this.#inScalar = true;
      this.#intake.line = this.#line;
      this.#intake.reject("not a JSON object", "");
    }
  }

  #begin(): void {
    this.#inRecord = true;
    this.#inScalar = false;
    this.#recordLine = this.#line;
    this.#carry = new Uint8Array(0);
  }

  #finish(chunk: Uint8Array, start: number, end: number): void {
    this.#inRecord = false;
    this.#intake.line = this.#recordLine;
    if (this.#carry === undefined) return;
    if (this.#carry.length === 0) {
      this.#records.read(chunk, start, end);
      return;
    }
    this.#hold(chunk.subarray(0, end));
    if (this.#carry !== undefined) this.#records.read(this.#carry, 0, this.#carry.length);
  }

  #hold(bytes: Uint8Array): void {
    if (this.#carry === undefined) return;
    const carry = new Uint8Array(this.#carry.length + bytes.length);
    carry.set(this.#carry);
    carry.set(bytes, this.#carry.length);
    this.#carry = carry;
    if (carry.length <= LONGEST_RECORD) return;
    this.#intake.line = this.#recordLine;
    this.#intake.reject("record too long", utf8.decode(carry.subarray(0, 200)));
    this.#carry = undefined;
  }

  #giveUp(reason: string): void {
    if (this.#carry !== undefined) {
      this.#intake.line = this.#recordLine;
      this.#intake.reject(reason, utf8.decode(this.#carry));
    }
    this.#inRecord = false;
    this.#inScalar = false;
    this.#depth = this.#recordDepth;
  }
}
