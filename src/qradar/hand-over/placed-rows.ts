import type { Warning } from "../../intake.js";
import { pairKey } from "../../pairs.js";
import type { RescoredFinding } from "../rescore/index.js";
import type { ResultExport } from "../result-row.js";
import { rowWindow } from "./row-window.js";

/** What is warned of an export whose printed times are not to be believed, in any of its rows. */
const UNBELIEVED: ReadonlySet<string> = new Set([
  "twelve-hour-clock",
  "clock-change",
  "wrong-zone",
]);

/** Findings by whether it is known when their events were. */
export interface PlacedRows {
  /** With times that are sure to have all of the events between them. */
  readonly placed: RescoredFinding[];
  /** Rows whose printed times cannot be right, by their durations or those of others: a query of them would miss the events. */
  readonly contradicted: RescoredFinding[];
}

/**
 * The findings of `rescore` with the times in which their events lie, and those of which the times cannot be right: what goes between
 * `rescore` and `drillDownQueries`, notes or events. A finding's own times are one choice where a printed time may mean several instants
 * (the hour that clocks show twice, a clock of twelve hours); here they become as wide as all that fit the row's duration. Findings on
 * events keep their times. `exports` and `warnings` are those that went into `rescore` and came out of it.
 *
 * @example
 * const { findings, warnings } = rescore(exported);
 * const { placed, contradicted } = placedRows(findings, [exported], warnings);
 * drillDownQueries(placed).queries.length; // => 1
 * contradicted.length; // => 0
 */
export function placedRows(
  findings: readonly RescoredFinding[],
  exports: readonly ResultExport[],
  warnings: readonly Warning[],
): PlacedRows {
  // Many of their times fit their durations, and are as wrong: of rows with both ends in the wrong half of a day, or after a change.
  const unbelieved = new Set(
    warnings.flatMap(({ code, file }) => (UNBELIEVED.has(code) ? [file] : [])),
  );
  const rows = new Map(
    exports.flatMap((from) =>
      from.rows.map((row) => [keyOf(from.file, row), { row, from }] as const),
    ),
  );
  const placed: RescoredFinding[] = [];
  const contradicted: RescoredFinding[] = [];
  for (const finding of findings) {
    // Times of events are what they are.
    if (finding.row === null || finding.intervalHistogram.length > 0) {
      placed.push(finding);
      continue;
    }
    const found = rows.get(keyOf(finding.file, finding));
    const window = found && rowWindow(found.row, found.from, unbelieved.has(found.from.file));
    if (window === undefined) contradicted.push(finding);
    else placed.push({ ...finding, ...window });
  }
  return { placed, contradicted };
}

/** With its pair: two exports may have one name. */
function keyOf(
  file: string | null,
  row: Parameters<typeof pairKey>[0] & { readonly row: number | null },
): string {
  return `${row.row} ${pairKey(row)} ${file}`;
}
