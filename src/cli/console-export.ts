import { type ArielClient, minuteWindow, withWindow } from "../qradar/ariel/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import { readResultRows } from "../qradar/rows/read-result-rows.js";
import { type Rule, toAql } from "../reference/index.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import { qradarProgress } from "./qradar-progress.js";

const MINUTE = 60_000;

/** Runs the rule on a console over the whole minutes before `end`; its rows, as if they had been exported. */
export async function consoleExport(
  client: ArielClient,
  { rule, end, timeZone }: { readonly rule: Rule; readonly end: number; readonly timeZone: string },
  { quiet, qradar = "console" }: OutputOptions & { readonly qradar?: string },
  io: Io,
): Promise<ResultExport> {
  const progress = qradarProgress(io, quiet === true);
  const window = minuteWindow(end - (end % MINUTE), rule.hours);
  try {
    const { rows, warnings } = await client.search(withWindow(toAql(rule), window), {
      onProgress: progress.report,
      ...(io.signal && { signal: io.signal }),
    });
    const read = readResultRows(qradar, JSON.stringify({ events: rows }), { timeZone });
    return { ...read, warnings: [...warnings, ...read.warnings] };
  } finally {
    progress.clear();
  }
}
