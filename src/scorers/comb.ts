import type { Scorer } from "../score.js";
import { combOf } from "../statistics/comb.js";
import { spellSeconds, spellShare } from "../text/units.js";

const LEAST_INTERVALS = 5;

/**
 * How closely the intervals are whole multiples of one period: the fit of the best comb of periods 1 … 6. It sees a schedule
 * through missed check-ins and through rotation over destinations, where every interval is a number of sleeps.
 * One-sided jitter of 0.2 leaves 0.78 of it, of 0.4 0.51; chance arrivals have 0. Evidence: seconds, and the share of intervals
 * of one period.
 */
export const comb: Scorer = {
  id: "comb",

  score({ sessions: { sortedIntervals } }) {
    if (sortedIntervals.length < LEAST_INTERVALS) return undefined;
    const best = combOf(sortedIntervals);
    if (best === undefined) return undefined;
    const periodSeconds = best.period;
    const single = singleShare(sortedIntervals, periodSeconds);
    const value = Math.max(0, best.fit);
    return { id: "comb", value, evidence: { periodSeconds, fit: best.fit, single } };
  },

  explain({ periodSeconds = 0, fit = 0, single = 0 }) {
    const period = spellSeconds(periodSeconds);
    if (fit < 0.2)
      return `No period of which the intervals are multiples: ${period} fits best, to ${spellShare(Math.max(0, fit))}.`;
    if (fit < 0.5)
      return `Intervals come near whole multiples of ${period} (comb fit ${spellShare(fit)}).`;
    return single > 0.9
      ? `Nearly all intervals are one period of ${period} (comb fit ${spellShare(fit)}).`
      : `Intervals are whole multiples of ${period} (comb fit ${spellShare(fit)}), ${spellShare(single)} of them one period: check-ins are missing or go elsewhere.`;
  },
};

function singleShare(sorted: Float64Array, period: number): number {
  let count = 0;
  while (count < sorted.length && (sorted[count] as number) < 1.5 * period) count++;
  return count / sorted.length;
}
