import type { PrintedTime, ResultRow } from "../result-row.js";
import { CLOCK_CHANGES } from "./clock-change.js";
import { inOrder } from "./in-order.js";

const MINUTE = 60_000;
/** Offsets of zones are full quarters of an hour, and two of them no more than 26 h apart. */
const QUARTER = 15 * MINUTE;
const MOST = 26 * 60 * MINUTE;
/** Fewer rows may be off by so much for some other reason, each for its own. */
const FEWEST = 3;

/** By how much the printed times of an export are off its milliseconds. */
export interface ZoneShift {
  /** Milliseconds by which they are ahead, negative: behind; two where clocks were changed in between, 0 may be one of them. */
  readonly by: readonly number[];
  /** How many rows are off. */
  readonly rows: number;
}

/** A printed time and the milliseconds beside it. */
interface End {
  readonly exact: number;
  /** What it may be off by, 0 where it is right; empty where no zone would do that. */
  readonly shifts: readonly number[];
}

/**
 * By how much the printed times of most rows, three at least, differ from `FirstMs` and `LastMs`: by one offset between zones, or by two
 * an hour apart, the one before and the other after some instant. They were read in another zone than they were printed in. Undefined where
 * they are not off so, or no milliseconds are known.
 *
 * @example zoneShift([row, row, row]); // => undefined
 */
export function zoneShift(rows: readonly ResultRow[]): ZoneShift | undefined {
  const told = rows.map(endsOf).filter((ends) => ends.length > 0);
  const ends = told.flat();
  const main = commonest(ends);
  if (main === undefined) return undefined;
  const other = changedFrom(main, ends);
  const by = [main, ...(other === undefined ? [] : [other])];
  const fitting = told.filter((row) => row.every((end) => isOff(end, by)));
  const off = fitting.filter((row) => row.some(({ shifts }) => !shifts.includes(0)));
  if (off.length < FEWEST || fitting.length * 2 <= told.length) return undefined;
  return { by, rows: off.length };
}

/** The row with its times as they would have been read in the zone in which they were printed. */
export function unshifted(row: ResultRow, { by }: ZoneShift): ResultRow {
  const mended = (time: PrintedTime) => {
    const starts = by.flatMap((shift) => [time.ms, ...time.others].map((start) => start - shift));
    const [ms, ...others] = starts as [number, ...number[]];
    return { ...time, ms, others };
  };
  return { ...row, firstSeen: mended(row.firstSeen), lastSeen: mended(row.lastSeen) };
}

function endsOf({ firstMs, lastMs, firstSeen, lastSeen }: ResultRow): End[] {
  const first = firstMs === null ? [] : [{ exact: firstMs, shifts: shiftsOf(firstSeen, firstMs) }];
  const last = lastMs === null ? [] : [{ exact: lastMs, shifts: shiftsOf(lastSeen, lastMs) }];
  return [...first, ...last];
}

function shiftsOf({ ms, others, resolution }: PrintedTime, exact: number): number[] {
  const shifts = [ms, ...others].flatMap((start) => {
    const shift = Math.ceil((start - exact) / QUARTER) * QUARTER;
    // No -0, which is another key than 0.
    return shift - (start - exact) < resolution && Math.abs(shift) <= MOST ? [shift + 0] : [];
  });
  return shifts.includes(0) ? [0] : shifts;
}

function isOff({ shifts }: End, by: readonly number[]): boolean {
  return shifts.some((shift) => by.includes(shift));
}

function commonest(ends: readonly End[]): number | undefined {
  const votes = new Map<number, number>();
  for (const shift of ends.flatMap(({ shifts }) => shifts)) {
    votes.set(shift, (votes.get(shift) ?? 0) + 1);
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most?.[0];
}

/** The shift of the times before or after those of the main one, if clocks were changed between them. */
function changedFrom(main: number, ends: readonly End[]): number | undefined {
  const rest = ends.filter((end) => !isOff(end, [main]));
  const mains = ends.filter((end) => isOff(end, [main])).map(({ exact }) => exact);
  const others = CLOCK_CHANGES.map((change) => {
    const exact = rest.filter((end) => isOff(end, [main + change])).map((end) => end.exact);
    return { shift: main + change, exact };
  });
  const [best] = others.sort((a, b) => b.exact.length - a.exact.length);
  if (best === undefined || best.exact.length < FEWEST) return undefined;
  return inOrder(mains, best.exact) ? best.shift : undefined;
}
