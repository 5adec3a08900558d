import type { Window } from "../../reference/index.js";
import type { PrintedTime, ResultRow } from "../result-row.js";

const MINUTE = 60_000;
/** Zones differ by full quarters of an hour, by no more than a day and two hours. */
const QUARTER = 15 * MINUTE;
const MOST = 26 * 4;
/** By how much clocks are changed at most. */
const CHANGE = 4;

/**
 * How many rows are outside the window that their document names, and by how much they seem to be read off it: times are printed without a
 * zone, and read in a wrong one they all lie off by the same, or by two shifts an hour apart where clocks were changed in between. No shift
 * is told where none puts all of them inside, and that no zone does only where it is sure; undefined where none is outside.
 *
 * @example
 * const time = (ms) => ({ text: "", ms, resolution: 1000, others: [] });
 * const row = { firstSeen: time(3600000), lastSeen: time(7200000) };
 * outsideWindow([row], { start: 0, end: 7200000 }); // => undefined
 */
export function outsideWindow(
  rows: readonly Pick<ResultRow, "firstSeen" | "lastSeen">[],
  { start, end }: Window,
): string | undefined {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let outside = 0;
  for (const { firstSeen, lastSeen } of rows) {
    const early = latestOf(firstSeen);
    const late = earliestOf(lastSeen);
    if (early < start - MINUTE || late > end + MINUTE) outside++;
    least = Math.min(least, early);
    most = Math.max(most, late);
  }
  if (outside === 0) return undefined;
  const [from, to] = [start - least, end - most];
  const shifts = shiftsInto(from, to);
  const what = `the times of ${outside} of ${rows.length} rows are outside the window that it is of`;
  const mend = "say with --time-zone in which zone they were printed";
  if (shifts !== undefined) return `${what}; they are not if read ${shiftText(shifts)}: ${mend}`;
  if (isChanged(from, to)) return `${what}; they may not be in a zone with summer time: ${mend}`;
  return isFar(from, to) ? `${what}, and would not all be inside in any time zone` : what;
}

/** The last instant that a time may stand for. */
function latestOf({ ms, resolution, others }: PrintedTime): number {
  return Math.max(ms, ...others) + resolution - 1;
}

function earliestOf({ ms, others }: PrintedTime): number {
  return Math.min(ms, ...others);
}

/** The least and the largest shift, both the same way, in quarters of an hour, that is between two numbers of milliseconds. */
function shiftsInto(from: number, to: number): readonly [number, number] | undefined {
  const low = Math.max(-MOST, Math.ceil((from - MINUTE) / QUARTER));
  const high = Math.min(MOST, Math.floor((to + MINUTE) / QUARTER));
  if (low > high) return undefined;
  return Math.abs(low) <= Math.abs(high) ? [low, high] : [high, low];
}

/** Whether one shift puts the earliest time inside and another, by as much less as clocks are changed, the latest. */
function isChanged(from: number, to: number): boolean {
  const [first, last] = [Math.ceil((from - MINUTE) / QUARTER), Math.floor((to + MINUTE) / QUARTER)];
  return first - last <= CHANGE && first <= MOST && last >= -MOST;
}

/** Whether no two shifts would do, full quarters of an hour or not. */
function isFar(from: number, to: number): boolean {
  const apart = from - to - 2 * MINUTE;
  const [most, doubt] = [MOST * QUARTER, MINUTE + CHANGE * QUARTER];
  return apart > CHANGE * QUARTER || from - doubt > most || to + doubt < -most;
}

/** As in `1 h later`, `1.25 to 2 h earlier`. */
function shiftText([low, high]: readonly [number, number]): string {
  const [less, more] = [Math.abs(low) / 4, Math.abs(high) / 4];
  return `${less === more ? less : `${less} to ${more}`} h ${low < 0 ? "earlier" : "later"}`;
}
