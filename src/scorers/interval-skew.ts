import type { Scorer } from "../score.js";
import { bowleySkewness } from "../statistics/bowley.js";
import { quantileSorted } from "../statistics/quantile.js";
import { significant, spellSeconds } from "../text/units.js";

/** Quartiles of fewer intervals than this are noise. */
const LEAST_INTERVALS = 7;

/**
 * How symmetric the intervals lie about their median: 1 − |Bowley skewness|. A sleep with jitter to both sides, or to one,
 * is symmetric; waiting times of a Poisson process give 0.74, people at work far less. 0 when most intervals are 0: bursts are
 * symmetric about nothing. Evidence: quartiles in seconds.
 *
 * @see Bowley, Elements of Statistics, 1901
 */
export const intervalSkew: Scorer = {
  id: "interval-skew",

  score({ sortedIntervals }) {
    if (sortedIntervals.length < LEAST_INTERVALS) return undefined;
    const q1 = quantileSorted(sortedIntervals, 0.25);
    const q2 = quantileSorted(sortedIntervals, 0.5);
    const q3 = quantileSorted(sortedIntervals, 0.75);
    const skew = bowleySkewness(q1, q2, q3);
    const value = q2 > 0 ? 1 - Math.abs(skew) : 0;
    return { id: "interval-skew", value, evidence: { q1, q2, q3, skew } };
  },

  explain({ q1 = 0, q2 = 0, q3 = 0, skew = 0 }) {
    if (q2 === 0)
      return "With a median interval of 0 s the symmetry of the intervals says nothing.";
    const lie = Math.abs(skew) < 0.1 ? "lie evenly" : "lean to one side";
    const spread = `${spellSeconds(q1)} – ${spellSeconds(q3)}`;
    return `Intervals ${lie} about their median of ${spellSeconds(q2)} (middle half ${spread}, skew ${significant(skew, 2)}).`;
  },
};
