import { sortValues } from "../../statistics/sorted.js";

/**
 * Area under the ROC curve: the chance that one of `positives` scores above one of `negatives`, a tie counting one half
 * (the Mann-Whitney U over the product of the sizes). NaN when either has no values.
 *
 * @see Hanley & McNeil, The Meaning and Use of the Area under a ROC Curve, 1982
 * @example rocAuc([0.9, 0.5], [0.5, 0.1]); // => 0.875
 */
export function rocAuc(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = sortValues(Float64Array.from(negatives));
  let wins = 0;
  for (const value of positives) {
    wins += (countBelow(sorted, value) + countBelow(sorted, value, true)) / 2;
  }
  return wins / (positives.length * negatives.length);
}

/** How many of ascending values are below one, or not above it, by bisection. */
function countBelow(sorted: Float64Array, value: number, orEqual = false): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle] as number;
    if (other < value || (orEqual && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
