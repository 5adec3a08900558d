import type { Scorer } from "../score.js";
import { localVariation, localVariationBound } from "../statistics/local-variation.js";
import { significant } from "../text/units.js";

const LEAST_INTERVALS = 5;

/**
 * How alike each interval is to the next: 1 − Lv, the local variation of the check-ins' intervals, less what chance may have
 * added to it (1.64 standard deviations of a Poisson process). Nine Poisson processes in ten of up to 300 intervals score 0,
 * whatever their rate does in the course of a day, and of 3,000 at least two in three: the longest are set apart as idle time,
 * which takes 3 % off Lv. Either have 0.01 or less on average, and a clock has nearly 1; one-sided jitter j of 0.2 has Lv 0.006,
 * 0.5 0.057, 0.9 0.40. Taken over connections and, where some of them are one check-in, over check-ins, with the session gap taken
 * off each interval, because none can be shorter; the better counts. Evidence: Lv, how many intervals, and the value before it is
 * kept from below 0.
 *
 * @see Shinomoto, Shima & Tanji, Differences in spiking patterns among cortical neurons, Neural Computation 15, 2003
 */
export const intervalVariation: Scorer = {
  id: "interval-variation",

  score({ intervals, sessions }) {
    const connections = variationOf(intervals, 0);
    const checkIns =
      sessions.intervals === intervals
        ? connections
        : variationOf(sessions.intervals, sessions.gapSeconds);
    const best =
      connections !== undefined &&
      connections.lower >= (checkIns?.lower ?? Number.NEGATIVE_INFINITY)
        ? connections
        : checkIns;
    if (best === undefined) return undefined;
    return { id: "interval-variation", value: Math.max(0, best.lower), evidence: { ...best } };
  },

  explain({ localVariation = 0, intervals = 0, lower = 0 }) {
    const like =
      lower > 0.5
        ? "Each interval is much like the one before"
        : lower > 0.1
          ? "Intervals are more alike than chance would make them"
          : "Intervals are no more alike than chance would make them";
    return `${like}: local variation ${significant(localVariation, 2)} over ${intervals} intervals (a clock 0, chance arrivals 1).`;
  },
};

function variationOf(intervals: Float64Array, deadTime: number) {
  if (intervals.length < LEAST_INTERVALS) return undefined;
  const variation = localVariation(intervals, deadTime);
  const lower = localVariationBound(variation, intervals.length);
  return { localVariation: variation, intervals: intervals.length, lower };
}
