/** The typed arrays a column can be made of. */
export type Column = Float64Array | Uint32Array | Uint8Array;

const FIRST_CHUNK = 1 << 12;
const LARGEST_CHUNK = 1 << 20;

/**
 * Rows in each chunk of a growing table: doubling from 4,096 to 1,048,576, so that a small table stays small
 * and a large one never copies what it already holds.
 */
export function chunkRows(chunk: number): number {
  return Math.min(FIRST_CHUNK * 2 ** chunk, LARGEST_CHUNK);
}

/**
 * One growing column, chunk by chunk. The owner of the row counter writes through `chunk`, which is the array of the
 * newest rows; columns that few records have (`fill` given) get their chunks only when a record has a value.
 */
export class Chunks<T extends Column> {
  readonly #make: (rows: number) => T;
  #chunks: (T | undefined)[] = [];

  constructor(make: (rows: number) => T) {
    this.#make = make;
  }

  /** The array of chunk `index`, allocated at its first use. */
  at(index: number): T {
    let chunk = this.#chunks[index];
    if (chunk === undefined) {
      chunk = this.#make(chunkRows(index));
      this.#chunks[index] = chunk;
    }
    return chunk;
  }

  /** Whether chunk `index` holds anything. */
  has(index: number): boolean {
    return this.#chunks[index] !== undefined;
  }

  /** Hands chunk `index` over and forgets it, so that its memory can go. */
  take(index: number): T {
    const chunk = this.at(index);
    this.#chunks[index] = undefined;
    return chunk;
  }
}
