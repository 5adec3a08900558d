import type { Warning } from "../intake.js";
import type { ArielClient } from "../qradar/ariel/index.js";
import type { DrillDownQuery } from "../qradar/hand-over/drill-down.js";
import type { Io } from "./io.js";
import { folderFile } from "./output-folder.js";
import type { OutputOptions } from "./output-options.js";
import { qradarProgress } from "./qradar-progress.js";
import { writePieces } from "./report.js";

/** The folder of fetched events within that of the queries. */
export const EVENTS = "events";

/** Lets the console answer each query, and writes its events to a file of the query's name in the folder `events`. */
export async function fetchEvents(
  client: ArielClient,
  folder: string,
  queries: readonly DrillDownQuery[],
  { quiet }: OutputOptions,
  io: Io,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const progress = qradarProgress(io, quiet === true);
  const events = folderFile(folder, EVENTS);
  try {
    for (const { file, aql } of queries) {
      const path = folderFile(events, file.replace(/\.aql$/, ".json"));
      const pieces = client.text(aql, {
        onProgress: progress.report,
        onWarning: ({ code, message }) => warnings.push({ code, message: `${file}: ${message}` }),
        ...(io.signal && { signal: io.signal }),
      });
      await writePieces(pieces, path);
    }
    return warnings;
  } finally {
    progress.clear();
  }
}
