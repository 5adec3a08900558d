import type { Scorer } from "../score.js";
import { medianSorted } from "../statistics/quantile.js";
import { upperShare } from "../statistics/upper-share.js";
import { spellSeconds } from "../text/units.js";

const LEAST_INTERVALS = 10;

/** A sleep with jitter has no interval beyond twice its median; a quarter of one beyond that is left for the median's own error. */
const REACH = 2.25;

/** The share of exponential waiting times beyond that. */
const CHANCE = 2 ** -REACH;

/**
 * Whether the intervals end where a sleep must end. A program sleeps for S with some jitter: its longest interval is at most
 * twice the median, at any jitter, to one side or both. Waiting times without a schedule have a tail: 21 % of those of a Poisson
 * process lie beyond 2.25 medians, 11 % of a gamma law of shape 2. The value is 1 − share / 21 %, with the upper end of the
 * share's 95 % interval (Wilson 1927), so that a few intervals prove little: none beyond in 15 gives 0.27, in 50 0.76. It is what
 * is left to see of jitter near 100 %, where neither spectrum nor variation tells. Evidence: seconds, counts.
 */
export const intervalBound: Scorer = {
  id: "interval-bound",

  score({ sessions: { sortedIntervals } }) {
    const intervals = sortedIntervals.length;
    if (intervals < LEAST_INTERVALS) return undefined;
    const medianSeconds = medianSorted(sortedIntervals);
    if (!(medianSeconds > 0)) return undefined;
    const limitSeconds = REACH * medianSeconds;
    let beyond = 0;
    while (
      beyond < intervals &&
      (sortedIntervals[intervals - 1 - beyond] as number) > limitSeconds
    ) {
      beyond++;
    }
    const value = boundValue(beyond, intervals);
    const evidence = { beyond, intervals, limitSeconds, medianSeconds };
    return { id: "interval-bound", value, evidence };
  },

  explain({ beyond = 0, intervals = 0, limitSeconds = 0 }) {
    const which = beyond === 0 ? "None" : `${beyond}`;
    const chance = Math.round(CHANCE * intervals);
    return `${which} of ${intervals} intervals ${beyond > 1 ? "are" : "is"} longer than ${spellSeconds(limitSeconds)}, 2.25 times the median (chance arrivals: about ${chance}).`;
  },
};

/**
 * The value for so many intervals beyond the bound.
 *
 * @example boundValue(21, 100); // => 0
 */
export function boundValue(beyond: number, intervals: number): number {
  return Math.max(0, 1 - upperShare(beyond, intervals) / CHANCE);
}
