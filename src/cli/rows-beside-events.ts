import type { Command } from "commander";
import type { Warning } from "../intake.js";
import { pairCount, pairKey, pairKeyAt } from "../pairs.js";
import { type RescoreResult, rescore } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import type { ScoreResult } from "../scoring/index.js";
import type { ConnectionTable } from "../table.js";
import { endpoint } from "../text/endpoint.js";
import type { Problems } from "./problems.js";
import type { RowOptions } from "./row-options.js";
import { type RowRuleOptions, withRowRuleOptions } from "./row-rule.js";

/** The options of rows beside events. */
export interface RowsOptions extends RowOptions, RowRuleOptions {
  readonly rows?: string;
}

const NEED_ROWS = {
  timeFormat: "--time-format",
  grouping: "--grouping",
  rowColumns: "--row-columns",
  rule: "--rule",
  variant: "--variant",
  families: "--families",
} as const;

/** Adds the options that say what the rows are. */
export function withRowsOptions(command: Command, problems: Problems): Command {
  command.option(
    "--rows <path>",
    "exported rows of the QRadar query: the inputs are their events, and every row is in the report",
  );
  return withRowRuleOptions(command, problems, "with --rows: ");
}

/** Notes options that need rows. */
export function checkRows(options: RowsOptions, problems: Problems): void {
  if (options.rows !== undefined) return;
  for (const [name, flag] of Object.entries(NEED_ROWS)) {
    if (options[name as keyof typeof NEED_ROWS] !== undefined) {
      problems.add(`${flag} goes with --rows only`);
    }
  }
}

/** Rows and the findings on their events in one report, the best of them. */
export function rowsWithEvents(
  exports: readonly ResultExport[],
  scored: ScoreResult,
  table: ConnectionTable,
  options: Parameters<typeof rescore>[1],
): RescoreResult {
  const result = rescore(exports, { ...options, scored });
  return { ...result, warnings: [...result.warnings, ...fewEvents(result, table)] };
}

/** Rows of which events were read, but too few for a finding. */
function fewEvents({ findings }: RescoreResult, table: ConnectionTable): Warning[] {
  const counts = new Map<string, number>();
  for (let pair = 0; pair < pairCount(table); pair++) {
    counts.set(
      pairKeyAt(table, pair),
      (table.offsets[pair + 1] as number) - (table.offsets[pair] as number),
    );
  }
  return findings.flatMap(({ source, destination, port, row, count, intervalHistogram, needs }) => {
    const events = counts.get(pairKey({ source, destination, port })) ?? 0;
    // A row without needs is part of a group of other pairs' connections.
    if (row === null || events === 0 || intervalHistogram.length > 0 || needs.length === 0)
      return [];
    const message = `${source} to ${endpoint(destination, port)}: the row counts ${count} requests, the events are ${events}, too few to score`;
    return [{ code: "events-differ", message, row, column: "RequestCount" }];
  });
}
