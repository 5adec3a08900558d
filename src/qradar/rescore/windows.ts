import type { Warning } from "../../intake.js";
import { spellSeconds } from "../../text/units.js";
import { type ArithmeticFound, timesOf } from "../checks/index.js";
import type { ResultExport } from "../result-row.js";

/** Searches of one hour of the day do not start on the second: so much of an overlap, milliseconds, is none. */
const SLACK = 300_000;
/** Of windows that are shorter than that, this share of the shorter one. */
const SHARED = 0.5;

/** Exports that count as days of their own, and what was left out of the count. */
export interface Windows {
  readonly counted: ReadonlySet<ResultExport>;
  readonly warnings: readonly Warning[];
}

/**
 * Which of some exports tell of a time of their own: disjoint windows, the latest first. A window is what the export names, else
 * the first to the last time of its rows; one without rows that names none tells of no time, one that names its window of an absence.
 * One that overlaps by more than five minutes with one that counts does not count as another day, which a warning says. Its rows
 * are read all the same. Times that may mean several instants are read by their durations, as the console's arithmetic has them.
 */
export function windowsOf(
  exports: readonly ResultExport[],
  mode: ArithmeticFound["mode"],
): Windows {
  // By their starts: so a long window does not keep out the several short ones within it. Empty ones last: they keep out no rows.
  const ranges = exports
    .filter(({ rows, window }) => window !== undefined || rows.length > 0)
    .map((from) => rangeOf(from, mode))
    .sort(laterRows);
  const counted: TimeRange[] = [];
  const warnings: Warning[] = [];
  for (const range of ranges) {
    const other = counted.find((later) => overlaps(range, later));
    if (other === undefined) counted.push(range);
    else {
      const message = `${range.from.file} shares ${spelled(shared(range, other))} with ${other.from.file}: its rows are read, but it does not count as another day`;
      warnings.push({ code: "same-export", message });
    }
  }
  return { counted: new Set(counted.map(({ from }) => from)), warnings };
}

interface TimeRange {
  readonly from: ResultExport;
  readonly start: number;
  readonly end: number;
}

function rangeOf(from: ResultExport, mode: ArithmeticFound["mode"]): TimeRange {
  if (from.window !== undefined) return { from, start: from.window.start, end: from.window.end };
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of from.rows) {
    const { first, last } = timesOf(row, mode);
    start = Math.min(start, first);
    end = Math.max(end, first, last);
  }
  return { from, start, end };
}

function laterRows(a: TimeRange, b: TimeRange): number {
  return (
    Number(a.from.rows.length === 0) - Number(b.from.rows.length === 0) ||
    b.start - a.start ||
    b.end - a.end ||
    (a.from.file < b.from.file ? -1 : 1)
  );
}

function overlaps(a: TimeRange, b: TimeRange): boolean {
  const both = shared(a, b);
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  return both >= 0 && (both > SLACK || both >= SHARED * shorter);
}

function shared(a: TimeRange, b: TimeRange): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function spelled(ms: number): string {
  return ms === 0 ? "its time" : spellSeconds(ms / 1000);
}
