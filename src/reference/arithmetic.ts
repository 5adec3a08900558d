import type { Arithmetic } from "./rule.js";

/**
 * Seconds of a span of whole milliseconds. Aggregates are doubles in Ariel, hence `double`; where they are longs
 * (`integer`, `mixed`) the division drops the fraction.
 *
 * @example durationSeconds("double", 62500); // => 62.5
 * @example durationSeconds("mixed", 62500); // => 62
 */
export function durationSeconds(arithmetic: Arithmetic, spanMs: number): number {
  return arithmetic === "double" ? spanMs / 1000 : Math.floor(spanMs / 1000);
}

/**
 * The query's average interval in seconds: duration by count − 1, and 0 unless the count is over 1. Two divisions, in the
 * query's order, so that the double is the one a database gets; `integer` drops the second fraction as well.
 *
 * @example averageIntervalSeconds("double", 62500, 2); // => 62.5
 * @example averageIntervalSeconds("mixed", 131500, 3); // => 65.5
 * @example averageIntervalSeconds("integer", 131500, 3); // => 65
 */
export function averageIntervalSeconds(
  arithmetic: Arithmetic,
  spanMs: number,
  count: number,
): number {
  if (!(count > 1)) return 0;
  const average = durationSeconds(arithmetic, spanMs) / (count - 1);
  return arithmetic === "integer" ? Math.floor(average) : average;
}

/**
 * How the average interval compares with a bound: negative below, 0 equal, positive above. A comparison of integers, exact
 * for bounds of whole milliseconds; with bounds of whole seconds the comparison of doubles in a database always agrees.
 *
 * @example compareInterval("double", 975000, 16, 65); // => 0
 * @example compareInterval("double", 975001, 16, 65) > 0; // => true
 * @example compareInterval("integer", 975001, 16, 65); // => 0
 */
export function compareInterval(
  arithmetic: Arithmetic,
  spanMs: number,
  count: number,
  seconds: number,
): number {
  const boundMs = Math.round(seconds * 1000);
  if (!(count > 1)) return 0 - boundMs;
  if (arithmetic === "integer") {
    return averageIntervalSeconds(arithmetic, spanMs, count) * 1000 - boundMs;
  }
  const ms = arithmetic === "double" ? spanMs : durationSeconds(arithmetic, spanMs) * 1000;
  return ms - boundMs * (count - 1);
}
