/**
 * Ids for triples of 32-bit numbers, in the order of first sight: the grouping key of a table.
 * Open addressing over typed arrays; a lookup makes no object.
 *
 * @example new Triples().id(1, 2, 443); // => 0
 */
export class Triples {
  #slots = new Int32Array(1 << 10);
  #first = new Uint32Array(1 << 9);
  #second = new Uint32Array(1 << 9);
  #third = new Uint32Array(1 << 9);
  #size = 0;

  /** How many different triples there are. */
  get size(): number {
    return this.#size;
  }

  /** The id of a triple, new or known. */
  id(first: number, second: number, third: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = mix(first, second, third) & mask;
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0) return this.#insert(slot, first, second, third);
      if (this.#first[id] === first && this.#second[id] === second && this.#third[id] === third) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** The three columns of all triples by id; copies, of exactly `size` rows. */
  columns(): { first: Uint32Array; second: Uint32Array; third: Uint32Array } {
    return {
      first: this.#first.slice(0, this.#size),
      second: this.#second.slice(0, this.#size),
      third: this.#third.slice(0, this.#size),
    };
  }

  #insert(slot: number, first: number, second: number, third: number): number {
    const id = this.#size++;
    if (id === this.#first.length) this.#grow();
    this.#first[id] = first;
    this.#second[id] = second;
    this.#third[id] = third;
    this.#slots[slot] = id + 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #grow(): void {
    const longer = (column: Uint32Array) => {
      const copy = new Uint32Array(column.length * 2);
      copy.set(column);
      return copy;
    };
    this.#first = longer(this.#first);
    this.#second = longer(this.#second);
    this.#third = longer(this.#third);
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
      const hash = mix(
        this.#first[id] as number,
        this.#second[id] as number,
        this.#third[id] as number,
      );
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** Spreads all 96 bits over 32 (the multiply-xorshift finisher of MurmurHash3 on three odd multiples). */
function mix(first: number, second: number, third: number): number {
  let hash =
    Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ Math.imul(third, 0xc2b2ae3d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
