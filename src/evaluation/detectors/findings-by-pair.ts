import { pairCount } from "../../pairs.js";
import {
  DEFAULT_PROFILE,
  type Finding,
  type Profile,
  type ScoreOptions,
  score,
} from "../../scoring/index.js";
import { type ConnectionTable, destinationOf, portOf, sourceOf } from "../../table.js";

/** Findings by pair number; undefined for a pair without connections. */
export type FindingsByPair = readonly (Finding | undefined)[];

/** One table is put before many detectors in turn, most of which want the same. */
const known = new WeakMap<ConnectionTable, Map<Profile | string, FindingsByPair>>();

/** The findings of all scorers on all pairs of a table; computed once for each profile. */
export function findingsByPair(
  table: ConnectionTable,
  profile: Profile | string = DEFAULT_PROFILE,
): FindingsByPair {
  const ofTable = known.get(table) ?? new Map<Profile | string, FindingsByPair>();
  known.set(table, ofTable);
  const findings = ofTable.get(profile) ?? scoreAll(table, { profile });
  ofTable.set(profile, findings);
  return findings;
}

/** The one place that scores. */
export function scoreAll(
  table: ConnectionTable,
  options: Pick<ScoreOptions, "profile" | "scorers">,
): FindingsByPair {
  const { findings } = score(table, { ...options, top: 0, minCount: 1 });
  const byKey = new Map(
    findings.map((finding) => [keyOf(finding.source, finding.destination, finding.port), finding]),
  );
  return Array.from({ length: pairCount(table) }, (_, pair) =>
    byKey.get(keyOf(sourceOf(table, pair), destinationOf(table, pair), portOf(table, pair))),
  );
}

/**
 * A text that only this source, destination and port have.
 *
 * @example keyOf("10.0.0.1", "203.0.113.9", 443); // => "10.0.0.1 203.0.113.9 443"
 */
export function keyOf(source: string, destination: string, port: number): string {
  return `${source} ${destination} ${port}`;
}
