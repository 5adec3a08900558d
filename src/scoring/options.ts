import { RuleError } from "../errors.js";
import { type AllowList, allowList } from "../network/allow-list.js";
import {
  parseRule,
  type Query,
  type QueryOptions,
  queryOf,
  type Rule,
} from "../reference/index.js";
import { KEYS, type Key } from "../regroup.js";
import type { Scorer } from "../score.js";
import { defaultScorers } from "../scorers/index.js";
import type { ConnectionTable } from "../table.js";
import type { Intel } from "./fingerprints/index.js";
import type { KnownPairs } from "./population.js";
import { type Profile, parseProfile, profiles } from "./profile.js";

/** Options of `score`. */
export interface ScoreOptions {
  /** Default: `defaultScorers`. */
  readonly scorers?: readonly Scorer[];
  /** A profile, or the name of one of `profiles`. */
  readonly profile?: Profile | string;
  /**
   * What is scored as one: the connections of a source to a destination and port (`pair`, the default), to an `address`, to a `host`,
   * or with a client `fingerprint`. A group is a finding where its evidence is at least as strong as that of each of its pairs.
   */
  readonly key?: Key;
  /** Pairs, and groups, with fewer connections are left out; default 4. */
  readonly minCount?: number;
  /** Findings with a lower score are left out; default 0. */
  readonly minScore?: number;
  /** The best so many findings; default 0: all, those on which no scorer can speak included. */
  readonly top?: number;
  /** Destinations and hosts that are known and wanted: CIDR ranges, addresses, domains. */
  readonly allow?: readonly string[];
  /** TLS fingerprints that somebody holds to be of malware, from `parseIntel`. */
  readonly intel?: Intel;
  /** Who else is known to talk to whom, where the input holds a few pairs only; `knownPairs` of `beaconry/qradar` tells it of exported rows. */
  readonly known?: KnownPairs;
  /** Only the last so many hours before `end` are scored; default: everything up to it. */
  readonly hours?: number;
  /** The window's end: epoch milliseconds, or `"data"` (the default) for the newest record. */
  readonly end?: number | "data";
  /** CIDR ranges that are internal beside the usual ones, for the reference verdict. */
  readonly internal?: readonly string[];
  /** The rule of the reference verdict, where it differs from the default one. */
  readonly rule?: Partial<Rule>;
  /** The IANA zone of times in words; UTC unless given. */
  readonly timeZone?: string;
}

/** The options, complete and checked. */
export interface Settings {
  readonly scorers: readonly Scorer[];
  readonly profile: Profile;
  readonly key: Key;
  readonly minCount: number;
  readonly minScore: number;
  readonly top: number;
  readonly hours: number;
  /** Undefined without entries. */
  readonly allowed: AllowList | undefined;
  readonly intel: Intel | undefined;
  readonly known: KnownPairs | undefined;
  /** The rule of the verdicts, bound to the table; its window ends where that of the scores ends. */
  readonly query: Query;
}

/** Completes the options; throws a RuleError that lists everything wrong with them. */
export function settingsOf(table: ConnectionTable, options: ScoreOptions): Settings {
  const { scorers = defaultScorers, minCount = 4, minScore = 0, top = 0 } = options;
  const { hours = Number.POSITIVE_INFINITY, key = "pair", intel, known } = options;
  const issues = scorerIssues(scorers);
  const expect = (holds: boolean, name: keyof ScoreOptions, expected: string) => {
    if (!holds) issues.push(`${name}: expected ${expected}, got ${String(options[name])}`);
  };
  expect(KEYS.includes(key), "key", `one of ${KEYS.join(", ")}`);
  expect(Number.isInteger(minCount) && minCount >= 1, "minCount", "a whole number from 1");
  expect(minScore >= 0 && minScore <= 1, "minScore", "a number from 0 to 1");
  expect(Number.isInteger(top) && top >= 0, "top", "a whole number from 0");
  expect(hours > 0, "hours", "a number over 0");
  expect(
    intel === undefined || typeof intel.labelOf === "function",
    "intel",
    "what parseIntel gives",
  );
  const profile = attempt(issues, "profile: ", () => profileOf(options.profile));
  const allowed = attempt(issues, "allow: ", () => allowListOf(options.allow));
  const rule = attempt(issues, "rule: ", () => parseRule(options.rule ?? {}));
  const query = attempt(issues, "", () =>
    queryOf(table, { ...queryOptions(options), ...(rule && { rule }) }),
  );
  if (profile === undefined || query === undefined || issues.length > 0) {
    throw new RuleError("score", issues);
  }
  return { scorers, profile, key, minCount, minScore, top, hours, allowed, intel, known, query };
}

function scorerIssues(scorers: readonly Scorer[]): string[] {
  const ids = scorers.map(({ id }) => id);
  if (ids.length === 0) return ["scorers: none is given"];
  const twice = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
  return [...twice].map((id) => `scorers: more than one has the id ${JSON.stringify(id)}`);
}

/** What the work gives; undefined when it throws a RuleError, whose issues are noted after `before`. */
function attempt<T>(issues: string[], before: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    issues.push(...error.issues.map((issue) => before + issue));
    return undefined;
  }
}

function queryOptions({ end, internal, timeZone }: ScoreOptions): QueryOptions {
  return {
    ...(end !== undefined && { end }),
    ...(internal && { internal }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

function profileOf(profile: Profile | string = "default"): Profile {
  if (typeof profile !== "string") return parseProfile(profile);
  if (Object.hasOwn(profiles, profile)) return profiles[profile] as Profile;
  const names = Object.keys(profiles).join(", ");
  throw new RuleError("profile", [`no profile "${profile}"; there is ${names}`]);
}

function allowListOf(entries: readonly string[] = []): AllowList | undefined {
  try {
    return entries.length === 0 ? undefined : allowList(entries);
  } catch (error) {
    throw new RuleError("allow list", [(error as Error).message]);
  }
}
