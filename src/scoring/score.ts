import type { Connection } from "../connection.js";
import type { InputSummary, Warning } from "../intake.js";
import { pairCount } from "../pairs.js";
import { diagnose } from "../reference/index.js";
import type { Context } from "../score.js";
import type { ConnectionTable } from "../table.js";
import { tableFrom } from "../table-from.js";
import { countsByChance } from "./combine.js";
import { type Finding, findingOf, type Scoring } from "./finding.js";
import { type Cluster, clustersOf } from "./fingerprints/index.js";
import { type ScoreOptions, type Settings, settingsOf } from "./options.js";
import { populationOf, withKnown } from "./population.js";
import { type Ranking, rank } from "./rank.js";
import { tableWithin } from "./table-within.js";

/** What `score` returns. */
export interface ScoreResult {
  /** The profile's name. */
  readonly profile: string;
  readonly input: InputSummary & {
    readonly pairs: number;
    /** First and last time of all connections in the window, epoch milliseconds; null without any. */
    readonly start: number | null;
    readonly end: number | null;
  };
  readonly warnings: readonly Warning[];
  /** Best first; equal scores by count, source, destination and port. */
  readonly findings: readonly Finding[];
  /** TLS clients of which more pairs look like beacons than chance explains, whatever findings are shown. */
  readonly clusters: readonly Cluster[];
}

/**
 * Scores every pair of a table (or of connections), or groups of them by another key, and ranks the findings. Throws a RuleError that lists everything wrong with
 * the options, a BeaconryError for a scorer that fails or gives what is no score.
 *
 * @example
 * const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
 * const connections = Array.from({ length: 100 }, (_, i) => ({ ...pair, time: i * 60000 }));
 * score(connections).findings[0].level; // => "high"
 *
 * @example
 * const server = (i) => `203.0.113.${(i * i) % 7}`;
 * const checkIn = (i) => ({ time: i * 60000, source: "10.0.0.1", destination: server(i), port: 443, host: "beacon.example" });
 * const connections = Array.from({ length: 100 }, (_, i) => checkIn(i));
 * score(connections, { key: "host" }).findings.map(({ count }) => count); // => [100]
 */
export function score(
  input: ConnectionTable | Iterable<Connection>,
  options: ScoreOptions = {},
): ScoreResult {
  const whole = Symbol.iterator in input ? tableFrom(input) : input;
  const settings = settingsOf(whole, options);
  const { scorers, profile, intel, known, query } = settings;
  const table = windowed(whole, settings);
  const window = windowOf(table);
  const own = populationOf(table, intel);
  const population = known === undefined ? own : withKnown(own, known);
  const context: Context = { ...window, population };
  const byChance = scorers.some(({ id }) => countsByChance(id, profile));
  const scoring: Scoring = { table, scorers, profile, byChance, context, intel, query };
  const ranking = rank(scoring, settings);
  const { start, end } = table.length === 0 ? { start: null, end: null } : window;
  return {
    profile: profile.name,
    input: { ...table.input, pairs: pairCount(table), start, end },
    warnings: [
      ...table.warnings,
      ...diagnose(table),
      ...emptyWindow(whole, table),
      ...leftOut(ranking),
    ],
    findings: ranking.ranked.map((subject, i) => findingOf(subject, i + 1)),
    clusters: table.optional.fingerprint ? clustersOf(table, ranking.judged()) : [],
  };
}

/** The part of the table that `hours` and `end` leave; all of it without them. */
function windowed(table: ConnectionTable, { hours, query }: Settings): ConnectionTable {
  const { end } = query.window;
  const start = end - Math.round(hours * 3_600_000);
  const { start: first, end: last } = windowOf(table);
  return first >= start && last < end + 1 ? table : tableWithin(table, start, end);
}

/** First and last time. */
function windowOf({ times }: ConnectionTable): { start: number; end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number;
    if (time < start) start = time;
    if (time > end) end = time;
  }
  return { start, end };
}

function emptyWindow(whole: ConnectionTable, table: ConnectionTable): Warning[] {
  if (table.length > 0 || whole.length === 0) return [];
  return [{ code: "empty-window", message: "no connection lies in the window" }];
}

function leftOut({ ranked, allowed, found }: Ranking): Warning[] {
  const warnings: Warning[] = [];
  if (allowed > 0) {
    const message = `${allowed} of ${allowed + found} findings left out by the allow list`;
    warnings.push({ code: "allowed", message });
  }
  if (ranked.length < found) {
    const message = `the best ${ranked.length} of ${found} findings; --top 0 shows all`;
    warnings.push({ code: "top", message });
  }
  return warnings;
}
