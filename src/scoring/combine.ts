import type { Score } from "../score.js";
import { type Profile, weightOf } from "./profile.js";

/** How much a finding asks for attention. */
export type Level = "none" | "low" | "medium" | "high" | "critical";

/** All levels, ascending. */
export const LEVELS: readonly Level[] = ["none", "low", "medium", "high", "critical"];

/**
 * The scores of one pair as one number in [0, 1]: their mean by the profile's weights, shrunk for few connections; 0 when
 * there are none or none has any weight.
 *
 * @example combine([{ id: "interval-mad", value: 1, evidence: {} }], 15, DEFAULT_PROFILE); // => 0.6321205588285577
 */
export function combine(scores: readonly Score[], count: number, profile: Profile): number {
  let sum = 0;
  let total = 0;
  for (const { id, value } of scores) {
    const weight = weightOf(profile, id);
    sum += weight * value;
    total += weight;
  }
  return total === 0 ? 0 : (sum / total) * certainty(count, profile);
}

/**
 * The factor for few connections: 1 − e^(−count / shrink), and 1 for a shrink of 0.
 *
 * @example certainty(15, DEFAULT_PROFILE); // => 0.6321205588285577
 */
export function certainty(count: number, { shrink }: Profile): number {
  return shrink === 0 ? 1 : 1 - Math.exp(-count / shrink);
}

/**
 * The level of a combined score: `low` from 0.3, `medium` from 0.5, `high` from 0.7. `critical`, from 0.9, needs a score
 * of at least one half from a context scorer: timing tells that a program is at work, not whose.
 *
 * @example levelOf(0.95, [], DEFAULT_PROFILE); // => "high"
 */
export function levelOf(score: number, scores: readonly Score[], profile: Profile): Level {
  if (score < 0.3) return "none";
  if (score < 0.5) return "low";
  if (score < 0.7) return "medium";
  const told = scores.some(({ id, value }) => profile.context.includes(id) && value >= 0.5);
  return score >= 0.9 && told ? "critical" : "high";
}
