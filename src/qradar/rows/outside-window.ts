import type { Window } from "../../reference/index.js";
import type { PrintedTime, ResultRow } from "../result-row.js";

const MINUTE = 60_000;
/** Zones differ by full quarters of an hour, by no more than a day and two hours. */
const QUARTER = 15 * MINUTE;
const MOST = 26 * 4;

/**
 * How many rows are outside the window that their document names, and by how much they seem to be read off it: times are printed without a
 * zone, and read in a wrong one they all lie off by the same. No shift is told where none puts all of them inside; undefined where none is
 * outside.
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
  const shifts = shiftsInto(start - least, end - most);
  const what = `the times of ${outside} of ${rows.length} rows are outside the window that it is of`;
  if (shifts === undefined) return `${what}, and would not all be inside in any time zone`;
  return `${what}; they are not if read ${shiftText(shifts)}: say with --time-zone in which zone they were printed`;
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

/** As in `1 h later`, `1.25 to 2 h earlier`. */
function shiftText([low, high]: readonly [number, number]): string {
  const [less, more] = [Math.abs(low) / 4, Math.abs(high) / 4];
  return `${less === more ? less : `${less} to ${more}`} h ${low < 0 ? "earlier" : "later"}`;
}
