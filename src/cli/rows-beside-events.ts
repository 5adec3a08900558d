import type { Command } from "commander";
import type { Warning } from "../intake.js";
import { pairCount } from "../pairs.js";
import { type Family, type RescoreResult, rescore } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import { RULE_VARIANTS, type Rule } from "../reference/index.js";
import type { ScoreResult } from "../scoring/index.js";
import { type ConnectionTable, destinationOf, portOf, sourceOf } from "../table.js";
import { choiceOption } from "./checked-option.js";
import { familiesFile } from "./named-lists.js";
import type { Problems } from "./problems.js";
import type { RowOptions } from "./row-options.js";
import { ruleFrom } from "./rule-options.js";

/** The options of rows beside events. */
export interface RowsOptions extends RowOptions {
  readonly rows?: string;
  readonly rule?: string;
  readonly variant?: keyof typeof RULE_VARIANTS;
  readonly families?: string;
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
  return command
    .option(
      "--rows <path>",
      "exported rows of the QRadar query: the inputs are their events, and every row is in the report",
    )
    .option("--rule <file>", "with --rows: the rule behind them as JSON (default: told from them)")
    .addOption(
      choiceOption(
        problems,
        "--variant <name>",
        "with --rows: the rule of a sibling query",
        Object.keys(RULE_VARIANTS),
      ),
    )
    .option("--families <file>", "with --rows: patterns of usual false alarms, as of rescore");
}

/** The rule and the families that the options name. Notes options that need rows. */
export async function rowsRule(
  options: RowsOptions,
  problems: Problems,
): Promise<{ readonly rule?: Rule; readonly families?: readonly Family[] }> {
  const { rows, rule: file, variant } = options;
  if (rows === undefined) {
    for (const [name, flag] of Object.entries(NEED_ROWS)) {
      if (options[name as keyof typeof NEED_ROWS] !== undefined) {
        problems.add(`${flag} goes with --rows only`);
      }
    }
    return {};
  }
  const given = file !== undefined || variant !== undefined;
  const named = { ...(file && { rule: file }), ...(variant && { variant }) };
  const rule = await problems.attempt("--rule", () => (given ? ruleFrom(named) : undefined));
  const families = await problems.attempt("--families", () => familiesFile(options.families));
  return { ...(rule && { rule }), ...(families && { families }) };
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
    const key = `${sourceOf(table, pair)} ${destinationOf(table, pair)} ${portOf(table, pair)}`;
    counts.set(key, (table.offsets[pair + 1] as number) - (table.offsets[pair] as number));
  }
  return findings.flatMap(({ source, destination, port, row, count, intervalHistogram, needs }) => {
    const events = counts.get(`${source} ${destination} ${port}`) ?? 0;
    // A row without needs is part of a group of other pairs' connections.
    if (row === null || events === 0 || intervalHistogram.length > 0 || needs.length === 0)
      return [];
    const message = `${source} to ${destination}:${port}: the row counts ${count} requests, the events are ${events}, too few to score`;
    return [{ code: "events-differ", message, row, column: "RequestCount" }];
  });
}
