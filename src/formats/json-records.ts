import type { Intake } from "../intake.js";
import { emptySlots, type FieldTexts, type Slots } from "./fields.js";
import { type JsonDialect, JsonScanner } from "./json-scan.js";
import { OPEN_OBJECT, skipBlank } from "./json-skip.js";
import { parseObject, textsOf } from "./json-texts.js";
import { LONGEST_RECORD } from "./lines.js";

const NEWLINE = 10;
const utf8 = new TextDecoder();

/** What takes the fields of JSON records. */
export interface RecordTaker {
  fast(bytes: Uint8Array, slots: Slots): boolean;
  exact(texts: FieldTexts, raw: string): void;
}

/** The JSON of an input: how it is to be read, and for whom. */
export interface JsonInput extends JsonDialect {
  readonly intake: Intake;
  readonly taker: RecordTaker;
}

/** Reads single records: by their bytes where those are ordinary, else through JSON.parse. */
export class JsonRecords {
  readonly #input: JsonInput;
  readonly #slots = emptySlots();
  readonly #scanner: JsonScanner;

  /** `oneLine`: a record may not go on in the next line. */
  constructor(input: JsonInput, oneLine: boolean) {
    this.#input = input;
    this.#scanner = new JsonScanner(input, oneLine, this.#slots);
  }

  /** Takes the record at `start` if it is ordinary, and answers the position behind it; else −1, having done nothing. */
  fast(bytes: Uint8Array, start: number, end: number): number {
    const behind = this.#scanner.scan(bytes, start, end);
    const whole = behind > 0 && behind - start <= LONGEST_RECORD;
    return whole && this.#input.taker.fast(bytes, this.#slots) ? behind : -1;
  }

  /** Takes the record that fills `bytes[start, end)`, or rejects it. */
  exact(bytes: Uint8Array, start: number, end: number): void {
    const { keys, intake, taker } = this.#input;
    const text = utf8.decode(bytes.subarray(start, end)).trim();
    const object = parseObject(text);
    if (typeof object === "string") intake.reject(object, text);
    else taker.exact(textsOf(object, keys), text);
  }

  /** Takes the record in the line at `start`, if the line is not blank; answers where the next one begins. */
  line(bytes: Uint8Array, start: number, end: number): number {
    const newline = this.#fastLine(bytes, start, end);
    if (newline >= 0) return newline + 1;
    const last = bytes.indexOf(NEWLINE, start);
    if (skipBlank(bytes, start, last) < last) this.exact(bytes, start, last);
    return last + 1;
  }

  /** The newline behind an ordinary record, −1 where there is none. The record is taken only if it has the line to itself. */
  #fastLine(bytes: Uint8Array, start: number, end: number): number {
    // What begins with blanks could be blank as far as the eye can see: that would be looked through for each line anew.
    let at = bytes[start] === OPEN_OBJECT ? this.#scanner.scan(bytes, start, end) : -1;
    if (at < 0) return -1;
    if (bytes[at] === 13) at++;
    return bytes[at] === NEWLINE && this.#input.taker.fast(bytes, this.#slots) ? at : -1;
  }
}
