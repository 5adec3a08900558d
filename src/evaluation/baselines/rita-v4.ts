import { STROBE } from "../../rita/scores/strobe.js";
import { ritaV4 } from "../../rita/scores/v4.js";
import { ritaGroupOf } from "../../scorers/rita-group.js";
import type { Baseline } from "./baseline.js";
import { amountOf, partsInWords, partsOf } from "./rita-evidence.js";

const MORE_CONNECTIONS_THAN = 23;
const MORE_SCORE_THAN = 0.7;

/**
 * RITA v4's beacon score: the same number as `ritaV4` gives, and 0 where v4 makes no beacon of the pair: it takes more than 23
 * connections in more than 3 distinct seconds, and no strobe (86,400 or more, as of a single import). v4 has no severity and lists every score;
 * its users are advised to look at those above 0.7 (rita-legacy's issues 545 and 583), so that is what is reported. Simpler than
 * RITA: the pair has a port and no name; bytes sent are those of the log, not of whole packets; the window is the last 24 hours of
 * the input, and what is before the hour that it begins in is left out.
 *
 * @see https://github.com/activecm/rita-legacy
 */
export const ritaV4Baseline: Baseline = {
  id: "rita-v4",

  score(pair, window) {
    if (pair.count < 2) return undefined;
    const group = ritaGroupOf(pair, window);
    const amount = amountOf(group);
    const { connections } = amount;
    const taken = connections > MORE_CONNECTIONS_THAN && connections < STROBE;
    const said = taken && group ? ritaV4(group) : undefined;
    if (said === undefined) return { id: "rita-v4", value: 0, evidence: amount };
    return { id: "rita-v4", value: said.score, evidence: { ...amount, ...partsOf(said) } };
  },

  flags: ({ score = 0 }) => score > MORE_SCORE_THAN,

  explain(evidence) {
    const { connections = 0, distinctSeconds = 0, score } = evidence;
    if (score !== undefined) return `RITA v4 scores ${partsInWords(evidence)}.`;
    const amount = `${connections} connections in ${distinctSeconds} distinct seconds of the last 24 h`;
    return connections >= STROBE
      ? `A strobe to RITA v4, which does not score it: ${amount}.`
      : `Not scored by RITA v4, which asks for 24 in 4 seconds: ${amount}.`;
  },
};
