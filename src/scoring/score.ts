import type { Connection } from "../connection.js";
import { RuleError } from "../errors.js";
import type { InputSummary, Warning } from "../intake.js";
import { type AllowList, allowList } from "../network/allow-list.js";
import { pairCount } from "../pairs.js";
import { diagnose, queryOf, type Rule } from "../reference/index.js";
import type { Context, Scorer } from "../score.js";
import { defaultScorers } from "../scorers/index.js";
import type { ConnectionTable } from "../table.js";
import { tableFrom } from "../table-from.js";
import { type Finding, findingOf, type Scoring } from "./finding.js";
import { type Profile, parseProfile, profiles } from "./profile.js";
import { rank } from "./rank.js";

/** Options of `score`. */
export interface ScoreOptions {
  /** Default: `defaultScorers`. */
  readonly scorers?: readonly Scorer[];
  /** A profile, or the name of one of `profiles`. */
  readonly profile?: Profile | string;
  /** Pairs with fewer connections are left out; default 4. */
  readonly minCount?: number;
  /** Findings with a lower score are left out; default 0. */
  readonly minScore?: number;
  /** The best so many findings; default 0: all, those on which no scorer can speak included. */
  readonly top?: number;
  /** Destinations and hosts that are known and wanted: CIDR ranges, addresses, domains. */
  readonly allow?: readonly string[];
  /** CIDR ranges that are internal beside the usual ones, for the reference verdict. */
  readonly internal?: readonly string[];
  /** The rule of the reference verdict, where it differs from the default one. */
  readonly rule?: Partial<Rule>;
}

/** What `score` returns. */
export interface ScoreResult {
  /** The profile's name. */
  readonly profile: string;
  readonly input: InputSummary & {
    readonly pairs: number;
    /** First and last time of all connections, epoch milliseconds; null without any. */
    readonly start: number | null;
    readonly end: number | null;
  };
  readonly warnings: readonly Warning[];
  /** Best first; equal scores by count, source, destination and port. */
  readonly findings: readonly Finding[];
}

/**
 * Scores every pair of a table (or of connections) and ranks the findings. Throws a RuleError for options that make no sense.
 *
 * @example
 * const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
 * const connections = Array.from({ length: 100 }, (_, i) => ({ ...pair, time: i * 60000 }));
 * score(connections).findings[0].level; // => "high"
 */
export function score(
  input: ConnectionTable | Iterable<Connection>,
  options: ScoreOptions = {},
): ScoreResult {
  const table = Symbol.iterator in input ? tableFrom(input) : input;
  const { top = 0, minScore = 0, minCount = 4 } = options;
  const profile = profileOf(options.profile);
  const scoring: Scoring = {
    table,
    profile,
    context: windowOf(table),
    scorers: options.scorers ?? defaultScorers,
    query: queryOf(table, {
      ...(options.rule && { rule: options.rule }),
      ...(options.internal && { internal: options.internal }),
    }),
  };
  const allowed = allowListOf(options.allow);
  const { ranked, skipped } = rank(scoring, { minCount, minScore, top, allowed });
  return {
    profile: profile.name,
    input: { ...table.input, pairs: pairCount(table), ...bounds(table, scoring.context) },
    warnings: [...table.warnings, ...diagnose(table), ...allowedWarning(skipped)],
    findings: ranked.map((pair, i) => findingOf(scoring, pair, i + 1)),
  };
}

function profileOf(profile: Profile | string = "default"): Profile {
  if (typeof profile !== "string") return parseProfile(profile);
  const known = profiles[profile];
  if (known !== undefined) return known;
  const names = Object.keys(profiles).join(", ");
  throw new RuleError("profile", [`no profile "${profile}"; there is ${names}`]);
}

function allowListOf(entries: readonly string[] | undefined): AllowList | undefined {
  if (entries === undefined || entries.length === 0) return undefined;
  try {
    return allowList(entries);
  } catch (error) {
    throw new RuleError("allow list", [(error as Error).message]);
  }
}

function windowOf({ times }: ConnectionTable): Context {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number;
    if (time < start) start = time;
    if (time > end) end = time;
  }
  return { start, end };
}

function bounds(
  table: ConnectionTable,
  { start, end }: Context,
): Pick<ScoreResult["input"], "start" | "end"> {
  return table.length === 0 ? { start: null, end: null } : { start, end };
}

function allowedWarning(skipped: number): Warning[] {
  if (skipped === 0) return [];
  return [{ code: "allowed", message: `${skipped} findings left out by the allow list` }];
}
