import * as v from "valibot";
import { RuleError } from "../errors.js";

/** How scores are combined into one. */
export interface Profile {
  readonly name: string;
  /**
   * Weight of each scorer in the mean, by id; one of weight 0 only reports. A scorer that is not listed has its weight of the
   * default profile, and 1 when it has none there.
   */
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

/**
 * The weight of the scorer with this id.
 *
 * @example weightOf(parseProfile({ weights: { persistence: 0 } }), "interval-mad"); // => 4
 */
export function weightOf({ weights }: Profile, id: string): number {
  if (Object.hasOwn(weights, id)) return weights[id] as number;
  return Object.hasOwn(DEFAULT_PROFILE.weights, id) ? (DEFAULT_PROFILE.weights[id] as number) : 1;
}

const LIMIT = 1e6;
const amount = v.custom<number>(
  (value) => typeof value === "number" && value >= 0 && value <= LIMIT,
  `a number from 0 to ${LIMIT}`,
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
    v.pipe(object("an object of weights by scorer id"), v.record(v.string(), amount)),
    {},
  ),
  shrink: v.optional(amount, DEFAULT_PROFILE.shrink),
  context: v.optional(v.array(text, "a list of scorer ids"), [...DEFAULT_PROFILE.context]),
};
const schema = v.pipe(object("an object"), v.object(FIELDS));

/**
 * A profile from plain data such as a JSON file, completed from the default one. Throws a RuleError that lists every problem.
 *
 * @example parseProfile({ name: "mine", weights: { "interval-mad": 1 } }).shrink; // => 15
 */
export function parseProfile(value: unknown): Profile {
  const result = v.safeParse(schema, value);
  const issues = [...(result.issues ?? []).map(problem), ...unknownFields(value)];
  if (!result.success || issues.length > 0) throw new RuleError("profile", issues);
  return result.output;
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
