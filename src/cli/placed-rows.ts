import type { Warning } from "../intake.js";
import type { RescoredFinding } from "../qradar/rescore/index.js";
import type { ResultExport, ResultRow } from "../qradar/result-row.js";
import { rowWindow } from "./row-window.js";

/** The findings with the times in which their events lie, and those of which the times cannot be right. */
export function placedRows(
  findings: readonly RescoredFinding[],
  exports: readonly ResultExport[],
  told: readonly Warning[],
): { readonly placed: RescoredFinding[]; readonly contradicted: RescoredFinding[] } {
  const rows = new Map<string, { readonly row: ResultRow; readonly isDoubtful: boolean }>(
    exports.flatMap((exported) => {
      const { file } = exported;
      // Half of the times that such a clock printed fit their durations, and are as wrong.
      const isDoubtful = told.some(
        (warning) => warning.code === "twelve-hour-clock" && warning.file === file,
      );
      return exported.rows.map((row) => [`${row.row} ${file}`, { row, isDoubtful }] as const);
    }),
  );
  const placed: RescoredFinding[] = [];
  const contradicted: RescoredFinding[] = [];
  for (const finding of findings) {
    // Times of events are what they are.
    if (finding.row === null || finding.intervalHistogram.length > 0) {
      placed.push(finding);
      continue;
    }
    const found = rows.get(`${finding.row} ${finding.file}`);
    const window = found && rowWindow(found.row, found.isDoubtful);
    if (window === undefined) contradicted.push(finding);
    else placed.push({ ...finding, ...window });
  }
  return { placed, contradicted };
}
