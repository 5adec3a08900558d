/** How much of a direction's beginning is put together. */
export const HEAD_BYTES = 16_384;

/** Stretches behind a gap that are kept; a segment that would make one more is let go, as if it had never been captured. */
const MOST_STRETCHES = 64;

/**
 * The first bytes of one direction of a stream, put together from segments in any order. What arrived first stays: bytes
 * that come again, perhaps with other values, change nothing.
 *
 * @example
 * const head = new StreamHead();
 * head.put(Uint8Array.of(3, 4), 0, 2, 2);
 * head.put(Uint8Array.of(1, 2, 9), 0, 3, 0);
 * [...head.bytes]; // => [1, 2, 3, 4]
 */
export class StreamHead {
  #buffer = new Uint8Array(0);
  #length = 0;
  /** Stretches behind the first gap: starts and ends in turns, ascending, never touching. */
  readonly #later: number[] = [];

  /** The bytes from the beginning to the first gap; valid until the next `put`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** How many bytes there are up to the first gap. */
  get length(): number {
    return this.#length;
  }

  /** Bytes of memory. */
  get size(): number {
    return this.#buffer.length;
  }

  /** Puts `bytes[from, to)` at `offset` of the stream, which may be before its beginning. */
  put(bytes: Uint8Array, from: number, to: number, offset: number): void {
    let start = Math.max(offset, this.#length);
    const end = Math.min(offset + to - from, HEAD_BYTES);
    const shift = from - offset;
    if (start >= end) return;
    const later = this.#later;
    let next = 0;
    while (next < later.length && (later[next + 1] as number) < start) next += 2;
    const first = next;
    const adds = start > this.#length && (next === later.length || (later[next] as number) > end);
    if (adds && later.length >= 2 * MOST_STRETCHES) return;
    this.#reserve(end);
    let low = start;
    let high = end;
    // Only the gaps between what is there already are filled.
    for (; next < later.length && (later[next] as number) <= end; next += 2) {
      const there = later[next] as number;
      const thereEnd = later[next + 1] as number;
      if (start < there) this.#buffer.set(bytes.subarray(start + shift, there + shift), start);
      start = Math.max(start, thereEnd);
      low = Math.min(low, there);
      high = Math.max(high, thereEnd);
    }
    if (start < end) this.#buffer.set(bytes.subarray(start + shift, end + shift), start);
    if (low <= this.#length) {
      later.splice(0, next);
      this.#length = high;
    } else {
      later.splice(first, next - first, low, high);
    }
  }

  #reserve(length: number): void {
    if (length <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.min(HEAD_BYTES, Math.max(length, this.#buffer.length * 2)));
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}
