import { medianSorted } from "./quantile.js";

/**
 * The median absolute deviation from the median of ascending values, unscaled (Hampel 1974). NaN when there are none.
 * The deviations of sorted values are two sorted runs, so the median of them needs no second sort.
 *
 * @example madSorted(Float64Array.of(1, 1, 2, 2, 4, 6, 9)); // => 1
 */
export function madSorted(sorted: Float64Array): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const median = medianSorted(sorted);
  let right = firstAtLeast(sorted, median);
  let left = right - 1;
  let previous = 0;
  let current = 0;
  for (let taken = 0; taken <= n >> 1; taken++) {
    previous = current;
    const below = left >= 0 ? median - (sorted[left] as number) : Number.POSITIVE_INFINITY;
    const above = right < n ? (sorted[right] as number) - median : Number.POSITIVE_INFINITY;
    if (below <= above) {
      current = below;
      left--;
    } else {
      current = above;
      right++;
    }
  }
  return n % 2 === 1 ? current : previous + 0.5 * (current - previous);
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
