/** The typed arrays that can grow. */
export type Growable = Float64Array | Uint32Array | Int32Array | Uint8Array;

const FIRST_LENGTH = 1 << 10;

/**
 * A typed array that grows at its end, by doubling.
 *
 * @example
 * const column = new Growing((length) => new Uint32Array(length));
 * column.push(7);
 * column.values(); // => Uint32Array.of(7)
 */
export class Growing<T extends Growable> {
  readonly #make: (length: number) => T;
  #array: T;
  #length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#array = make(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  /** Appends a value and returns its position. */
  push(value: number): number {
    if (this.#length === this.#array.length) this.#grow();
    this.#array[this.#length] = value;
    return this.#length++;
  }

  at(index: number): number {
    return this.#array[index] as number;
  }

  set(index: number, value: number): void {
    this.#array[index] = value;
  }

  /** The values so far, as a view that the next `push` may leave behind. */
  values(): T {
    return this.#array.subarray(0, this.#length) as T;
  }

  /** The values so far, which the column gives away. */
  take(): T {
    const values = this.values();
    this.#array = this.#make(FIRST_LENGTH);
    this.#length = 0;
    return values;
  }

  #grow(): void {
    const larger = this.#make(this.#array.length * 2);
    larger.set(this.#array);
    this.#array = larger;
  }
}
