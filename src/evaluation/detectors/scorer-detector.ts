import type { Score, Scorer } from "../../score.js";
import { defaultScorers } from "../../scorers/index.js";
import { type Detector, plainly } from "./detector.js";
import { findingsByPair, scoreAll } from "./findings-by-pair.js";

/** One scorer alone, by its id. */
export function scorerDetector(scorer: Scorer): Detector {
  const shared = defaultScorers.includes(scorer);
  return {
    id: scorer.id,
    reports: false,
    judge(table) {
      const findings = shared ? findingsByPair(table) : scoreAll(table, { scorers: [scorer] });
      return findings.map((finding) => {
        const score = finding?.scores.find(({ id }) => id === scorer.id);
        return score && plainly(score.value, null, reasonOf(scorer, score));
      });
    },
  };
}

function reasonOf(scorer: Scorer, { evidence }: Score): string {
  return scorer.explain?.(evidence) ?? JSON.stringify(evidence);
}
