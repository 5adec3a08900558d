import { Interned } from "./interned.js";

/**
 * Numbers remembered by text and looked up by its bytes, so that a text met before costs no string.
 *
 * @example
 * const memo = new Memo();
 * memo.set("L2R", 2);
 * memo.get(new TextEncoder().encode("L2R"), 0, 3); // => 2
 */
export class Memo {
  readonly #texts = new Interned();
  readonly #values: number[] = [];

  set(text: string, value: number): void {
    this.#values[this.#texts.id(text)] = value;
  }

  /** The number of the text that `bytes[start, end)` spell, or -1 when none is remembered. */
  get(bytes: Uint8Array, start: number, end: number): number {
    const id = this.#texts.find(bytes, start, end);
    return id < 0 ? -1 : (this.#values[id] as number);
  }
}
