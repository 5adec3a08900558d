import { RITA_PRESETS } from "../rita/config/presets.js";
import type { Scorer } from "../score.js";
import { spellSeconds, spellShare } from "../text/units.js";
import { ritaPartsOf } from "./rita-parts.js";

const LEAST_BARS = RITA_PRESETS.file.scoring.beacon.durationMinHoursSeen;

/**
 * RITA v5's duration score: the better of the share of the window that lies between the first connection and the last (coverage),
 * and the longest run of its 24 parts that all hold connections, over twelve (consistency). 0 where fewer than six of the parts
 * do. The window is the input's last 24 hours; where it is shorter, so are the parts. Evidence: parts, seconds.
 *
 * @see https://github.com/activecm/rita
 */
export const ritaDuration: Scorer = {
  id: "rita-duration",

  score(pair, context) {
    const parts = ritaPartsOf(pair, context);
    if (parts === undefined) return undefined;
    const { durationScore, coverage, consistency, totalBars, longestRun, windowSeconds } = parts;
    const evidence = { coverage, consistency, bars: totalBars, longestRun, windowSeconds };
    return { id: "rita-duration", value: durationScore, evidence };
  },

  explain({ coverage = 0, consistency = 0, bars = 0, longestRun = 0, windowSeconds = 0 }) {
    const window = spellSeconds(windowSeconds);
    if (bars < LEAST_BARS) {
      return `Connections in only ${bars} of 24 parts of ${window}: RITA asks for ${LEAST_BARS}.`;
    }
    return `From first to last ${spellShare(coverage)} of ${window}, with connections in ${bars} of 24 parts, ${longestRun} in a row (RITA's consistency ${spellShare(consistency)}).`;
  },
};
