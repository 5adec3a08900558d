import type { Scorer } from "../score.js";
import { madSorted } from "../statistics/mad.js";
import { medianSorted } from "../statistics/quantile.js";
import { spellSeconds, spellShare } from "../text/units.js";

const LEAST_INTERVALS = 4;

/** Intervals that scatter more about their median are not worth the word "every". */
const STEADY = 0.5;

/** MAD / median of exponential waiting times: arsinh(1/2) / ln 2. */
const EXPONENTIAL_RATIO = Math.asinh(0.5) / Math.LN2;

/**
 * How closely the intervals keep to their median: 1 − (MAD / median) / 0.694, so that a clock scores 1 and a Poisson
 * process 0. A sleep with one-sided jitter j has MAD / median = j / (4 − 2j), with two-sided jitter j / 2; half of the
 * check-ins may be missing before it changes. Evidence: seconds.
 *
 * @see Hampel, The Influence Curve and Its Role in Robust Estimation, 1974
 */
export const intervalMad: Scorer = {
  id: "interval-mad",

  score({ sortedIntervals }) {
    if (sortedIntervals.length < LEAST_INTERVALS) return undefined;
    const medianSeconds = medianSorted(sortedIntervals);
    const madSeconds = madSorted(sortedIntervals);
    const ratio = medianSeconds > 0 ? madSeconds / medianSeconds : 1;
    const value = Math.max(0, 1 - ratio / EXPONENTIAL_RATIO);
    return { id: "interval-mad", value, evidence: { medianSeconds, madSeconds, ratio } };
  },

  explain({ medianSeconds = 0, madSeconds = 0, ratio = 0 }) {
    if (medianSeconds === 0) return "At least half of the intervals are 0 s long: bursts.";
    const median = spellSeconds(medianSeconds);
    const spread = `${spellSeconds(madSeconds)} (${spellShare(ratio)}; chance arrivals: 69 %)`;
    return ratio < STEADY
      ? `Every ${median}, give or take ${spread}.`
      : `No steady interval: the median is ${median}, and half of the intervals are off by more than ${spread}.`;
  },
};
