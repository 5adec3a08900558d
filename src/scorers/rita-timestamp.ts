import type { Scorer } from "../score.js";
import { significant, spellSeconds } from "../text/units.js";
import { ritaPartsOf } from "./rita-parts.js";

/**
 * RITA v5's timestamp score: how symmetric the intervals in whole seconds lie about their median, and how closely they keep to
 * it, (1 − |Bowley skewness| + 1 − MAD / median) / 2. Quartiles less than 10 s apart count as symmetric, and intervals of 0
 * do not count. Only the last 24 hours of the input are looked at. A Poisson process has 0.52 and not 0: RITA's parts are
 * meant to be added up. Evidence: seconds; the mode is that of all intervals.
 *
 * @see https://github.com/activecm/rita
 */
export const ritaTimestamp: Scorer = {
  id: "rita-timestamp",

  score(pair, context) {
    const parts = ritaPartsOf(pair, context);
    if (parts === undefined) return undefined;
    const { timestampScore, timestampSkew, timestampMad, intervals } = parts;
    const evidence = {
      skew: timestampSkew,
      madSeconds: timestampMad,
      modeSeconds: intervals.mode,
      modeCount: intervals.modeCount,
      intervals: intervals.counts.reduce((sum, count) => sum + count, 0),
    };
    return { id: "rita-timestamp", value: timestampScore, evidence };
  },

  explain({ skew = 0, madSeconds = 0, modeSeconds = 0, modeCount = 0, intervals = 0 }) {
    return `In RITA's whole seconds ${modeCount} of ${intervals} intervals are ${spellSeconds(modeSeconds)}, and half of those above 0 are within ${spellSeconds(madSeconds)} of their median (skew ${significant(skew, 2)}).`;
  },
};
