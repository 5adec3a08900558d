import { type ArielClient, minuteWindow, withWindow } from "../qradar/ariel/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import { readResultRows } from "../qradar/rows/read-result-rows.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import { qradarProgress } from "./qradar-progress.js";

const MINUTE = 60_000;

interface ConsoleOptions extends OutputOptions {
  readonly qradar?: string;
  readonly timeZone: string;
}

/** A console's answer. */
interface ConsoleExport {
  readonly exported: ResultExport;
  /** The same as a file would hold it. */
  readonly text: string;
}

/** Runs a query on a console over the whole minutes before `end`; its rows, as if they had been exported. */
export async function consoleExport(
  client: ArielClient,
  aql: string,
  { end, hours }: { readonly end: number; readonly hours: number },
  { quiet, qradar = "console", timeZone }: ConsoleOptions,
  io: Io,
): Promise<ConsoleExport> {
  const progress = qradarProgress(io, quiet === true);
  const window = minuteWindow(end - (end % MINUTE), hours);
  try {
    const { rows, warnings } = await client.search(withWindow(aql, window), {
      onProgress: progress.report,
      ...(io.signal && { signal: io.signal }),
    });
    const text = `${JSON.stringify({ events: rows }, null, 1)}\n`;
    const read = readResultRows(qradar, text, { timeZone });
    return { exported: { ...read, warnings: [...warnings, ...read.warnings] }, text };
  } finally {
    progress.clear();
  }
}
