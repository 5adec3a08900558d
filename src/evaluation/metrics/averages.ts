import { quantileSorted } from "../../statistics/quantile.js";
import { sortValues } from "../../statistics/sorted.js";

/**
 * The mean of the numbers that are not NaN; NaN when none is.
 *
 * @example meanOf([1, Number.NaN, 3]); // => 2
 */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  let known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return sum / known;
}

/**
 * The median; NaN without values.
 *
 * @example medianOf([3, 1, 2]); // => 2
 */
export function medianOf(values: readonly number[]): number {
  return quantileSorted(sortValues(Float64Array.from(values)), 0.5);
}
