import { quantileSorted } from "../../statistics/quantile.js";
import { sortValues } from "../../statistics/sorted.js";
import type { Random } from "../random.js";
import type { Measured } from "./proportion.js";

/**
 * A statistic of groups with its 95 % percentile bootstrap interval: groups are drawn with replacement, since what was made
 * from one seed belongs together. With one group there is no interval (NaN); with few it is narrower than it should be.
 *
 * @see Efron & Tibshirani, An Introduction to the Bootstrap, 1993
 * @example
 * const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
 * bootstrap([2, 2, 2], mean, () => 0.5); // => { value: 2, low: 2, high: 2 }
 */
export function bootstrap<T>(
  groups: readonly T[],
  statistic: (groups: readonly T[]) => number,
  random: Random,
  rounds = 400,
): Measured {
  const value = statistic(groups);
  if (groups.length < 2) return { value, low: Number.NaN, high: Number.NaN };
  const drawn = sortValues(
    Float64Array.from({ length: rounds }, () =>
      statistic(groups.map(() => groups[Math.floor(random() * groups.length)] as T)),
    ),
  );
  return { value, low: quantileSorted(drawn, 0.025), high: quantileSorted(drawn, 0.975) };
}
