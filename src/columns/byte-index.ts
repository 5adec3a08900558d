/**
 * Ids for byte strings, in the order of first sight (open addressing, FNV-1a).
 *
 * @example new ByteIndex().id(new TextEncoder().encode("CHhAvV"), 0, 6); // => 0
 */
export class ByteIndex {
  #slots = new Int32Array(256);
  #bytes = new Uint8Array(4096);
  #ends = new Uint32Array(256);
  #size = 0;

  /** How many different strings there are. */
  get size(): number {
    return this.#size;
  }

  /** The id of the string that `bytes[start, end)` spell, new or known. */
  id(bytes: Uint8Array, start: number, end: number): number {
    const slot = this.#probe(bytes, start, end);
    const known = this.#slots[slot] as number;
    return known > 0 ? known - 1 : this.#insert(slot, bytes, start, end);
  }

  /** The id of the string that `bytes[start, end)` spell, or −1 when it was never seen. */
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
    const id = this.#size++;
    const from = this.#ends[id] as number;
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(to, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    if (id + 1 === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[id + 1] = to;
    this.#slots[slot] = id + 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
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
