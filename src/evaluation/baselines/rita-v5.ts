import { RITA_PRESETS } from "../../rita/config/presets.js";
import { severityOf } from "../../rita/scores/severity.js";
import { STROBE } from "../../rita/scores/strobe.js";
import { bucketedThreatScore } from "../../rita/scores/threat-score.js";
import { ritaV5 } from "../../rita/scores/v5.js";
import { ritaGroupOf } from "../../scorers/rita-group.js";
import type { Baseline } from "./baseline.js";
import { amountOf, partsInWords, partsOf } from "./rita-evidence.js";

const { scoreThresholds } = RITA_PRESETS.file.scoring.beacon;

/** What RITA shows of a strobe: a score of 1, and this as a threat. */
const STROBE_THREAT = 0.8;

/**
 * RITA v5's beacon score of the pair alone, by the configuration that RITA installs: the same number as `ritaV5`, and 0 where RITA
 * refuses. Reported where the score makes a row High in RITA's own words, a threat score of 0.6, which is a beacon score of 0.9.
 * RITA lists rows of lower severity, too, from a score of 0.5 on, and moves the severity by what it knows beside the pair: with the
 * 0.15 of a rare destination 0.75 is High. Simpler than RITA: none of these modifiers, none of its other signs (long connections,
 * DNS, threat lists); the pair has a port and no name; bytes sent are those of the log, not of whole packets; the window is the last
 * 24 hours of the input, of which more may be given.
 *
 * @see https://github.com/activecm/rita
 */
export const ritaV5Baseline: Baseline = {
  id: "rita-v5",

  score(pair, window) {
    if (pair.count < 2) return undefined;
    const group = ritaGroupOf(pair, window);
    const amount = amountOf(group);
    if (amount.connections >= STROBE) {
      const evidence = { ...amount, threatScore: STROBE_THREAT };
      return { id: "rita-v5", value: 1, evidence };
    }
    const said = group && ritaV5(group);
    if (said === undefined) return { id: "rita-v5", value: 0, evidence: amount };
    const threatScore = bucketedThreatScore(said.score * 100, scoreThresholds);
    const evidence = { ...amount, ...partsOf(said), threatScore };
    return { id: "rita-v5", value: said.score, evidence };
  },

  flags: ({ threatScore = 0 }) => severityOf(threatScore) === "High",

  explain(evidence) {
    const { connections = 0, distinctSeconds = 0, score, threatScore = 0 } = evidence;
    const amount = `${connections} connections in ${distinctSeconds} distinct seconds of the last 24 h`;
    if (connections >= STROBE)
      return `A strobe to RITA v5, severity ${severityOf(threatScore)}: ${amount}.`;
    if (score === undefined) return `Not scored by RITA v5, which asks for 4 seconds: ${amount}.`;
    return `RITA v5 scores ${partsInWords(evidence)}, severity ${severityOf(threatScore)}.`;
  },
};
