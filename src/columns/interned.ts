import { ByteIndex } from "./byte-index.js";

// A byte order mark is a part of a string like any other: dropped, it would give two ids one text.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Strings kept once, found by their UTF-8 bytes without making a string first. Ids count from 0 in the order of first sight.
 *
 * @example new Interned().id("a.example"); // => 0
 */
export class Interned {
  readonly #index = new ByteIndex();
  readonly #texts: string[] = [];

  /** How many different strings there are. */
  get size(): number {
    return this.#texts.length;
  }

  /** The strings by id. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The id of a string, new or known. */
  id(text: string): number {
    const bytes = encoder.encode(text);
    return this.idOfBytes(bytes, 0, bytes.length);
  }

  /** The id of the string that `bytes[start, end)` spell, new or known. */
  idOfBytes(bytes: Uint8Array, start: number, end: number): number {
    const id = this.#index.id(bytes, start, end);
    if (id === this.#texts.length) this.#texts.push(utf8.decode(bytes.subarray(start, end)));
    return id;
  }

  /** The id of the string that `bytes[start, end)` spell, or -1 when it was never seen. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#index.find(bytes, start, end);
  }
}
