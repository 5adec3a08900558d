import { ROLE, roleOf } from "./columns.js";
import { FIELD, FIELDS, type Slots } from "./fields.js";
import { END_OF_OBJECT, JsonGaps, UNWANTED } from "./json-gaps.js";
import {
  BACKSLASH,
  BROKEN,
  CLOSE_OBJECT,
  COMMA,
  OPEN_OBJECT,
  QUOTE,
  skipBlank,
  skipString,
  skipValue,
} from "./json-skip.js";
import type { KeyMap } from "./key-map.js";
import { readAddress, readInteger, readSeconds, readTransport, stop } from "./read-number.js";
import { digitRun, textRun } from "./runs.js";

const NEWLINE = 10;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const NULL = 110;
/** Worse than any name: no value yet, and the empty text of a direction that is there but null. */
const UNFOUND = 255;
const NO_DIRECTION = 254;

/** The fields up to this one are read as numbers. */
const LAST_NUMBER = FIELD.bytesIn;

/** `true`, `null` and `fals` as 32-bit numbers, the first letter lowest. */
const WORD_TRUE = 0x65757274;
const WORD_NULL = 0x6c6c756e;
const WORD_FALS = 0x736c6166;
const LETTER_E = 101;

/** How the JSON of an input is to be read. */
export interface JsonDialect {
  readonly keys: KeyMap;
  /** Whether numeric times are epoch seconds for sure. */
  readonly seconds: boolean;
}

/**
 * The fast path through JSON objects: finds the wanted values without building anything. As strict as JSON.parse where it
 * answers a position, and with the same values: of equal keys the last counts, of a field's names the best that has a
 * value (`textsOf` says the same of parsed objects).
 */
export class JsonScanner {
  readonly #gaps: JsonGaps;
  readonly #oneLine: boolean;
  readonly #slots: Slots;
  readonly #roles: Uint8Array;
  /** The rank of the name that gave each field its value. */
  readonly #ranks: Uint8Array = new Uint8Array(FIELDS.length);
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));

  /** `oneLine`: a record may not go on in the next line. */
  constructor({ keys, seconds }: JsonDialect, oneLine: boolean, slots: Slots) {
    this.#gaps = new JsonGaps(keys);
    this.#oneLine = oneLine;
    this.#slots = slots;
    this.#roles = Uint8Array.from(FIELDS, (name) => roleOf(FIELD[name], seconds));
  }

  /**
   * Fills the slots from the object at `start` and answers the position behind it. BROKEN or CUT sends the record to
   * JSON.parse, which may yet read it. At `end`, or just before it, there must be a control character.
   */
  scan(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const ranks = this.#ranks;
    const { start: starts, numbers } = this.#slots;
    for (let field = 0; field < ranks.length; field++) {
      ranks[field] = UNFOUND;
      starts[field] = -1;
    }
    for (let field = 0; field <= LAST_NUMBER; field++) numbers[field] = Number.NaN;
    return this.#object(bytes, start, end, this.#gaps);
  }

  #object(bytes: Uint8Array, start: number, end: number, gaps: JsonGaps): number {
    const { nexts, lengths, fields } = gaps;
    let at = start;
    for (let gap = 0; ; ) {
      let next = nexts[gap] as number;
      if (!this.#follows(gaps, next, at, end)) {
        next = gaps.read(bytes, at, end);
        if (next < 0) return next;
        if (this.#oneLine && hasNewline(bytes, at, at + (lengths[next] as number))) return BROKEN;
        nexts[gap] = next;
      }
      const value = at + (lengths[next] as number);
      const field = fields[next] as number;
      if (field === END_OF_OBJECT) return value;
      const inner = gaps.inner[next];
      // A name may stand for a field in one record and for an object of fields in the next.
      const passes = field === UNWANTED || (inner !== undefined && bytes[value] === OPEN_OBJECT);
      const behind = passes
        ? this.#pass(bytes, value, end, inner)
        : this.#take(bytes, value, end, field, gaps.ranks[next] as number);
      if (behind >= 0) {
        gap = next;
        at = behind;
      } else if (skipBlank(bytes, value, end) > value) {
        // What was expected is only the beginning of this gap.
        nexts[gap] = 0;
      } else return behind;
    }
  }

  /** Whether the bytes at `start` are those of a gap. */
  #follows({ words, begins, masks }: JsonGaps, gap: number, start: number, end: number): boolean {
    const view = this.#view;
    const last = (begins[gap + 1] as number) - 1;
    let word = begins[gap] as number;
    let at = start;
    if (at + (last - word) * 4 + 4 > end) return false;
    while (word < last && words[word] === view.getInt32(at, true)) {
      word++;
      at += 4;
    }
    const differ = (words[word] as number) ^ view.getInt32(at, true);
    return word === last && (differ & (masks[gap] as number)) === 0;
  }

  /** Behind a value that nobody wants: the ordinary ones here, all others by the strict rules. */
  #pass(bytes: Uint8Array, start: number, end: number, inner: JsonGaps | undefined): number {
    const code = bytes[start] as number;
    if (code === QUOTE) {
      const close = textRun(this.#view, start + 1, end);
      return bytes[close] === QUOTE && close < end ? close + 1 : skipString(bytes, start, end);
    }
    if (code <= NINE) return this.#number(bytes, start, end);
    if (code === OPEN_OBJECT && inner !== undefined) return this.#object(bytes, start, end, inner);
    if (start + 5 <= end) {
      const word = this.#view.getInt32(start, true);
      if (word === WORD_TRUE || word === WORD_NULL) return start + 4;
      if (word === WORD_FALS && bytes[start + 4] === LETTER_E) return start + 5;
    }
    return this.#other(bytes, start, end);
  }

  #number(bytes: Uint8Array, start: number, end: number): number {
    let at = digitRun(this.#view, start, end);
    if (at > start && (bytes[start] !== ZERO || at === start + 1)) {
      const point = at;
      if (bytes[at] === DOT) at = digitRun(this.#view, at + 1, end);
      const ends = bytes[at] === COMMA || bytes[at] === CLOSE_OBJECT;
      if (ends && at !== point + 1 && at < end) return at;
    }
    return skipValue(bytes, start, end);
  }

  #other(bytes: Uint8Array, start: number, end: number): number {
    const at = skipValue(bytes, start, end);
    return at > 0 && this.#oneLine && hasNewline(bytes, start, at) ? BROKEN : at;
  }

  /** Behind the value of a field, which goes to its slot. */
  #take(bytes: Uint8Array, start: number, end: number, field: number, rank: number): number {
    const known = this.#ranks[field] as number;
    if (rank < known) {
      const behind = this.#read(bytes, start, field);
      if (behind > 0) {
        this.#ranks[field] = rank;
        return behind;
      }
    }
    const first = bytes[start] as number;
    let at: number;
    if (first === QUOTE) at = this.#text(bytes, start, end);
    else at = first <= NINE ? this.#number(bytes, start, end) : this.#other(bytes, start, end);
    if (at < 0) return at;
    // The same name twice: JSON.parse knows which value counts.
    if (rank === known) return BROKEN;
    if (rank > known) return at;
    const isNull = first === NULL;
    // A direction that is there but null is not the same as none: it has an empty text.
    if (isNull && (field !== FIELD.direction || known !== UNFOUND)) return at;
    const quoted = first === QUOTE ? 1 : 0;
    this.#ranks[field] = isNull ? NO_DIRECTION : rank;
    this.#slots.start[field] = start + quoted;
    this.#slots.end[field] = isNull ? start : at - quoted;
    return at;
  }

  /** Behind a string without escapes: those are for JSON.parse to undo. */
  #text(bytes: Uint8Array, start: number, end: number): number {
    const close = textRun(this.#view, start + 1, end);
    if (bytes[close] === QUOTE && close < end) return close + 1;
    const behind = skipString(bytes, start, end);
    return behind > 0 && bytes.subarray(start, behind).includes(BACKSLASH) ? BROKEN : behind;
  }

  /** Behind the value of a field if it is an ordinary number or address, which goes to `numbers`; −1 for any other. */
  #read(bytes: Uint8Array, start: number, field: number): number {
    const role = this.#roles[field] as number;
    const code = bytes[start] as number;
    let value = -1;
    if (code === QUOTE) {
      if (role === ROLE.address) value = readAddress(bytes, start + 1);
      else if (role === ROLE.transport) value = readTransport(bytes, start + 1);
      if (value < 0 || bytes[stop] !== QUOTE) return -1;
    } else {
      if (code <= ZERO || code > NINE) return -1;
      if (role === ROLE.integer) value = readInteger(bytes, start);
      else if (role === ROLE.seconds) value = readSeconds(bytes, start);
      if (value < 0 || (bytes[stop] !== COMMA && bytes[stop] !== CLOSE_OBJECT)) return -1;
    }
    this.#slots.numbers[field] = value;
    this.#slots.start[field] = -1;
    return code === QUOTE ? stop + 1 : stop;
  }
}

function hasNewline(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === NEWLINE) return true;
  return false;
}
