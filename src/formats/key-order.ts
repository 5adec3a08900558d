import { Memo } from "../columns/memo.js";

const MOST_KEYS = 512;
const LONGEST_KEY = 64;

/**
 * Remembers which key came after which: the records of one log have the same keys in nearly the same order, and comparing
 * a key with the expected one is cheaper than looking it up. Keys have numbers from 1; 0 stands for the start of a record
 * and for a key that is not remembered.
 */
export class KeyOrder {
  readonly #numbers = new Memo();
  readonly #bytes = new Uint8Array(MOST_KEYS * LONGEST_KEY);
  readonly #lengths = new Uint8Array(MOST_KEYS);
  readonly #fields = new Int8Array(MOST_KEYS);
  readonly #next = new Uint16Array(MOST_KEYS);
  #size = 1;

  /** The number of the key at `start`, if it is the one expected after key `last`; else 0. */
  follow(last: number, bytes: Uint8Array, start: number): number {
    const expected = this.#next[last] as number;
    const from = expected * LONGEST_KEY;
    const length = this.#lengths[expected] as number;
    for (let i = 0; i < length; i++) if (this.#bytes[from + i] !== bytes[start + i]) return 0;
    return expected;
  }

  /** The field a remembered key stands for, −1 for none. */
  field(key: number): number {
    return this.#fields[key] as number;
  }

  /** How many bytes a remembered key has, its closing quote included. */
  length(key: number): number {
    return this.#lengths[key] as number;
  }

  /** Remembers that the key `bytes[start, end)`, closing quote included, came after key `last`. */
  learn(last: number, bytes: Uint8Array, start: number, end: number, field: number): number {
    if (end - start > LONGEST_KEY) return 0;
    let key = this.#numbers.get(bytes, start, end);
    if (key < 0) {
      if (this.#size === MOST_KEYS) return 0;
      key = this.#size++;
      this.#bytes.set(bytes.subarray(start, end), key * LONGEST_KEY);
      this.#lengths[key] = end - start;
      this.#fields[key] = field;
      this.#numbers.set(new TextDecoder().decode(bytes.subarray(start, end)), key);
    }
    this.#next[last] = key;
    return key;
  }
}
