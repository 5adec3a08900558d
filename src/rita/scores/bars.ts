import type { Rounding } from "./round.js";

/** The bars that hold a connection. */
export function countBars(bars: readonly number[]): number {
  let filled = 0;
  for (const bar of bars) if (bar > 0) filled++;
  return filled;
}

/**
 * The most bars in a row that hold a connection; the last bar stands beside the first.
 *
 * @example longestRun([1, 0, 1, 1]); // => 3
 */
export function longestRun(bars: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < 2 * bars.length; i++) {
    run = (bars[i % bars.length] as number) > 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return Math.min(longest, bars.length);
}

/**
 * How even the bars are, empty ones included: 1 less the coefficient of variation (of the population), at least 0.
 *
 * @example evenness([2, 2, 2, 6], round3); // => 0.423
 */
export function evenness(bars: readonly number[], rounded: Rounding): number {
  let total = 0;
  for (const bar of bars) total += bar;
  const mean = total / bars.length;
  let squares = 0;
  for (const bar of bars) squares += (bar - mean) * (bar - mean);
  const variation = Math.sqrt(squares / bars.length) / mean;
  return variation > 1 ? 0 : Math.min(1, rounded(1 - variation));
}
