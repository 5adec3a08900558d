import type { Scorer } from "../score.js";
import { spellShare } from "../text/units.js";
import { ritaPartsOf } from "./rita-parts.js";

/**
 * RITA v5's histogram score: the better of how even the connections are spread over the window's 24 parts (1 less the coefficient
 * of variation of their counts), and of how many of the filled parts have one of two heights (with one forgiven; 0 where fewer
 * than eleven are filled). The window is the input's last 24 hours; where it is shorter, so are the parts. Evidence: the two, and
 * the filled parts.
 *
 * @see https://github.com/activecm/rita
 */
export const ritaHistogram: Scorer = {
  id: "rita-histogram",

  score(pair, context) {
    const parts = ritaPartsOf(pair, context);
    if (parts === undefined) return undefined;
    const { histogramScore, coefficientOfVariationScore, bimodalScore, totalBars } = parts;
    const evidence = {
      evenness: coefficientOfVariationScore,
      twoHeights: bimodalScore,
      bars: totalBars,
    };
    return { id: "rita-histogram", value: histogramScore, evidence };
  },

  explain({ evenness = 0, twoHeights = 0, bars = 0 }) {
    return `Connections in ${bars} of the window's 24 parts: even to ${spellShare(evenness)}, and to ${spellShare(twoHeights)} of one of two heights (RITA's measures).`;
  },
};
