import type { Warning } from "../intake.js";
import type { ArielClient } from "../qradar/ariel/index.js";
import { drillDownQueries } from "../qradar/hand-over/drill-down.js";
import type { RescoredFinding, RescoreResult } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import type { Rule } from "../reference/index.js";
import { type DrillDownFolder, drillDown } from "./drill-down.js";
import { fetchEvents } from "./fetch-events.js";
import type { Io } from "./io.js";
import { folderFile } from "./output-folder.js";
import type { OutputOptions } from "./output-options.js";
import { placedRows } from "../qradar/hand-over/placed-rows.js";
import { writeResult } from "./report.js";

/** Where the findings come from. */
interface RowSource {
  readonly exports: readonly ResultExport[];
  /** Names the properties of bytes. */
  readonly rule: Rule;
  /** The rows as a file holds them, when a console was asked for them. */
  readonly text?: string;
}

/**
 * Writes the queries for the rows worth it, beside them the rows that a console was asked for, and fetches their events where a console
 * is at hand; returns what to tell of it.
 */
export async function drillDownOfRows(
  { findings, warnings: told }: Pick<RescoreResult, "findings" | "warnings">,
  { exports, rule, text }: RowSource,
  { drillDown: folder, force = false, ...output }: DrillDownFolder & OutputOptions,
  client: ArielClient | undefined,
  io: Io,
): Promise<Warning[]> {
  if (folder === undefined) return [];
  const { placed, contradicted } = placedRows(findings, exports, told);
  const { bytesOutProperty, bytesInProperty } = rule;
  const properties = { bytesOutProperty, bytesInProperty };
  const written = await drillDown(placed, folder, force, properties, io);
  if (text !== undefined) {
    await writeResult([text], { output: folderFile(folder, "rows.json") }, io);
  }
  const warnings = [...written.warnings, ...refused(contradicted)];
  if (client === undefined) return warnings;
  return [...warnings, ...(await fetchEvents(client, folder, written, output, io))];
}

function refused(contradicted: readonly RescoredFinding[]): Warning[] {
  const { queries } = drillDownQueries(contradicted);
  if (queries.length === 0) return [];
  const rows = queries.length === 1 ? "1 row has" : `${queries.length} rows have`;
  const why = "the export's times do not fit its durations, and a query would be of the wrong time";
  const todo = 'if a clock of twelve hours printed them, say --time-format "yyyy-MM-dd hh:mm:ss"';
  return [{ code: "drill-down-refused", message: `${rows} no drill-down: ${why}; ${todo}` }];
}
