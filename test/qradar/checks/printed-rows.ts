import { checkExport } from "../../../src/qradar/checks/index.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { type Arithmetic, DEFAULT_RULE, type ReferenceRow } from "../../../src/reference/index.js";
import { type ExportForm, writeExport } from "../../support/qradar-exports.js";

/** The rows as an export holds them, read back. */
export function printed(
  rows: readonly ReferenceRow[],
  form: ExportForm = "bare",
  timeZone = "UTC",
): ResultExport {
  const grouping = form === "grouped-csv" ? { grouping: "," } : {};
  return readResultRows("rows", writeExport(rows, form), { timeZone, ...grouping });
}

/** Rows whose durations and averages a tool printed to so many decimals. */
export function rounded(
  rows: readonly ReferenceRow[],
  duration: number,
  average: number,
): ReferenceRow[] {
  return rows.map((row) => ({
    ...row,
    DurationSeconds: Number(row.DurationSeconds.toFixed(duration)),
    AvgIntervalSeconds: Number(row.AvgIntervalSeconds.toFixed(average)),
  }));
}

/** Every tenth row changed. */
export function damaged(
  rows: readonly ReferenceRow[],
  change: (row: ReferenceRow) => Partial<ReferenceRow>,
): ReferenceRow[] {
  return rows.map((row, i) => (i % 10 === 3 ? { ...row, ...change(row) } : row));
}

/** The rows as an export without some columns, which is where a query has fewer of them, holds them. */
export function without(rows: readonly object[], ...columns: readonly string[]): ResultExport {
  const kept = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))),
  );
  return readResultRows("rows", JSON.stringify(kept));
}

/** What `checkExport` says against cells: row and column of each, `row: column`. */
export function mismatches(
  exported: ResultExport,
  arithmetic: Arithmetic | "undecidable",
): string[] {
  return checkExport(exported, { rule: DEFAULT_RULE, arithmetic }).flatMap(
    ({ code, row, column }) => (code === "row-mismatch" ? [`${row}: ${column}`] : []),
  );
}
