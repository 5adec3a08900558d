import * as v from "valibot";
import { RuleError } from "../errors.js";

/** How scores are combined into one. */
export interface Profile {
  readonly name: string;
  /** Weight of each scorer in the mean, by id; a scorer that is not listed weighs 1, one of weight 0 only reports. */
  readonly weights: Readonly<Record<string, number>>;
  /** Connections after which the combined score counts to 63 %: it is multiplied by 1 − e^(−count / shrink). */
  readonly shrink: number;
  /** Scorers whose evidence is not timing or size: without a word from one of them no finding is critical. */
  readonly context: readonly string[];
}

/** What `score` uses unless told otherwise. */
export const DEFAULT_PROFILE: Profile = {
  name: "default",
  weights: { "interval-mad": 4, "interval-skew": 1, "size-consistency": 1, persistence: 1 },
  shrink: 15,
  context: ["prevalence", "fingerprint-cluster"],
};

/** The profiles that are known by name. */
export const profiles: Readonly<Record<string, Profile>> = { default: DEFAULT_PROFILE };

const nonNegative = v.pipe(v.number(), v.finite(), v.minValue(0));

const Schema = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.nonEmpty()), "custom"),
  weights: v.optional(v.record(v.string(), nonNegative), DEFAULT_PROFILE.weights),
  shrink: v.optional(nonNegative, DEFAULT_PROFILE.shrink),
  context: v.optional(v.array(v.string()), [...DEFAULT_PROFILE.context]),
});

/**
 * A profile from plain data such as a JSON file, completed from the default one. Throws a RuleError that lists every
 * problem.
 *
 * @example parseProfile({ name: "mine", weights: { "interval-mad": 1 } }).shrink; // => 15
 */
export function parseProfile(value: unknown): Profile {
  const result = v.safeParse(Schema, value);
  if (result.success) return result.output;
  const issues = result.issues.map((issue) => {
    const path = v.getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
  });
  throw new RuleError("profile", issues);
}
