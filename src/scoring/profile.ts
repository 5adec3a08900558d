import * as v from "valibot";
import { RuleError } from "../errors.js";

/** How many powers of ten a scorer moves the odds: `against` for a value of 0, `for` for a value of 1, nothing for ½. */
export interface Weight {
  readonly against: number;
  readonly for: number;
}

/** How scores are combined into one. */
export interface Profile {
  readonly name: string;
  /** Odds that a pair is a beacon before anything is known of it: at these a chance of 1 in 1,000 makes the score ½. */
  readonly prior: number;
  /**
   * Weight of each scorer, by id; a number stands for both sides. One of weight 0 only reports. A scorer that is not listed has
   * its weight of the default profile, and 1 when it has none there. For a scorer whose chance is known, its weight `for` is the
   * power to which the evidence of that is raised when it is the least.
   */
  readonly weights: Readonly<Record<string, number | Weight>>;
  /** Scorers whose evidence is not timing or size: without a word from one of them no finding is critical. */
  readonly context: readonly string[];
}

/** What `score` uses unless told otherwise. */
export const DEFAULT_PROFILE: Profile = {
  name: "default",
  prior: 1 / 16,
  weights: {
    "interval-skew": 0.05,
    "size-consistency": { against: 0.1, for: 0.2 },
    "activity-histogram": 0.2,
    persistence: 0.1,
    prevalence: { against: 2, for: 0.2 },
    "fingerprint-cluster": 0.3,
  },
  context: ["prevalence", "fingerprint-cluster"],
};

/** What timing says, and nothing else. */
export const TIMING_PROFILE: Profile = {
  name: "timing",
  prior: DEFAULT_PROFILE.prior,
  weights: Object.fromEntries(
    [...Object.keys(DEFAULT_PROFILE.weights), "rita-data-size"].map((id) => [id, 0]),
  ),
  context: DEFAULT_PROFILE.context,
};

/** The profiles that are known by name. */
export const profiles: Readonly<Record<string, Profile>> = {
  default: DEFAULT_PROFILE,
  timing: TIMING_PROFILE,
};

/**
 * The weight of the scorer with this id.
 *
 * @example weightOf(parseProfile({ weights: { persistence: 0 } }), "comb"); // => { against: 1, for: 1 }
 */
export function weightOf({ weights }: Profile, id: string): Weight {
  const weight = Object.hasOwn(weights, id) ? weights[id] : defaultWeight(id);
  return typeof weight === "object" ? weight : { against: weight ?? 1, for: weight ?? 1 };
}

function defaultWeight(id: string): number | Weight | undefined {
  return Object.hasOwn(DEFAULT_PROFILE.weights, id) ? DEFAULT_PROFILE.weights[id] : undefined;
}

const LIMIT = 100;
const within = (value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value <= LIMIT;
const weight = v.custom<number | Weight>(
  (value) => within(value) || isWeight(value),
  `a number from 0 to ${LIMIT}, or { against, for } of such`,
);
const odds = v.custom<number>(
  (value) => within(value) && value > 0,
  `a number above 0, at most ${LIMIT}`,
);
const text = v.custom<string>((value) => typeof value === "string" && value !== "", "text");

/** Valibot takes an array for an object. */
const object = (expected: string) =>
  v.custom<Record<string, unknown>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    expected,
  );

const FIELDS = {
  name: v.optional(text, "custom"),
  weights: v.optional(
    v.pipe(object("an object of weights by scorer id"), v.record(v.string(), weight)),
    {},
  ),
  prior: v.optional(odds, DEFAULT_PROFILE.prior),
  context: v.optional(v.array(text, "a list of scorer ids"), [...DEFAULT_PROFILE.context]),
};
const schema = v.pipe(object("an object"), v.object(FIELDS));

/**
 * A profile from plain data such as a JSON file, completed from the default one. Throws a RuleError that lists every problem.
 *
 * @example parseProfile({ name: "mine", weights: { comb: 0 } }).prior; // => 0.0625
 */
export function parseProfile(value: unknown): Profile {
  const result = v.safeParse(schema, value);
  const issues = [...(result.issues ?? []).map(problem), ...unknownFields(value)];
  if (!result.success || issues.length > 0) throw new RuleError("profile", issues);
  return result.output;
}

function isWeight(value: unknown): value is Weight {
  if (typeof value !== "object" || value === null) return false;
  const { against, for: inFavour, ...rest } = value as Record<string, unknown>;
  return within(against) && within(inFavour) && Object.keys(rest).length === 0;
}

function problem(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path === null ? "" : `${path}: `}expected ${issue.message}, got ${shown(issue.input)}`;
}

function unknownFields(value: unknown): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.keys(value)
    .filter((key) => !Object.hasOwn(FIELDS, key))
    .map((key) => `${JSON.stringify(key)}: not a field of a profile`);
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
