import type { Ascending } from "./ascending.js";
import { deviationAt } from "./deviation.js";
import { guardedSkewness, type Regularity } from "./skewness.js";

/**
 * The regularity of one or more ascending whole values as RITA v4 measures it: every quantile is one of the values, that at
 * ⌊p·(n − 1) + ½⌋, so the median of an even number is the upper of the middle two. `whenTiny` is the steadiness where the
 * median is below 1.
 *
 * @example nearestRankRegularity(Uint32Array.of(10, 12, 14, 30), 1).mad; // => 4
 */
export function nearestRankRegularity(ascending: Ascending, whenTiny: number): Regularity {
  const median = ascending[rankOf(0.5, ascending.length)] as number;
  const skew = guardedSkewness(
    ascending[rankOf(0.25, ascending.length)] as number,
    median,
    ascending[rankOf(0.75, ascending.length)] as number,
  );
  const mad = deviationAt(ascending, median, rankOf(0.5, ascending.length));
  const steadiness = median >= 1 ? 1 - mad / median : whenTiny;
  return { skew, mad, symmetry: 1 - Math.abs(skew), steadiness: Math.max(0, steadiness) };
}

function rankOf(p: number, length: number): number {
  return Math.floor(p * (length - 1) + 0.5);
}
