import { combOf } from "../statistics/comb.js";
import { medianSorted, quantileSorted } from "../statistics/quantile.js";
import type { Sessions } from "../statistics/sessions.js";
import { tickOf } from "../statistics/tick.js";
import { uniformRange } from "../statistics/uniform-range.js";
import { clockOf } from "./clock.js";
import { LATENCY, type Reading, readingsOf } from "./readings.js";

/** How a program sleeps: the laws that implants and schedulers use, and `ambiguous` where more than one of them fits. */
export type SleepLaw = "fixed" | "clocked" | "one-sided" | "two-sided" | "additive" | "ambiguous";

/** The sleep behind a pair's check-ins. */
export interface Sleep {
  /** As it was set where the law tells; else the middle of the intervals. Seconds. */
  readonly periodSeconds: number;
  /** As a share of the period; null where the intervals do not keep to any law known here. */
  readonly jitter: number | null;
  readonly law: SleepLaw | null;
  /** What an ambiguous law may be, the most probable first. */
  readonly readings: readonly Reading[];
}

const LEAST_INTERVALS = 8;

/** A comb that fits so well tells missed check-ins; with more of them than this share the intervals of one period are looked at alone. */
const COMB = 0.5;
const MISSED = 0.03;

/** Intervals that keep within this share of the period, or this many seconds, have no jitter but the network's. */
const FIXED_SHARE = 0.02;
const FIXED_SECONDS = 0.5;

/** … but no more than a tenth of the period, or half of it where the time stamps are that coarse. */
const NARROW = 0.1;
const COARSE = 0.5;

/** A spectrum's period that is off the median interval by more is not that of the intervals: a beacon among other traffic. */
const ELSEWHERE = 0.15;

/** Settings that differ by this share of the period cannot be told apart by what programs do between two sleeps. */
const SLACK = 0.01;

/** Just above Kolmogorov's 1 % point, 1.63: latency bends a uniform law a little. */
const UNIFORM = 1.7;

/**
 * Period, jitter and law of the sleep behind check-ins that keep a schedule; `period` in seconds, where a spectrum has found
 * one that the intervals do not show (a beacon among other traffic). Undefined for fewer than eight intervals, and where half
 * of them are 0.
 *
 * @example
 * const intervals = new Float64Array(20).fill(60);
 * const times = Float64Array.from({ length: 21 }, (_, i) => i * 60_000);
 * sleepOf(sessionsOf(times, intervals, intervals)).law; // => "fixed"
 * sleepOf(sessionsOf(times, intervals, intervals)).periodSeconds; // => 60
 */
export function sleepOf(
  { intervals, sortedIntervals }: Sessions,
  period?: number,
): Sleep | undefined {
  if (sortedIntervals.length < LEAST_INTERVALS) return undefined;
  const tick = tickOf(intervals);
  const single = singleIntervals(sortedIntervals);
  if (single === undefined) {
    return period === undefined
      ? undefined
      : { periodSeconds: period, jitter: null, law: null, readings: [] };
  }
  const median = medianSorted(single);
  // Bursts that no gap sets apart: a share of no time is no jitter.
  if (!(median > 0)) return undefined;
  if (period !== undefined && Math.abs(period - median) > ELSEWHERE * median) {
    return { periodSeconds: period, jitter: null, law: null, readings: [] };
  }
  const { low, high } = uniformRange(single);
  const narrow = high - low <= widthOfFixed(median, tick);
  const clock = clockOf(intervals, median, single !== sortedIntervals, tick);
  if (clock?.clocked) {
    const { periodSeconds, lateness } = clock;
    return { periodSeconds, jitter: lateness / periodSeconds, law: "clocked", readings: [] };
  }
  if (narrow) {
    // Whole seconds and minutes are right on average only; else delays add more often than they take, and the quartile is
    // nearer to what was set than the middle.
    const periodSeconds =
      tick >= 1 ? meanWithin(single, low, high) : quantileSorted(single, 0.25) || median;
    return { periodSeconds, jitter: (high - low) / (2 * median), law: "fixed", readings: [] };
  }
  const { distance } = uniformRange(tick >= 1 ? unrounded(single, tick) : single);
  if (distance > UNIFORM) {
    return { periodSeconds: period ?? median, jitter: null, law: null, readings: [] };
  }
  return uniformSleep(low, high, single.length, tick);
}

/** What intervals without jitter may spread over: what the network adds, and what the time stamps leave out. */
function widthOfFixed(median: number, tick: number): number {
  const network = Math.min(FIXED_SECONDS, NARROW * median);
  const stamps = tick >= 1 ? Math.min(2 * tick, COARSE * median) : 0;
  return Math.max(FIXED_SHARE * median, network, stamps);
}

function uniformSleep(low: number, high: number, intervals: number, tick: number): Sleep {
  const error = Math.max((3 * (high - low)) / intervals, SLACK * high, LATENCY, tick);
  const readings = readingsOf(low, high, error);
  const round = readings.filter(({ roundness }) => roundness > 0);
  const [best] = round;
  if (best === undefined) {
    const periodSeconds = (low + high) / 2;
    const jitter = (high - low) / (low + high);
    const possible = readings.filter((reading) => reading.jitter <= 1);
    return { periodSeconds, jitter, law: "ambiguous", readings: possible };
  }
  const { periodSeconds, jitter } = best;
  const law = round.length === 1 ? best.law : "ambiguous";
  return { periodSeconds, jitter, law, readings: round };
}

/** Ascending intervals of one period each: all of them, or those about the comb's first tooth; undefined when neither tells. */
function singleIntervals(sorted: Float64Array): Float64Array | undefined {
  const comb = combOf(sorted);
  if (comb === undefined) return undefined;
  const single = sorted.filter((interval) => interval < 1.5 * comb.period);
  const missed = 1 - single.length / sorted.length;
  if (comb.fit < COMB || missed <= MISSED) return sorted;
  return single.length >= LEAST_INTERVALS ? single : undefined;
}

/** The mean of the values from low to high. */
function meanWithin(values: Float64Array, low: number, high: number): number {
  const kept = values.filter((value) => value >= low && value <= high);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** Ascending values, those that rounding made equal spread over the tick about them: no law is even in steps. */
function unrounded(sorted: Float64Array, tick: number): Float64Array {
  const values = sorted.slice();
  for (let from = 0; from < values.length; ) {
    let to = from + 1;
    while (to < values.length && sorted[to] === sorted[from]) to++;
    const step = tick / (to - from);
    for (let i = from; i < to; i++) {
      values[i] = (sorted[from] as number) - tick / 2 + (i - from + 0.5) * step;
    }
    from = to;
  }
  return values;
}
