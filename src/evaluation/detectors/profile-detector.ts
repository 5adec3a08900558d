import type { Profile } from "../../scoring/index.js";
import { type Detector, plainly } from "./detector.js";
import { findingsByPair } from "./findings-by-pair.js";

/** Findings of these levels are what a profile reports. */
const REPORTED: ReadonlySet<string> = new Set(["high", "critical"]);

/** Beaconry itself: the combined score by a profile (or the name of one), its false alarm, period and jitter. */
export function profileDetector(id: string, profile: Profile | string): Detector {
  return {
    id,
    reports: true,
    judge: (table) =>
      findingsByPair(table, profile).map((finding) => {
        if (finding === undefined || finding.scores.length === 0) return undefined;
        const { score, level, falseAlarm, periodSeconds, jitter, explanation } = finding;
        const reason = explanation.join(" ");
        const said = plainly(score, REPORTED.has(level), reason);
        return { ...said, falseAlarm, periodSeconds, jitter };
      }),
  };
}
