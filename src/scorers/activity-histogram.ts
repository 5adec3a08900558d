import type { Scorer } from "../score.js";
import { significant } from "../text/units.js";

/** Check-ins a bin, on average, and the least number of bins. */
const PER_BIN = 6;
const LEAST_BINS = 4;

/**
 * How evenly the check-ins are spread: 1 − D, the index of dispersion of their counts in equal parts of the time between the
 * first and the last (about six check-ins a part). D is 1 for a Poisson process (Fano 1947); for a renewal process it goes to the
 * squared coefficient of variation of its intervals as the parts grow (Cox & Lewis 1966), and is 0.01 to 0.03 more in parts of
 * six: 0.02 for one-sided jitter of 0.2 and 0.25 of 0.9; people, who come in waves, have far more than 1. It looks at the long run
 * where interval scorers look at neighbours. Evidence: D, how many parts, and how many of them are empty.
 */
export const activityHistogram: Scorer = {
  id: "activity-histogram",

  score({ sessions: { starts } }) {
    const bins = Math.floor((starts.length - 1) / PER_BIN);
    if (bins < LEAST_BINS || starts[0] === starts[starts.length - 1]) return undefined;
    const { dispersion, empty } = spread(starts, bins);
    const value = Math.max(0, 1 - dispersion);
    return { id: "activity-histogram", value, evidence: { dispersion, bins, empty } };
  },

  explain({ dispersion = 0, bins = 0, empty = 0 }) {
    const how =
      dispersion < 0.5
        ? "Spread evenly over time"
        : dispersion < 2
          ? "Spread over time as chance would"
          : "Comes in waves";
    return `${how}: index of dispersion ${significant(dispersion, 2)} over ${bins} parts, ${empty} of them empty (a clock 0, chance arrivals 1).`;
  },
};

/** The last check-in ends the last part and is not counted, so that a clock has as many in each. */
function spread(starts: Float64Array, bins: number): { dispersion: number; empty: number } {
  const counts = new Float64Array(bins);
  const first = starts[0] as number;
  const span = (starts[starts.length - 1] as number) - first;
  for (let i = 0; i < starts.length - 1; i++) {
    // Multiplied first: exact where a check-in lies on the border of two parts.
    const bin = Math.min(bins - 1, Math.floor((((starts[i] as number) - first) * bins) / span));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const mean = (starts.length - 1) / bins;
  let squares = 0;
  let empty = 0;
  for (const count of counts) {
    squares += (count - mean) ** 2;
    if (count === 0) empty++;
  }
  return { dispersion: squares / (bins - 1) / mean, empty };
}
