import { burstGap } from "./burst-gap.js";
import { medianSorted } from "./quantile.js";
import { sortValues } from "./sorted.js";
import { isCoarse, spreadOverTick, tickOf } from "./tick.js";

/** A silence is idle time when it is longer than six median intervals and than half an hour. */
const IDLE_FACTOR = 6;
const IDLE_SECONDS = 1800;

/** Check-ins: connections that belong together taken as one, and long silences set apart. */
export interface Sessions {
  /** Start of each session, epoch milliseconds, ascending. */
  readonly starts: Float64Array;
  /** Connections no farther apart than this are one session, seconds; 0 where each is one of its own. */
  readonly gapSeconds: number;
  /** Seconds from start to start in order of time, idle time left out. */
  readonly intervals: Float64Array;
  /** The same, ascending. */
  readonly sortedIntervals: Float64Array;
  /** How many silences were left out, and their seconds in all. */
  readonly idleGaps: number;
  readonly idleSeconds: number;
}

/**
 * Sessions of ascending times, epoch milliseconds; the intervals between them in seconds, as they are and ascending. Where time
 * stamps are coarse, times are first spread over their tick, and a start lies up to a tick later than what was logged.
 *
 * @example
 * const times = Float64Array.of(0, 1000, 60_000, 120_000, 180_000);
 * const intervals = Float64Array.of(1, 59, 60, 60);
 * sessionsOf(times, intervals, intervals).starts; // => Float64Array.of(0, 60_000, 120_000, 180_000)
 */
export function sessionsOf(
  times: Float64Array,
  intervals: Float64Array,
  sortedIntervals: Float64Array,
): Sessions {
  const tick = tickOf(intervals);
  if (isCoarse(sortedIntervals, tick)) {
    const spread = spreadOverTick(times, tick);
    const between = secondsBetween(spread);
    return gathered(spread, between, sortValues(between.slice()));
  }
  return gathered(times, intervals, sortedIntervals);
}

function gathered(
  times: Float64Array,
  intervals: Float64Array,
  sortedIntervals: Float64Array,
): Sessions {
  const gapSeconds = burstGap(sortedIntervals);
  const starts = startsOf(times, gapSeconds * 1000);
  const all = starts.length === times.length ? intervals : secondsBetween(starts);
  const sorted = all === intervals ? sortedIntervals : sortValues(all.slice());
  const longest = Math.max(IDLE_FACTOR * medianSorted(sorted), IDLE_SECONDS);
  if (!((sorted[sorted.length - 1] as number) > longest)) {
    return {
      starts,
      gapSeconds,
      intervals: all,
      sortedIntervals: sorted,
      idleGaps: 0,
      idleSeconds: 0,
    };
  }
  const kept = all.filter((seconds) => seconds <= longest);
  let idleSeconds = 0;
  for (let i = kept.length; i < sorted.length; i++) idleSeconds += sorted[i] as number;
  return {
    starts,
    gapSeconds,
    intervals: kept,
    sortedIntervals: sorted.subarray(0, kept.length),
    idleGaps: sorted.length - kept.length,
    idleSeconds,
  };
}

/** The first time of each run of times that are at most `gap` milliseconds apart. */
function startsOf(times: Float64Array, gap: number): Float64Array {
  if (gap === 0) return times;
  const starts = new Float64Array(times.length);
  let count = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    if (time - previous > gap) starts[count++] = time;
    previous = time;
  }
  return count === times.length ? times : starts.slice(0, count);
}

/** Seconds from each of ascending times, milliseconds, to the next. */
export function secondsBetween(times: Float64Array): Float64Array {
  const seconds = new Float64Array(Math.max(0, times.length - 1));
  for (let i = 0; i < seconds.length; i++) {
    seconds[i] = ((times[i + 1] as number) - (times[i] as number)) / 1000;
  }
  return seconds;
}
