import { RuleError } from "../../errors.js";
import { defaultScorers } from "../../scorers/index.js";
import { DEFAULT_PROFILE, type Profile } from "../../scoring/index.js";
import { baselines } from "../baselines/index.js";
import { baselineDetector } from "./baseline-detector.js";
import type { Detector } from "./detector.js";
import { profileDetector } from "./profile-detector.js";
import { referenceDetector } from "./reference-detector.js";
import { scorerDetector } from "./scorer-detector.js";

/** The reference query and the rules of other products; `internal` are networks that are internal beside the usual ones. */
export function baselineDetectors(internal: readonly string[] = []): Detector[] {
  return [referenceDetector({ internal }), ...baselines.map(baselineDetector)];
}

/** Beaconry itself, under this id. */
export const BEACONRY = "beaconry";

/** Beaconry by its chance alone, without sizes and context. */
export const TIMING = "timing";

/** Beaconry by a profile and by timing alone, each of its scorers alone, and then the baselines given. */
export function detectorsWith(
  profile: Profile | string = DEFAULT_PROFILE,
  others: readonly Detector[] = baselineDetectors(),
): Detector[] {
  return [
    profileDetector(BEACONRY, profile),
    profileDetector(TIMING, TIMING),
    ...defaultScorers.map(scorerDetector),
    ...others,
  ];
}

/**
 * The baselines with these ids, each once. Throws a RuleError that lists every id there is no baseline of.
 *
 * @example baselinesNamed(["flare", "flare"]).map(({ id }) => id); // => ["flare"]
 */
export function baselinesNamed(
  ids: readonly string[],
  internal: readonly string[] = [],
): Detector[] {
  const all = baselineDetectors(internal);
  const known = all.map(({ id }) => id);
  const issues = ids
    .filter((id) => !known.includes(id))
    .map((id) => `no baseline ${JSON.stringify(id)} (${known.join(", ")})`);
  if (issues.length > 0) throw new RuleError("baselines", issues);
  return all.filter(({ id }) => ids.includes(id));
}
