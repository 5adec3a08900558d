import { Memo } from "../columns/memo.js";
import {
  BROKEN,
  CLOSE_OBJECT,
  COMMA,
  CUT,
  OPEN_OBJECT,
  QUOTE,
  skipBlank,
  skipKey,
} from "./json-skip.js";
import type { KeyMap } from "./key-map.js";

/** What follows a gap: the value of no field. */
export const UNWANTED = -1;
/** What follows a gap: nothing, it closed the object. */
export const END_OF_OBJECT = -2;

const MOST_GAPS = 1 << 10;
const MOST_WORDS = 1 << 13;
const LONGEST_GAP = 1 << 10;
const utf8 = new TextDecoder();

/**
 * What stands between the values of JSON objects, blanks included: `{"ts":`, then `,"uid":`, in the end `}`. The records of a
 * log repeat each other's gaps, so comparing the next one with that which followed last time takes the place of reading
 * it. A gap is learned only after it was found valid, so equal bytes are valid too.
 */
export class JsonGaps {
  /** The bytes of gap g, four to a number, are `words[begins[g], begins[g + 1])`. Gap 0 stands before the object. */
  readonly words: Int32Array = new Int32Array(MOST_WORDS);
  readonly begins: Int32Array = new Int32Array(MOST_GAPS + 1);
  /** The bits that count of a gap's last word. */
  readonly masks: Int32Array = new Int32Array(MOST_GAPS);
  readonly lengths: Int32Array = new Int32Array(MOST_GAPS);
  /** The gap that followed last time, 0 for none yet. */
  readonly nexts: Int32Array = new Int32Array(MOST_GAPS);
  /** The field whose value follows, UNWANTED or END_OF_OBJECT. */
  readonly fields: Int8Array = new Int8Array(MOST_GAPS);
  readonly ranks: Uint8Array = new Uint8Array(MOST_GAPS);
  /** The gaps of the object that follows, where its values may be wanted. */
  readonly inner: (JsonGaps | undefined)[] = [];
  readonly #keys: KeyMap;
  readonly #prefix: string;
  #ids = new Memo();
  #size = 1;

  /** `prefix` goes before each key: `id.` in the object under `id`. */
  constructor(keys: KeyMap, prefix = "") {
    this.#keys = keys;
    this.#prefix = prefix;
    // Gap 0 is four NULs, which stand nowhere in JSON: as a prediction it never comes true.
    this.begins[1] = 1;
    this.masks[0] = -1;
  }

  /** The gap that begins at `start`, read by the rules of JSON; BROKEN or CUT where there is none to be had. */
  read(bytes: Uint8Array, start: number, end: number): number {
    const mark = skipBlank(bytes, start, end);
    if (mark >= end) return CUT;
    const code = bytes[mark] as number;
    if (code === CLOSE_OBJECT) return this.#idOf(bytes.subarray(start, mark + 1), "");
    if (code !== COMMA && code !== OPEN_OBJECT) return BROKEN;
    const key = skipBlank(bytes, mark + 1, end);
    if (key < end && code === OPEN_OBJECT && bytes[key] === CLOSE_OBJECT) {
      return this.#idOf(bytes.subarray(start, key + 1), "");
    }
    const value = skipKey(bytes, key, end);
    if (value < 0) return value;
    // More blanks may come: half a gap must not be learned.
    if (value >= end) return CUT;
    const close = bytes.lastIndexOf(QUOTE, value - 1);
    const text = utf8.decode(bytes.subarray(key + 1, close));
    // A key with escapes is left to JSON.parse.
    return text.includes("\\") ? BROKEN : this.#idOf(bytes.subarray(start, value), text);
  }

  #idOf(gap: Uint8Array, key: string): number {
    const known = this.#ids.get(gap, 0, gap.length);
    if (known > 0) return known;
    if (gap.length > LONGEST_GAP) return BROKEN;
    const end = (this.begins[this.#size] as number) + Math.ceil(gap.length / 4);
    if (this.#size === MOST_GAPS || end > MOST_WORDS) this.#forget();
    this.#ids.set(utf8.decode(gap), this.#size);
    this.#learn(gap, key);
    return this.#size++;
  }

  #learn(gap: Uint8Array, key: string): void {
    const id = this.#size;
    const begin = this.begins[id] as number;
    const count = Math.ceil(gap.length / 4);
    const padded = new Uint8Array(count * 4);
    padded.set(gap);
    const view = new DataView(padded.buffer);
    for (let i = 0; i < count; i++) this.words[begin + i] = view.getInt32(i * 4, true);
    this.begins[id + 1] = begin + count;
    this.masks[id] = gap.length % 4 === 0 ? -1 : 2 ** (8 * (gap.length % 4)) - 1;
    this.lengths[id] = gap.length;
    this.nexts[id] = 0;
    const name = this.#prefix + key;
    const closes = gap.at(-1) === CLOSE_OBJECT;
    this.fields[id] = closes ? END_OF_OBJECT : this.#keys.field(name);
    this.ranks[id] = this.#keys.rank(name);
    const reaches = !closes && this.#keys.reaches(name);
    this.inner[id] = reaches ? new JsonGaps(this.#keys, `${name}.`) : undefined;
  }

  /** Hostile input has a new key in every record: what is learned must not pile up. */
  #forget(): void {
    this.#ids = new Memo();
    this.#size = 1;
    this.nexts[0] = 0;
  }
}
