const FIRST_SLOTS = 1 << 10;

/**
 * Ids for triples of 32-bit numbers, in the order of first sight: the grouping key of a table. Open addressing; a slot is
 * the triple and its id + 1 side by side, so that a lookup waits for one cache line and makes no object.
 */
export class Triples {
  #slots = new Uint32Array(4 * FIRST_SLOTS);
  #size = 0;

  /** How many different triples there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * Writes the ids, new or known, of the first `count` triples to `ids`, from `at` on. Many at once, since lookups that
   * stand close together overlap their waits for memory.
   *
   * @example
   * const ids = new Uint32Array(2);
   * new Triples().assign(Uint32Array.of(7, 8), Uint32Array.of(1, 1), Uint32Array.of(2, 2), 2, ids, 0);
   * ids; // => Uint32Array.of(0, 1)
   */
  assign(
    first: Uint32Array,
    second: Uint32Array,
    third: Uint32Array,
    count: number,
    ids: Uint32Array,
    at: number,
  ): void {
    for (let i = 0; i < count; i++) {
      ids[at + i] = this.id(first[i] as number, second[i] as number, third[i] as number);
    }
  }

  /** The three columns of all triples by id. */
  columns(): { first: Uint32Array; second: Uint32Array; third: Uint32Array } {
    const first = new Uint32Array(this.#size);
    const second = new Uint32Array(this.#size);
    const third = new Uint32Array(this.#size);
    const slots = this.#slots;
    for (let slot = 0; slot < slots.length; slot += 4) {
      const id = (slots[slot + 3] as number) - 1;
      if (id < 0) continue;
      first[id] = slots[slot] as number;
      second[id] = slots[slot + 1] as number;
      third[id] = slots[slot + 2] as number;
    }
    return { first, second, third };
  }

  /** The id of one triple, new or known. */
  id(first: number, second: number, third: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (mix(first, second, third) << 2) & mask;
    for (;;) {
      const known = slots[slot + 3] as number;
      if (known === 0) return this.#insert(slot, first, second, third);
      if (slots[slot] === first && slots[slot + 1] === second && slots[slot + 2] === third) {
        return known - 1;
      }
      slot = (slot + 4) & mask;
    }
  }

  #insert(slot: number, first: number, second: number, third: number): number {
    const id = this.#size++;
    fill(this.#slots, slot, first, second, third, id + 1);
    if (this.#size * 8 > this.#slots.length) this.#grow();
    return id;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 4) {
      if (old[from + 3] === 0) continue;
      const first = old[from] as number;
      const second = old[from + 1] as number;
      const third = old[from + 2] as number;
      let slot = (mix(first, second, third) << 2) & mask;
      while (slots[slot + 3] !== 0) slot = (slot + 4) & mask;
      fill(slots, slot, first, second, third, old[from + 3] as number);
    }
    this.#slots = slots;
  }
}

function fill(
  slots: Uint32Array,
  slot: number,
  first: number,
  second: number,
  third: number,
  id: number,
): void {
  slots[slot] = first;
  slots[slot + 1] = second;
  slots[slot + 2] = third;
  slots[slot + 3] = id;
}

/** Spreads all 96 bits over 32 (the multiply-xorshift finisher of MurmurHash3 on three odd multiples). */
function mix(first: number, second: number, third: number): number {
  let hash =
    Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ Math.imul(third, 0xc2b2ae3d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
