import type { Warning } from "../intake.js";

/** So many files are named in a warning. */
const NAMED = 3;

/** A query whose events are not there, and why. */
export interface Failed {
  readonly file: string;
  readonly reason: string;
}

/** How the fetching went. */
export interface Fetching {
  readonly failed: readonly Failed[];
  /** The last of those that failed made it pointless to run so many more. */
  readonly notRun: number;
  /** How many searches there were to run. */
  readonly all: number;
}

/** What to tell of searches that failed; `again` is the command that fetches what is missing. */
export function failures({ failed, notRun, all }: Fetching, again: string): Warning[] {
  const last = failed.at(-1);
  if (last === undefined) return [];
  // The one that ended it matters most.
  const ordered = notRun > 0 ? [last, ...failed.slice(0, -1)] : failed;
  const shown = ordered.slice(0, NAMED).map(({ file, reason }) => `${file}: ${reason}`);
  const more = failed.length > NAMED ? [`and ${failed.length - NAMED} more`] : [];
  const parts = [
    `${failed.length} of ${all} searches for events failed: ${[...shown, ...more].join("; ")}`,
    ...(notRun > 0 ? [stopped(last, notRun)] : []),
    `${again} fetches only what is missing`,
  ];
  return [{ code: "drill-down-failed", message: parts.join("; ") }];
}

function stopped({ file }: Failed, notRun: number): string {
  return `after ${file} ${notRun} more would have failed alike, and were not run`;
}

/** What to tell of searches without events. */
export function noEvents(files: readonly string[], all: number): Warning[] {
  if (files.length === 0) return [];
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : "";
  const which = `${files.slice(0, NAMED).join(", ")}${more} (${files.length} of ${all} queries)`;
  const why = "time zone, retention, or the rights of the token";
  return [{ code: "no-events", message: `the console has no events for ${which}: ${why}` }];
}
