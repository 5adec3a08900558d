import { FIELD } from "./fields.js";
import { OPEN_OBJECT, skipBlank, skipKey, skipString } from "./json-skip.js";
import type { KeyMap } from "./key-map.js";

/** How far a key may go on behind the bracket that opens its record. */
const LOOKAHEAD = 1 << 10;
const MOST_KEYS = 64;
const utf8 = new TextDecoder();

/**
 * Finds the next record behind a broken one. Nothing of the structure can be trusted there, but records of one document
 * begin alike: with a key that broken records had in that place too, or that of a time, endpoint or port.
 */
export class RecordSearch {
  readonly #keys: KeyMap;
  readonly #firstKeys = new Set<string>();

  constructor(keys: KeyMap) {
    this.#keys = keys;
  }

  /** Remembers what the broken record at `start` begins with. */
  learn(bytes: Uint8Array, start: number, end: number): void {
    const key = firstKey(bytes, start, Math.min(end, start + LOOKAHEAD));
    if (key !== undefined && this.#firstKeys.size < MOST_KEYS) this.#firstKeys.add(key);
  }

  /** Behind which position a search is over until more bytes come; `last`: none will. */
  limit(end: number, last: boolean): number {
    return last ? end : Math.max(0, end - LOOKAHEAD);
  }

  /** Where the next record begins in [start, limit); `limit` for nowhere. */
  next(bytes: Uint8Array, start: number, limit: number, end: number): number {
    for (let at = start; at < limit; at++) {
      if (bytes[at] !== OPEN_OBJECT) continue;
      const key = firstKey(bytes, at, Math.min(end, at + LOOKAHEAD));
      if (key !== undefined && this.#begins(key)) return at;
    }
    return Math.max(start, limit);
  }

  #begins(key: string): boolean {
    const field = this.#keys.field(key);
    return this.#firstKeys.has(key) || (field >= 0 && field <= FIELD.port);
  }
}

/** The key behind the bracket at `start`. */
function firstKey(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (bytes[start] !== OPEN_OBJECT) return undefined;
  const key = skipBlank(bytes, start + 1, end);
  if (skipKey(bytes, key, end) < 0) return undefined;
  return utf8.decode(bytes.subarray(key + 1, skipString(bytes, key, end) - 1));
}
