import { pairCount, pairKey, pairKeyAt } from "../../pairs.js";
import {
  DEFAULT_PROFILE,
  type Finding,
  type Profile,
  type ScoreOptions,
  score,
} from "../../scoring/index.js";
import type { ConnectionTable } from "../../table.js";

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
  const byKey = new Map(findings.map((finding) => [pairKey(finding), finding]));
  return Array.from({ length: pairCount(table) }, (_, pair) => byKey.get(pairKeyAt(table, pair)));
}
