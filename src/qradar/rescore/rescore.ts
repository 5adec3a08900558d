import type { InputSummary, Warning } from "../../intake.js";
import { reasonOf } from "../../reference/confidence.js";
import type { Rule } from "../../reference/index.js";
import type { ResultExport } from "../result-row.js";
import { arithmeticUsed } from "./arithmetic-used.js";
import { collapsedWarning, isCollapsed } from "./collapsed-row.js";
import { familyOf } from "./family-of.js";
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
 * 0.7: first, last and count do not show how evenly requests come. `needs` names what would. Throws a RuleError that lists
 * everything wrong with the options.
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
  const windows = windowsOf(all);
  const pairs = rowsByPair(all, mode);
  const { found, allowed } = findingsOf(pairs, rule, settings, windows.counted);
  const shown = best(found.sort(compareRescored), settings);
  return {
    profile: "aggregates",
    input: { ...summed(all), pairs: pairs.size, ...range(pairs) },
    arithmetic: used.arithmetic,
    warnings: [
      ...used.warnings,
      ...windows.warnings,
      ...collapsedWarning(pairs.values()),
      ...allowedWarning(allowed, pairs.size),
      ...shown.warnings,
    ],
    findings: shown.findings.map(({ finding }, i) => finding(i + 1)),
    clusters: [],
  };
}

function findingsOf(
  pairs: ReadonlyMap<string, PlacedRow[]>,
  rule: Rule,
  { allowed, families, timeZone }: RescoreSettings,
  counted: ReadonlySet<ResultExport>,
): { found: ScoredRow[]; allowed: number } {
  const population: RowPopulation = rowPopulation(pairs.values());
  const lookUp = familyOf(families);
  const found: ScoredRow[] = [];
  for (const rows of pairs.values()) {
    const { row, facts } = rows.at(-1) as PlacedRow;
    const { host, destination } = row;
    if (allowed.has(destination) || (host !== null && allowed.has(host))) continue;
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

function summed(all: readonly ResultExport[]): InputSummary {
  let [files, records, accepted, rejected, ignored] = [0, 0, 0, 0, 0];
  for (const { input } of all) {
    files += input.files;
    records += input.records;
    accepted += input.accepted;
    rejected += input.rejected;
    ignored += input.ignored;
  }
  return { files, records, accepted, rejected, ignored };
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

function allowedWarning(allowed: number, all: number): Warning[] {
  if (allowed === 0) return [];
  return [{ code: "allowed", message: `${allowed} of ${all} findings left out by the allow list` }];
}
