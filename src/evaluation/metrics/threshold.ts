import { sortValues } from "../../statistics/sorted.js";

/** Takes 0.01 × 300, which is 3 but for the last bit, for 3. */
const ROUNDING = 1e-9;

/**
 * The lowest score above which at most a share `rate` of the negatives lies: what is reported is what scores more. Where
 * negatives tie at the edge none of them is reported, so the true rate may be lower, never higher. NaN, above which nothing
 * lies, without negatives.
 *
 * @example thresholdAt([0.1, 0.2, 0.3, 0.4], 0.25); // => 0.3
 * @example thresholdAt([0.1, 0.4, 0.4, 0.4], 0.25); // => 0.4
 */
export function thresholdAt(negatives: readonly number[], rate: number): number {
  const sorted = sortValues(Float64Array.from(negatives));
  const allowed = Math.floor(rate * sorted.length + ROUNDING);
  if (allowed >= sorted.length && sorted.length > 0) return Number.NEGATIVE_INFINITY;
  return sorted[sorted.length - 1 - allowed] ?? Number.NaN;
}

/**
 * The share of scores above a threshold; NaN without scores.
 *
 * @example shareAbove([0.2, 0.4, 0.6], 0.4); // => 0.3333333333333333
 */
export function shareAbove(scores: readonly number[], threshold: number): number {
  let above = 0;
  for (const score of scores) if (score > threshold) above++;
  return above / scores.length;
}
