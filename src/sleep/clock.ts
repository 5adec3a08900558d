import { medianSorted } from "../statistics/quantile.js";
import { sortValues } from "../statistics/sorted.js";

/** Correlation of one interval's lateness with the next's: −½ when each check-in is late by itself, 0 when lateness adds up. */
const PULLED_BACK = 0.25;

const LEAST = 12;

/** Times the median lateness: beyond it something else connected. */
const OUTLIER = 5;

/** Intervals against a clock of about this period. */
export interface Clock {
  /** The period that fits all intervals best, seconds. */
  readonly periodSeconds: number;
  /** Whether what came late is followed by a short interval: a clock decides, not a sleep. */
  readonly clocked: boolean;
  /** Standard deviation of a check-in's lateness, seconds. */
  readonly lateness: number;
}

/**
 * Fits a clock to intervals in order of time. Each is one period unless `missed` check-ins make it a whole number of them.
 * `tick` is the resolution of the time stamps in seconds: rounding pulls back, too. Undefined for fewer than
 * twelve intervals.
 *
 * @example
 * const late = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 63 : 57));
 * clockOf(late, 60, false, 0.001).clocked; // => true
 * clockOf(late, 60, false, 0.001).periodSeconds; // => 60
 */
export function clockOf(
  intervals: Float64Array,
  period: number,
  missed: boolean,
  tick: number,
): Clock | undefined {
  if (intervals.length < LEAST) return undefined;
  const periodsIn = (interval: number) =>
    missed || interval > 1.8 * period ? Math.max(1, Math.round(interval / period)) : 1;
  let seconds = 0;
  let periods = 0;
  for (const interval of intervals) {
    seconds += interval;
    periods += periodsIn(interval);
  }
  const periodSeconds = seconds / periods;
  const late = intervals.map((interval) => interval - periodsIn(interval) * periodSeconds);
  const most = OUTLIER * medianSorted(sortValues(late.map(Math.abs)));
  let squares = 0;
  let products = 0;
  let count = 0;
  let previous = 0;
  for (const one of late) {
    // One connection between two check-ins makes two short intervals and would hide a clock; one late check-in, a long and
    // a short interval, would pass for one.
    const kept = Math.abs(one) <= most ? one : 0;
    squares += kept * kept;
    products += kept * previous;
    count += kept === 0 ? 0 : 1;
    previous = kept;
  }
  const lateness = Math.sqrt(squares / Math.max(1, count) / 2);
  return {
    periodSeconds,
    clocked: lateness > tick && products < -(PULLED_BACK + 1 / Math.sqrt(count)) * squares,
    lateness,
  };
}
