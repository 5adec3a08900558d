import type { Ascending } from "./ascending.js";

/**
 * The distance from a centre of the value that stands at `rank` (from 0) when ascending values are put in order of that
 * distance. Values that close to the centre stand side by side, so a binary search finds them without a second sort.
 *
 * @example deviationAt(Uint32Array.of(1, 2, 4, 9), 3, 2); // => 2
 */
export function deviationAt(ascending: Ascending, centre: number, rank: number): number {
  let low = 0;
  let high = ascending.length - 1 - rank;
  while (low < high) {
    const middle = (low + high) >> 1;
    const below = centre - (ascending[middle] as number);
    const above = (ascending[middle + rank + 1] as number) - centre;
    if (below > above) low = middle + 1;
    else high = middle;
  }
  return Math.max(centre - (ascending[low] as number), (ascending[low + rank] as number) - centre);
}
