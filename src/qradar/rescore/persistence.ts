import type { Evidence } from "../../score.js";
import { spellShare } from "../../text/units.js";
import type { Sign } from "./sign.js";

/** Means that stay within this share of each other are called steady. */
const STEADY = 0.05;

/** In what share of the exports with windows of their own the pair has a row; three fifths of that where its mean differs or is known once. */
export const rowPersistence: Sign = ({ days: { seen, of, means } }) => {
  if (of < 2) return undefined;
  const spread = means.length < 2 ? undefined : Math.max(...means) / Math.min(...means) - 1;
  const steady = spread !== undefined && spread <= STEADY;
  const share = seen / of;
  const evidence = { exportsSeen: seen, exports: of, ...(spread === undefined ? {} : { spread }) };
  return {
    score: { id: "persistence", value: share * (steady ? 1 : 0.6), evidence },
    sentences: () => [persistenceInWords(evidence)],
  };
};

/** What the evidence of `persistence` says. */
export function persistenceInWords({ exportsSeen, exports, spread }: Evidence): string {
  return `It has a row in ${exportsSeen} of ${exports} exports${meanInWords(spread)}.`;
}

function meanInWords(spread: number | undefined): string {
  if (spread === undefined) return "";
  return spread <= STEADY
    ? `, its mean within ${spellShare(Math.max(spread, 0.001))}`
    : ", with means that differ";
}
