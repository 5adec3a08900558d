/** The typed arrays a column can be made of. */
export type Column = Float64Array | Uint32Array | Uint8Array;

const FIRST_CHUNK = 1 << 12;
const LARGEST_CHUNK = 1 << 20;

/**
 * Rows in each chunk of a growing table: doubling from 4,096 to 1,048,576, so that a small table stays small
 * and a large one never copies what it already holds.
 *
 * @example chunkRows(1); // => 8192
 */
export function chunkRows(chunk: number): number {
  return Math.min(FIRST_CHUNK * 2 ** chunk, LARGEST_CHUNK);
}

/**
 * One growing column, chunk by chunk. The owner of the row counter writes to the arrays that `at` gives; a chunk nobody
 * asked for is never made, so that a column which few records have costs little.
 *
 * @example new Chunks((rows) => new Uint8Array(rows)).at(1).length; // => 8192
 */
export class Chunks<T extends Column> {
  readonly #make: (rows: number) => T;
  readonly #chunks: (T | undefined)[] = [];

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

  /** Hands chunk `index` over and forgets it, so that its memory can go; undefined when there is none. */
  take(index: number): T | undefined {
    const chunk = this.#chunks[index];
    this.#chunks[index] = undefined;
    return chunk;
  }
}
