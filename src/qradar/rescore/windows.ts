import type { Warning } from "../../intake.js";
import type { ResultExport } from "../result-row.js";
import { timesOfRow } from "./row-facts.js";

/** Windows that share more than this of the shorter one are of the same time. */
const SHARED = 0.5;

/** Exports that count as days of their own, and what was left out of the count. */
export interface Windows {
  readonly counted: ReadonlySet<ResultExport>;
  readonly warnings: readonly Warning[];
}

/**
 * Which of some exports tell of a time of their own, the latest first: one whose window (first to last time of its rows) overlaps by more than
 * half with a later one does not count as another day, which a warning says. Its rows are read all the same.
 */
export function windowsOf(exports: readonly ResultExport[]): Windows {
  const ranges = exports
    .filter(({ rows }) => rows.length > 0)
    .map(rangeOf)
    .sort((a, b) => b.end - a.end || b.start - a.start || (a.from.file < b.from.file ? -1 : 1));
  const counted: typeof ranges = [];
  const warnings: Warning[] = [];
  for (const range of ranges) {
    // Those counted end in descending order and hardly overlap: only the last two can reach this one.
    const other = counted.slice(-2).find((later) => overlaps(range, later));
    if (other === undefined) counted.push(range);
    else {
      const message = `${range.from.file} is of the same time as ${other.from.file}; it does not count as another day`;
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

function rangeOf(from: ResultExport): TimeRange {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of from.rows) {
    const { first, last } = timesOfRow(row);
    start = Math.min(start, first);
    end = Math.max(end, last);
  }
  return { from, start, end };
}

function overlaps(a: TimeRange, b: TimeRange): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  return shared >= 0 && shared >= SHARED * shorter;
}
