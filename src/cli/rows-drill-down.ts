import { writeFile } from "node:fs/promises";
import { InputError } from "../errors.js";
import type { Warning } from "../intake.js";
import type { ArielClient } from "../qradar/ariel/index.js";
import { drillDownQueries } from "../qradar/hand-over/drill-down.js";
import { placedRows } from "../qradar/hand-over/placed-rows.js";
import type { RescoredFinding, RescoreResult } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import type { Rule } from "../reference/index.js";
import { type DrillDownFolder, drillDown } from "./drill-down.js";
import { fetchEvents } from "./fetch-events.js";
import type { Io } from "./io.js";
import { reasonOf } from "./named-file.js";
import { folderFile } from "./output-folder.js";
import type { OutputOptions } from "./output-options.js";

/** Where the findings come from. */
interface RowSource {
  readonly exports: readonly ResultExport[];
  /** Names the properties of bytes. */
  readonly rule: Rule;
  /** The rows as a file holds them, when a console was asked for them. */
  readonly bytes?: Uint8Array;
}

/** How many queries there may be, and where they go. */
interface RowDrillDown extends DrillDownFolder, OutputOptions {
  /** At most so many queries; 0: all. */
  readonly most: number;
}

/**
 * Writes the queries for the rows worth it, beside them the rows that a console was asked for, and fetches their events where a console
 * is at hand; returns what to tell of it.
 */
export async function drillDownOfRows(
  { findings, warnings: told }: Pick<RescoreResult, "findings" | "warnings">,
  { exports, rule, bytes }: RowSource,
  { drillDown: folder, force = false, most, quiet = false }: RowDrillDown,
  client: ArielClient | undefined,
  io: Io,
): Promise<Warning[]> {
  if (folder === undefined) return [];
  const { placed, contradicted } = placedRows(findings, exports, told);
  const { bytesOutProperty, bytesInProperty } = rule;
  const options = { bytesOutProperty, bytesInProperty, top: most };
  const written = await drillDown(placed, folder, force, options, io);
  const rows = folderFile(folder, "rows.json");
  if (bytes !== undefined) await writeBytes(rows, bytes);
  const warnings = [...written.warnings, ...refused(contradicted)];
  if (client === undefined) return warnings;
  // Asked again for rows, the console may give others, of a window that ends later.
  const again =
    bytes === undefined
      ? "the same command with --force"
      : `the same command with ${rows} and --force, without --hours and --end,`;
  const to = { folder, again, quiet };
  return [...warnings, ...(await fetchEvents(client, written, to, io))];
}

async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw new InputError(path, `cannot be written (${reasonOf(error)})`);
  }
}

function refused(contradicted: readonly RescoredFinding[]): Warning[] {
  const { queries } = drillDownQueries(contradicted);
  if (queries.length === 0) return [];
  const rows = queries.length === 1 ? "1 row has" : `${queries.length} rows have`;
  const why = "the export's times do not fit its durations, and a query would be of the wrong time";
  const todo =
    'say --time-zone if clocks were changed between them, --time-format "yyyy-MM-dd hh:mm:ss" if a clock of twelve hours printed them';
  return [{ code: "drill-down-refused", message: `${rows} no drill-down: ${why}; ${todo}` }];
}
