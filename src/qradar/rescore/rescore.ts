import { pairKey } from "../../pairs.js";
import { reasonOf } from "../../reference/confidence.js";
import type { Rule } from "../../reference/index.js";
import type { ResultExport } from "../result-row.js";
import { allowedWarning, isAllowedRow, withoutAllowed } from "./allowed.js";
import { arithmeticUsed } from "./arithmetic-used.js";
import { sumOf } from "./books.js";
import { collapsedWarning, isCollapsed } from "./collapsed-row.js";
import { familyOf } from "./family-of.js";
import { findingsWithoutRow, mergeScored } from "./merge-scored.js";
import { best, compareRescored } from "./ranked.js";
import type { RescoreResult } from "./rescored.js";
import { type ScoredRow, scoredRow } from "./row-finding.js";
import { type RowPopulation, rowPopulation } from "./row-population.js";
import { type PlacedRow, rowsByPair } from "./rows-by-pair.js";
import {
  exportsOf,
  type RescoreOptions,
  type RescoreSettings,
  rescoreSettings,
} from "./settings.js";
import { windowsOf } from "./windows.js";

/**
 * Ranks the rows of exported answers anew by what their aggregates tell, one finding a pair, of its latest row. No score comes to
 * 0.7: first, last and count do not show how evenly requests come. `needs` names what would. With `scored`, findings on events, it is one
 * report of both: a row whose pair has such a finding becomes it, findings without a row are added, and only then `top` and `minScore`
 * leave some out. `allow` leaves out rows without such a finding by destination and host, findings by their destinations alone. Throws a
 * RuleError that lists everything wrong with the options.
 *
 * @example
 * const { findings, input } = rescore(exported);
 * findings.map(({ row, level }) => [row, level]); // => [[1, "medium"]]
 * input.records; // => 1
 *
 * @example
 * const { findings, input } = rescore(exported, { scored, top: 1 });
 * findings.map(({ row, level, needs }) => [row, level, needs]); // => [[1, "high", []]]
 * input.records; // => 201
 */
export function rescore(
  exports: ResultExport | readonly ResultExport[],
  options: RescoreOptions = {},
): RescoreResult {
  const all = exportsOf(exports);
  const settings = rescoreSettings(all, options);
  const used = arithmeticUsed(all, settings.rule, settings.arithmetic);
  const mode = used.arithmetic.mode;
  const rule = mode === "undecidable" ? settings.rule : { ...settings.rule, arithmetic: mode };
  const windows = windowsOf(all, mode);
  const pairs = rowsByPair(all, mode);
  const scored = settings.scored && withoutAllowed(settings.scored, settings.allowed);
  const { found, allowed } = findingsOf(pairs, rule, { ...settings, scored }, windows.counted);
  const input = sumOf(all.map((exported) => exported.input));
  const added = settings.scored ? findingsWithoutRow(settings.scored, pairs) : 0;
  const addedLeft = scored ? findingsWithoutRow(scored, pairs) : 0;
  const rescored = {
    profile: "aggregates",
    input: { ...input, pairs: pairs.size, ...range(pairs) },
    rows: input,
    arithmetic: used.arithmetic,
    warnings: [
      ...used.warnings,
      ...windows.warnings,
      ...collapsedWarning(pairs.values()),
      ...allowedWarning(allowed + added - addedLeft, pairs.size + added),
    ],
    clusters: [],
  };
  found.sort(compareRescored);
  if (scored === undefined) {
    // Only what is shown is put into words.
    const { findings, warnings } = best(found, settings);
    return {
      ...rescored,
      warnings: [...rescored.warnings, ...warnings],
      findings: findings.map(({ finding }, i) => finding(i + 1)),
    };
  }
  const findings = found.map(({ finding }, i) => finding(i + 1));
  const merged = mergeScored({ ...rescored, findings }, scored, settings.families);
  const shown = best(merged.findings, settings);
  return {
    ...merged,
    findings: shown.findings,
    warnings: [...merged.warnings, ...shown.warnings],
  };
}

function findingsOf(
  pairs: ReadonlyMap<string, PlacedRow[]>,
  rule: Rule,
  { allowed, families, timeZone, scored }: RescoreSettings,
  counted: ReadonlySet<ResultExport>,
): { found: ScoredRow[]; allowed: number } {
  const population: RowPopulation = rowPopulation(pairs.values());
  const lookUp = familyOf(families);
  // Their rows stay, or the findings would seem to have none.
  const kept = new Set(scored?.findings.map(pairKey));
  const found: ScoredRow[] = [];
  for (const [key, rows] of pairs) {
    const { row, facts } = rows.at(-1) as PlacedRow;
    if (isAllowedRow(row, allowed) && !kept.has(key)) continue;
    const reason = reasonOf(rule, facts.spanMs, row.count);
    const family = isCollapsed(row) ? undefined : lookUp(row, facts, population);
    const days = daysOf(rows, counted);
    found.push(scoredRow({ row, facts, rule, reason, population, family, days, timeZone }, rows));
  }
  return { found, allowed: pairs.size - found.length };
}

/** One mean for each export that counts; of several rows there the latest. A pair that only exports which do not count have was there once. */
function daysOf(rows: readonly PlacedRow[], counted: ReadonlySet<ResultExport>) {
  const means = new Map<ResultExport, number | null>();
  for (const { from, facts } of rows) if (counted.has(from)) means.set(from, facts.mean);
  const known = [...means.values()].filter((mean) => mean !== null && mean > 0) as number[];
  return { seen: Math.max(1, means.size), of: counted.size, means: known };
}

function range(pairs: ReadonlyMap<string, readonly PlacedRow[]>) {
  if (pairs.size === 0) return { start: null, end: null };
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const rows of pairs.values()) {
    for (const { facts } of rows) {
      start = Math.min(start, facts.first);
      end = Math.max(end, facts.last);
    }
  }
  return { start, end };
}
