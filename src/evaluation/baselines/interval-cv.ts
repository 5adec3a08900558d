import { significant, spellSeconds } from "../../text/units.js";
import type { Baseline } from "./baseline.js";
import { meanAndDeviation } from "./moments.js";

const LEAST_CONNECTIONS = 5;
const MOST_VARIATION = 0.3;

/**
 * The coefficient of variation of the raw intervals, the statistic of many small detectors: standard deviation over mean,
 * reported below 0.3 from 5 connections on. Value: 1 / (1 + CV), so that a clock has 1 and a Poisson process about one half.
 * The threshold is the common one (0.2 to 0.35 are in use); no such detector has one that is official.
 */
export const intervalCv: Baseline = {
  id: "interval-cv",

  score({ intervals, count }) {
    if (count < LEAST_CONNECTIONS) return undefined;
    const { mean, deviation } = meanAndDeviation(intervals);
    if (!(mean > 0)) return { id: "interval-cv", value: 0, evidence: { meanSeconds: 0 } };
    const cv = deviation / mean;
    return { id: "interval-cv", value: 1 / (1 + cv), evidence: { meanSeconds: mean, cv } };
  },

  flags: ({ cv = Number.POSITIVE_INFINITY }) => cv < MOST_VARIATION,

  explain({ meanSeconds = 0, cv }) {
    if (cv === undefined) return "All connections begin at once: their mean interval is 0 s.";
    const verdict = cv < MOST_VARIATION ? "below" : "not below";
    return `CV ${significant(cv, 2)} of intervals of ${spellSeconds(meanSeconds)} on average, ${verdict} ${MOST_VARIATION}.`;
  },
};
