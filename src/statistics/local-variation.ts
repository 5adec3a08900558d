/** What two intervals of a Poisson process contribute on average; stands in where both are 0 and say nothing. */
const NEUTRAL = 1 / 3;

/**
 * Local variation Lv = 3/m · Σ ((Iᵢ − Iᵢ₊₁) / (Iᵢ + Iᵢ₊₁))² over the m adjacent pairs of intervals (Shinomoto, Shima & Tanji
 * 2003): 0 for a clock, 1 for a Poisson process whatever its rate does over time, more for bursts; 3 / (2κ + 1) for
 * gamma-distributed intervals of shape κ. `deadTime` is taken off each interval first, in their unit: where events closer
 * than that were counted as one, no interval can be shorter. NaN for fewer than two intervals.
 *
 * @example localVariation(Float64Array.of(60, 60, 30)); // => 0.16666666666666666
 */
export function localVariation(intervals: Float64Array, deadTime = 0): number {
  const pairs = intervals.length - 1;
  if (pairs < 1) return Number.NaN;
  let sum = 0;
  let previous = Math.max(0, (intervals[0] as number) - deadTime);
  for (let i = 1; i <= pairs; i++) {
    const current = Math.max(0, (intervals[i] as number) - deadTime);
    const total = previous + current;
    const ratio = (previous - current) / total;
    sum += total > 0 ? ratio * ratio : NEUTRAL;
    previous = current;
  }
  return (3 * sum) / pairs;
}

/** The standard deviation that the local variation of m pairs of a Poisson process has, times √m, by simulation. */
const DEVIATION = 1.08;

/** One-sided, 95 %. */
const Z = 1.64;

/**
 * How regular `intervals` intervals of this local variation are at least: 1 − Lv, less 1.64 standard deviations of a Poisson
 * process. About 5 % of Poisson processes are above 0, however many intervals there are; fewer of those of less than ten (of
 * five, 1 %).
 *
 * @example localVariationBound(0.4, 50).toFixed(3); // => "0.347"
 */
export function localVariationBound(variation: number, intervals: number): number {
  return 1 - variation - (Z * DEVIATION) / Math.sqrt(intervals - 1);
}
