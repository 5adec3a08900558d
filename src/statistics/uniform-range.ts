import { quantileSorted } from "./quantile.js";

/** At most this share is peeled off each end. */
const PEEL = 0.05;

/** What spread values have that keep to a uniform law. */
export interface UniformRange {
  readonly low: number;
  readonly high: number;
  /** Largest distance of their distribution from the uniform one on that range, times √n (Kolmogorov 1933). */
  readonly distance: number;
}

/**
 * The range of a uniform law from ascending values: least and greatest, moved out by the mean gap (the unbiased estimate of its
 * ends), after a few that lie far off at either end are left out. At least 3 values.
 *
 * @example uniformRange(Float64Array.of(10, 20, 30)).high; // => 40
 */
export function uniformRange(sorted: Float64Array): UniformRange {
  const kept = peeled(sorted);
  const n = kept.length;
  const [first, last] = [kept[0] as number, kept[n - 1] as number];
  const gap = (last - first) / (n - 1);
  const [low, high] = [Math.max(0, first - gap), last + gap];
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const expected = high > low ? ((kept[i] as number) - low) / (high - low) : 0.5;
    distance = Math.max(distance, Math.abs(expected - i / n), Math.abs(expected - (i + 1) / n));
  }
  return { low, high, distance: distance * Math.sqrt(n) };
}

/** Without the values beyond a gap that is three times as wide as the widest that n uniform values are expected to leave. */
function peeled(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  const most = Math.floor(PEEL * n);
  const range = (quantileSorted(sorted, 1 - PEEL) - quantileSorted(sorted, PEEL)) / (1 - 2 * PEEL);
  const wide = (3 * Math.log(n) * range) / n;
  let [from, to] = [0, n];
  for (let i = 0; i < most; i++) {
    if ((sorted[i + 1] as number) - (sorted[i] as number) > wide) from = i + 1;
    if ((sorted[n - 1 - i] as number) - (sorted[n - 2 - i] as number) > wide) to = n - 1 - i;
  }
  return sorted.subarray(from, to);
}
