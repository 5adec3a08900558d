import type { Pair } from "../../pairs.js";
import type { ConnectionTable } from "../../table.js";

/**
 * The number of a pair in its table, by where its times lie: they are a view on the table's. Undefined for a pair of another table, and
 * for one without connections. Takes no memory, unlike looking its names up.
 */
export function pairNumber({ times, offsets }: ConnectionTable, pair: Pair): number | undefined {
  if (pair.times.buffer !== times.buffer || pair.count === 0) return undefined;
  const row = (pair.times.byteOffset - times.byteOffset) / Float64Array.BYTES_PER_ELEMENT;
  // The last pair that begins at the row or before it: those before it there are empty.
  let [low, high] = [0, offsets.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) <= row) low = middle;
    else high = middle;
  }
  return offsets[low] === row ? low : undefined;
}
