import type { Score } from "../score.js";
import { chanceOf, isCalibrated } from "./false-alarm.js";
import { type Profile, weightOf } from "./profile.js";

/** How much a finding asks for attention. */
export type Level = "none" | "low" | "medium" | "high" | "critical";

/** All levels, ascending. */
export const LEVELS: readonly Level[] = ["none", "low", "medium", "high", "critical"];

/** The scores of one pair as one. */
export interface Combined {
  /** In [0, 1]. */
  readonly score: number;
  /** Chance that an aperiodic pair is as regular; null where no calibrated scorer has spoken. */
  readonly falseAlarm: number | null;
  /** The scorer whose evidence made it. */
  readonly strongest: string | null;
}

/**
 * The scores of one pair as odds, and these as a number from 0 to 1: prior odds × evidence of timing × context. The evidence of
 * a chance p is 1 / (2√p), an e-value (Vovk & Wang 2021); every other scorer multiplies the odds by up to 10^for (for a value of 1)
 * or 10^−against (for 0) by its weight. Where no calibrated scorer has spoken there is no chance to go by: even odds, moved by
 * the others alone. 0 when there are no scores.
 *
 * @example combine([{ id: "mine", value: 1, evidence: {} }], 50, DEFAULT_PROFILE).score; // => 0.9090909090909091
 */
export function combine(scores: readonly Score[], checkIns: number, profile: Profile): Combined {
  const chance = chanceOf(scores, checkIns, (id) => weightOf(profile, id).for);
  const others = scores.filter(({ id }) => !isCalibrated(id));
  if (chance === undefined && others.length === 0) {
    return { score: 0, falseAlarm: null, strongest: null };
  }
  let odds = chance === undefined ? 1 : profile.prior / (2 * Math.sqrt(chance.falseAlarm));
  for (const score of others) odds *= 10 ** decadesOf(score, profile);
  const { falseAlarm = null, strongest = null } = chance ?? {};
  return { score: odds / (1 + odds), falseAlarm, strongest };
}

/**
 * By how many powers of ten a score that is no chance moves the odds.
 *
 * @example decadesOf({ id: "prevalence", value: 0, evidence: {} }, DEFAULT_PROFILE); // => -2
 */
export function decadesOf({ id, value }: Score, profile: Profile): number {
  const weight = weightOf(profile, id);
  const lean = 2 * value - 1;
  return lean * (lean < 0 ? weight.against : weight.for);
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
