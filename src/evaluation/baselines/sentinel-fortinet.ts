import { quantileSorted } from "../../statistics/quantile.js";
import { sortValues } from "../../statistics/sorted.js";
import { significant, spellSeconds } from "../../text/units.js";
import type { Baseline } from "./baseline.js";
import { meanAndDeviation } from "./moments.js";

const LONGER_THAN_SECONDS = 60;
const MORE_THAN = 4;
const FENCE = 1.5;
const LEAST_PERIOD_SECONDS = 600;
const MOST_RATIO = 0.2;

/**
 * Microsoft Sentinel's rule for Fortinet firewalls, "Fortinet - Beacon pattern detected" (Fortinet-NetworkBeaconPattern):
 * intervals over 60 s, those outside Tukey's fences (1.5 times the interquartile range) replaced by the mean of all; reported
 * where more than 4 are left, their mean is at least 600 s and their standard deviation under 0.2 of it. Value: 1 / (1 + ratio),
 * and 0 under 600 s, which the rule never reports. Simpler than the rule: fences from quartiles by linear interpolation, one
 * window for the whole input in place of a day.
 *
 * @see https://github.com/Azure/Azure-Sentinel
 */
export const sentinelFortinet: Baseline = {
  id: "sentinel-fortinet",

  score({ intervals, count }) {
    if (count < 2) return undefined;
    const deltas = intervals.filter((delta) => delta > LONGER_THAN_SECONDS);
    if (deltas.length <= MORE_THAN) {
      return { id: "sentinel-fortinet", value: 0, evidence: { deltas: deltas.length } };
    }
    const { mean, deviation } = meanAndDeviation(withoutOutliers(deltas));
    const ratio = deviation / mean;
    const value = mean >= LEAST_PERIOD_SECONDS ? 1 / (1 + ratio) : 0;
    const evidence = { deltas: deltas.length, periodSeconds: mean, ratio };
    return { id: "sentinel-fortinet", value, evidence };
  },

  flags: ({ periodSeconds = 0, ratio = Number.POSITIVE_INFINITY }) =>
    periodSeconds >= LEAST_PERIOD_SECONDS && ratio < MOST_RATIO,

  explain({ deltas = 0, periodSeconds, ratio = 0 }) {
    if (periodSeconds === undefined) return `Only ${deltas} intervals over 60 s; it asks for 5.`;
    const short =
      periodSeconds < LEAST_PERIOD_SECONDS ? ", shorter than the 10 min it asks for" : "";
    return `Intervals of ${spellSeconds(periodSeconds)} on average${short}, deviation ${significant(ratio, 2)} of it.`;
  },
};

function withoutOutliers(deltas: Float64Array): Float64Array {
  const sorted = sortValues(deltas.slice());
  const [q1, q3] = [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.75)];
  const [low, high] = [q1 - FENCE * (q3 - q1), q3 + FENCE * (q3 - q1)];
  const { mean } = meanAndDeviation(deltas);
  return deltas.map((delta) => (delta < low || delta > high ? mean : delta));
}
