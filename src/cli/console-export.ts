import type { Warning } from "../intake.js";
import { type ArielClient, minuteWindow, withWindow } from "../qradar/ariel/index.js";
import type { ResultExport } from "../qradar/result-row.js";
import { readResultRows } from "../qradar/rows/read-result-rows.js";
import type { Rule, Window } from "../reference/index.js";
import { documentOf } from "./console-rows.js";
import { endTime } from "./end-time.js";
import type { Io } from "./io.js";
import type { OutputOptions } from "./output-options.js";
import { qradarProgress } from "./qradar-progress.js";

const MINUTE = 60_000;

interface ConsoleOptions extends Pick<OutputOptions, "quiet"> {
  readonly qradar?: string;
  /** IANA zone in which the console prints times. */
  readonly timeZone: string;
}

/** What a console is asked. */
interface Question {
  readonly aql: string;
  /** The rule that the query is of; its `hours` are the window's length. */
  readonly rule: Rule;
  /** Epoch milliseconds. */
  readonly end: number;
}

/** A console's answer. */
interface ConsoleExport {
  readonly exported: ResultExport;
  /** The same as a file would hold it, in UTF-8: JSON with rule and window beside the rows. */
  readonly bytes: Uint8Array;
  readonly window: Window;
}

/** The end of a window that a console is asked about. Of the running minute not all has arrived, so `now` is its beginning. */
export function consoleEnd(text: string, timeZone: string): number | undefined {
  const time = endTime(text, timeZone);
  if (typeof time !== "number") return undefined;
  return text === "now" ? time - (time % MINUTE) : time;
}

/**
 * Runs a query on a console over the whole minutes before `end`; its rows, as if they had been exported. Throws an ArielError for what
 * goes wrong there, and for more than a million rows.
 */
export async function consoleExport(
  client: ArielClient,
  { aql, rule, end }: Question,
  { quiet, qradar = "console", timeZone }: ConsoleOptions,
  io: Io,
): Promise<ConsoleExport> {
  const progress = qradarProgress(io, quiet === true);
  const asked = minuteWindow(end, rule.hours);
  const window = { start: asked.start, end: asked.stop - 1 };
  try {
    const warnings: Warning[] = [];
    const pages = client.pages(withWindow(aql, asked), {
      onProgress: progress.report,
      onWarning: (warning) => warnings.push(warning),
      ...(io.signal && { signal: io.signal }),
    });
    const bytes = await documentOf({ rule, window }, pages);
    const read = readResultRows(qradar, bytes, { timeZone });
    const told = [...inFuture(end), ...warnings, ...read.warnings];
    return { exported: { ...read, warnings: told }, bytes, window };
  } finally {
    progress.clear();
  }
}

function inFuture(end: number): Warning[] {
  const minutes = Math.ceil((end - Date.now()) / MINUTE);
  if (minutes <= 0) return [];
  const message = `the window ends ${minutes} min from now: what happens until then is not in the answer`;
  return [{ code: "end-in-future", message }];
}
