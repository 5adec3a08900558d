import type { Ascending } from "./ascending.js";
import { deviationAt } from "./deviation.js";
import { guardedSkewness, type Regularity } from "./skewness.js";

/**
 * The regularity of three or more ascending values as RITA v5 measures it: the quartiles are the medians of the two halves,
 * the middle value of an odd number in neither (Moore and McCabe). `whenTiny` is the steadiness where the median is below 1.
 *
 * @example tukeyRegularity(Uint32Array.of(10, 12, 14, 30), 1).mad; // => 2
 */
export function tukeyRegularity(ascending: Ascending, whenTiny: number): Regularity {
  const n = ascending.length;
  const half = n >> 1;
  const median = medianOf(ascending, 0, n);
  const skew = guardedSkewness(
    medianOf(ascending, 0, half),
    median,
    medianOf(ascending, n - half, half),
  );
  const mad = deviationOf(ascending, median);
  // In this form, not as 1 − mad / median: that one is a bit larger now and then, and a half then rounds the other way.
  const steadiness = median >= 1 ? (median - mad) / median : whenTiny;
  return { skew, mad, symmetry: 1 - Math.abs(skew), steadiness: Math.max(0, steadiness) };
}

function medianOf(ascending: Ascending, from: number, length: number): number {
  const middle = from + (length >> 1);
  const upper = ascending[middle] as number;
  return length % 2 === 1 ? upper : ((ascending[middle - 1] as number) + upper) / 2;
}

function deviationOf(ascending: Ascending, median: number): number {
  const middle = ascending.length >> 1;
  const upper = deviationAt(ascending, median, middle);
  if (ascending.length % 2 === 1) return upper;
  return (deviationAt(ascending, median, middle - 1) + upper) / 2;
}
