import { BACKSLASH, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./json-skip.js";

const NEWLINE = 10;
/** From an opening bracket's code to that of the closing one, of both kinds. */
const TO_CLOSING = 2;
const DEEPEST = 64;

/** The part of a JSON document that is no record: walks from record to record. */
export class JsonFrame {
  readonly #recordDepth: number;
  /** The opening brackets of what is open. */
  #open: number[] = [];
  /** What was open around the last records. */
  #around: readonly number[];
  #inString = false;
  #escaped = false;

  /** `recordDepth`: in how many arrays and objects a record stands. */
  constructor(recordDepth: number) {
    this.#recordDepth = recordDepth;
    this.#around = new Array<number>(recordDepth).fill(OPEN_ARRAY);
  }

  /** How many arrays and objects are open. */
  get depth(): number {
    return this.#open.length;
  }

  /**
   * The position of the next value that stands where records do, or of a bracket that closes nothing; `end` for none. Among
   * the properties of an object only objects count as records, in arrays (and beside each other) all values do.
   */
  next(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const code = bytes[at] as number;
      if (this.#inString) this.#string(code);
      else if (code <= 32 || code === COMMA) continue;
      else if (code === 93 || code === 125) {
        if (this.#open.at(-1) !== code - TO_CLOSING) return at;
        this.#open.pop();
      } else if (this.#isRecord(code)) return at;
      else if (code === QUOTE) this.#inString = true;
      else if (code === OPEN_ARRAY || code === OPEN_OBJECT) this.#push(code);
    }
    return end;
  }

  /** To be called where a record was found by other means. */
  resume(): void {
    this.#open = [...this.#around];
    this.#inString = false;
    this.#escaped = false;
  }

  #isRecord(code: number): boolean {
    if (this.#open.length !== this.#recordDepth) return false;
    return code === OPEN_OBJECT || this.#open.at(-1) !== OPEN_OBJECT;
  }

  #push(code: number): void {
    if (this.#open.length === DEEPEST) return;
    this.#open.push(code);
    if (this.#open.length === this.#recordDepth) this.#around = [...this.#open];
  }

  /** A line break ends a string too: it may not stand in one, and reading on inside out would be worse. */
  #string(code: number): void {
    if (this.#escaped && code !== NEWLINE) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE || code === NEWLINE) {
      this.#inString = false;
      this.#escaped = false;
    }
  }
}
