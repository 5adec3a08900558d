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
 * a chance p is 1 / (2√p), an e-value (Vovk & Wang 2021), to the power of the weight of the scorer that made it; every other
 * scorer multiplies the odds by up to 10^for (for a value of 1) or 10^−against (for 0) by its weight. Where a chance was to be had
 * (`byChance`) and there is none, too little was seen to tell a schedule from chance: the evidence is that of p = 1. Where none of
 * the scorers used has a null: even odds, moved by them alone. 0 when there are no scores.
 *
 * @example combine([{ id: "mine", value: 1, evidence: {} }], 50, DEFAULT_PROFILE).score; // => 0.9090909090909091
 */
export function combine(
  scores: readonly Score[],
  checkIns: number,
  profile: Profile,
  byChance: boolean = scores.some(({ id }) => countsByChance(id, profile)),
): Combined {
  const chance = chanceOf(scores, checkIns, (id) => countsByChance(id, profile));
  const others = scores.filter(({ id }) => !isCalibrated(id));
  const { falseAlarm = null, strongest = null } = chance ?? {};
  if (chance === undefined && others.length === 0) return { score: 0, falseAlarm, strongest };
  let decades = byChance ? Math.log10(profile.prior / 2) : 0;
  if (chance !== undefined) {
    const { for: weight } = weightOf(profile, chance.strongest);
    decades -= (weight * Math.log10(chance.falseAlarm)) / 2;
  }
  for (const score of others) decades += decadesOf(score, profile);
  return { score: 1 / (1 + 10 ** -decades), falseAlarm, strongest };
}

/** Whether a scorer has a null, and the profile lets it count. */
export function countsByChance(id: string, profile: Profile): boolean {
  return isCalibrated(id) && weightOf(profile, id).for > 0;
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
