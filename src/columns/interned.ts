// A byte order mark is a part of a string like any other: dropped, it would give two ids one text.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Strings kept once, found by their UTF-8 bytes without making a string first (open addressing, FNV-1a).
 * Ids count from 0 in the order of first sight.
 *
 * @example new Interned().id("a.example"); // => 0
 */
export class Interned {
  #slots = new Int32Array(256);
  #bytes = new Uint8Array(4096);
  #ends: number[] = [0];
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
    const slot = this.#probe(bytes, start, end);
    const known = this.#slots[slot] as number;
    return known > 0 ? known - 1 : this.#insert(slot, bytes, start, end);
  }

  /** The id of the string that `bytes[start, end)` spell, or -1 when it was never seen. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return (this.#slots[this.#probe(bytes, start, end)] as number) - 1;
  }

  #probe(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(bytes, start, end) & mask;
    for (;;) {
      const known = this.#slots[slot] as number;
      if (known === 0 || this.#equals(known - 1, bytes, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.#ends[id] as number;
    if ((this.#ends[id + 1] as number) - at !== end - start) return false;
    for (let i = start; i < end; i++) if (this.#bytes[at++] !== bytes[i]) return false;
    return true;
  }

  #insert(slot: number, bytes: Uint8Array, start: number, end: number): number {
    const id = this.#texts.length;
    const from = this.#ends[id] as number;
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(to, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    this.#ends.push(to);
    this.#texts.push(utf8.decode(bytes.subarray(start, end)));
    this.#slots[slot] = id + 1;
    if (this.#texts.length * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.#texts.length; id++) {
      const end = this.#ends[id + 1] as number;
      let slot = mix(this.#bytes, this.#ends[id] as number, end) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id + 1;
    }
  }
}

function mix(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}
