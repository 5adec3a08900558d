/**
 * The p-quantile of ascending values by linear interpolation (R type 7, NumPy's default; Hyndman & Fan 1996).
 * NaN when there are none.
 *
 * @example quantileSorted(Float64Array.of(1, 2, 3, 4), 0.25); // => 1.75
 */
export function quantileSorted(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}

/**
 * The median of ascending values.
 *
 * @example medianSorted(Float64Array.of(1, 2, 10)); // => 2
 */
export function medianSorted(sorted: Float64Array): number {
  return quantileSorted(sorted, 0.5);
}
