import type { Score } from "../../score.js";
import { decadesOf } from "../../scoring/combine.js";
import type { Profile } from "../../scoring/index.js";

/**
 * How the signs of a row move its odds, in powers of ten; the odds begin at `prior`. Set by judgement and looked over on
 * simulated worlds of other seeds than those reported; rows of real consoles were not at hand. `implant-settings` and `active-hours` only report: nearly any mean fits some setting.
 */
export const AGGREGATES_PROFILE: Profile = {
  name: "aggregates",
  prior: 1 / 2,
  weights: {
    "round-mean": { against: 0, for: 0.7 },
    "volume-only": { against: 0.25, for: 0 },
    "request-size": { against: 0.6, for: 0.3 },
    "window-share": { against: 0.2, for: 0.4 },
    "active-hours": 0,
    "implant-settings": 0,
    prevalence: { against: 0.8, for: 0.3 },
    "alike-sources": { against: 0.8, for: 0 },
    persistence: { against: 0.2, for: 0.5 },
    "known-family": { against: 0.6, for: 0 },
  },
  context: [],
};

/** No row comes to this: from 0.7 on a score says that timing was measured, and aggregates have none. */
export const SCORE_LIMIT = 0.7;

/**
 * The signs of one row as a number from 0 up to, never at, `SCORE_LIMIT`: their odds as a probability, in proportion.
 *
 * @example aggregateScore([]) < 0.5; // => true
 */
export function aggregateScore(
  scores: readonly Score[],
  profile: Profile = AGGREGATES_PROFILE,
): number {
  let decades = Math.log10(profile.prior);
  for (const score of scores) decades += decadesOf(score, profile);
  return (0.99 * SCORE_LIMIT) / (1 + 10 ** -decades);
}
