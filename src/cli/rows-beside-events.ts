import { best, mergeScored, type RescoreResult, rescore } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import type { ScoreResult } from "../scoring/index.js";
import type { Problems } from "./problems.js";
import type { RowOptions } from "./row-options.js";

interface RowsOptions extends RowOptions {
  readonly rows?: string;
}

/** Notes options that need rows. */
export function checkRows(
  { rows, timeFormat, grouping, rowColumns }: RowsOptions,
  problems: Problems,
): void {
  if (rows !== undefined) return;
  if (timeFormat !== undefined) problems.add("--time-format goes with --rows only");
  if (grouping !== undefined) problems.add("--grouping goes with --rows only");
  if (rowColumns !== undefined) problems.add("--row-columns goes with --rows only");
}

/** Rows and findings on their events in one order, the best of them. */
export function mergedWithRows(
  exports: readonly ResultExport[],
  scored: ScoreResult,
  options: {
    readonly timeZone: string;
    readonly allowed?: readonly string[];
    readonly top: number;
    readonly minScore: number;
  },
): RescoreResult {
  const { timeZone, allowed: allow = [] } = options;
  const merged = mergeScored(rescore(exports, { timeZone, allow }), scored);
  const { findings, warnings } = best(merged.findings, options);
  return { ...merged, findings, warnings: [...merged.warnings, ...warnings] };
}
