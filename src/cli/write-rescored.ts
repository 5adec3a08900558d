import { placedRows } from "../qradar/hand-over/placed-rows.js";
import { LEAST_SCORE } from "../qradar/hand-over/worth-it.js";
import type { RescoreResult } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import { renderRescored } from "../render/rescored.js";
import { type HandOverOptions, writeHandOver } from "./hand-over.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import { outputFormat, tellWarnings, writeResult } from "./report.js";
import { VERSION } from "./version.js";

interface RescoredOutput extends OutputOptions, HandOverOptions {
  readonly timeZone: string;
}

/** So many complaints about rows are told on stderr; JSON has all of them. */
const TOLD = 20;

/** Writes findings with rows, or what of them is handed over, and tells the warnings. */
export async function writeRescored(
  result: RescoreResult,
  exports: readonly ResultExport[],
  options: RescoredOutput,
  minScore: number | undefined,
  io: Io,
): Promise<void> {
  const { timeZone, handOver } = options;
  const told = { ...result, warnings: shortened(result.warnings) };
  if (handOver !== undefined) {
    const handed =
      handOver === "note" || handOver === "leef" ? timed(told, exports, minScore) : told;
    return await writeHandOver(handed, { ...options, handOver }, minScore, io);
  }
  const view = { version: VERSION, timeZone };
  const format = outputFormat(options, io);
  await writeResult(renderRescored(result, format, view), options, io);
  // The table says it itself.
  const beside = told.warnings.filter(({ code }) => code !== "top" || format !== "table");
  tellWarnings(beside, options, io);
}

/** Notes and events tell times: those of rows that cannot be right are left out. */
function timed(
  result: RescoreResult,
  exports: readonly ResultExport[],
  minScore = LEAST_SCORE,
): RescoreResult {
  const { placed, contradicted } = placedRows(result.findings, exports, result.warnings);
  const lost = contradicted.filter(({ score }) => score >= minScore).length;
  if (lost === 0) return { ...result, findings: placed };
  const message = `${lost} ${lost === 1 ? "row is" : "rows are"} not handed over: printed times do not fit durations; --time-format or --time-zone may mend it`;
  const warnings = [...result.warnings, { code: "hand-over-refused", message }];
  return { ...result, findings: placed, warnings };
}

function shortened(warnings: RescoreResult["warnings"]): RescoreResult["warnings"] {
  const aboutRows = warnings.filter(({ row }) => row !== undefined);
  if (aboutRows.length <= TOLD) return warnings;
  const told = new Set(aboutRows.slice(0, TOLD));
  const message = `${aboutRows.length - TOLD} more complaints about rows; --format json has all`;
  return [
    ...warnings.filter((warning) => warning.row === undefined || told.has(warning)),
    { code: "row-mismatch", message },
  ];
}
