import type { Warning } from "../../intake.js";
import { spellSeconds } from "../../text/units.js";
import { timesOf } from "../checks/index.js";
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
 * Which of some exports tell of a time of their own: disjoint windows (first to last time of the rows), the latest first. One that overlaps by
 * more than five minutes with one that counts does not count as another day, which a warning says. Its rows are read all the same. Times
 * that may mean several instants are read by their durations, as the console's arithmetic has them.
 */
export function windowsOf(exports: readonly ResultExport[], mode: string): Windows {
  // By their starts: so a long window does not keep out the several short ones within it.
  const ranges = exports
    .filter(({ rows }) => rows.length > 0)
    .map((from) => rangeOf(from, mode))
    .sort((a, b) => b.start - a.start || b.end - a.end || (a.from.file < b.from.file ? -1 : 1));
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

function rangeOf(from: ResultExport, mode: string): TimeRange {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of from.rows) {
    const { first, last } = timesOf(row, mode);
    start = Math.min(start, first);
    end = Math.max(end, first, last);
  }
  return { from, start, end };
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
