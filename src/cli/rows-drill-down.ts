import type { Warning } from "../intake.js";
import type { ArielClient } from "../qradar/ariel/index.js";
import type { RescoreResult } from "../qradar/rescore/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import { type DrillDownFolder, drillDown } from "./drill-down.js";
import { fetchEvents } from "./fetch-events.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";

/** Writes the queries for the rows worth it, and fetches their events where a console is at hand; returns what to tell of it. */
export async function drillDownOfRows(
  { findings }: Pick<RescoreResult, "findings">,
  exports: readonly ResultExport[],
  { drillDown: folder, force = false, ...output }: DrillDownFolder & OutputOptions,
  client: ArielClient | undefined,
  io: Io,
): Promise<Warning[]> {
  if (folder === undefined) return [];
  const paddingMs = resolutionOf(exports) - 1;
  const { queries, warnings } = await drillDown(findings, folder, force, { paddingMs }, io);
  if (client === undefined) return warnings;
  return [...warnings, ...(await fetchEvents(client, folder, queries, output, io))];
}

/** For how many milliseconds a printed time may stand. */
function resolutionOf(exports: readonly ResultExport[]): number {
  let most = 1;
  for (const { rows } of exports) {
    for (const { firstMs, lastMs, firstSeen, lastSeen } of rows) {
      const known = firstMs !== null && lastMs !== null;
      if (!known) most = Math.max(most, firstSeen.resolution, lastSeen.resolution);
    }
  }
  return most;
}
