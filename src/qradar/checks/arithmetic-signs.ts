import type { ResultExport, ResultRow } from "../result-row.js";
import { isAbout } from "./numbers.js";

/** What an analyst would look for to tell how a console divides: how many rows show what. */
export interface Signs {
  /** Durations that agree with their times. */
  all: number;
  /** Of those, with a fraction … */
  fraction: number;
  /** … whole and shorter than the times, as where a fraction was dropped … */
  dropped: number;
  /** … whole and longer: rounded in printing. */
  beyond: number;
  /** Averages whose fraction was dropped, is there, was rounded up in printing. */
  floored: number;
  real: number;
  raised: number;
  /** Averages that tell the milliseconds a duration lacks. */
  telling: number;
}

/** Counts them; a duration that does not agree with its times is none. */
export function signsIn(exports: readonly ResultExport[]): Signs {
  const durations = { all: 0, fraction: 0, dropped: 0, beyond: 0 };
  const found: Signs = { ...durations, floored: 0, real: 0, raised: 0, telling: 0 };
  for (const { rows, decimals } of exports) {
    for (const row of rows) {
      countDuration(row, found);
      countAverage(row, decimals.averageIntervalSeconds, found);
    }
  }
  return found;
}

function countDuration(row: ResultRow, found: Signs): void {
  const { durationSeconds: duration } = row;
  const apart = secondsApart(row);
  if (duration === null || (apart !== undefined && Math.abs(duration - apart) > 1)) return;
  found.all++;
  if (!Number.isInteger(duration)) found.fraction++;
  else if (apart !== undefined && duration < apart) found.dropped++;
  else if (apart !== undefined && duration > apart) found.beyond++;
}

function countAverage(row: ResultRow, decimals: number, found: Signs): void {
  const { durationSeconds: duration, averageIntervalSeconds: average, count } = row;
  if (average === null || count === 1) return;
  if (tellsMilliseconds(row)) found.telling++;
  const exact = duration === null ? average : duration / (count - 1);
  if (Number.isInteger(exact)) return;
  const floored = average === Math.floor(exact);
  const raised = average === Math.ceil(exact);
  if (floored) found.floored++;
  else if (raised) found.raised++;
  else if (isAbout(average, exact, decimals)) found.real++;
}

/** Whether the average was printed in full and, times the count less one, is of whole milliseconds with a fraction of a second. */
export function tellsMilliseconds({ averageIntervalSeconds: average, count }: ResultRow): boolean {
  if (average === null) return false;
  const ms = average * (count - 1) * 1000;
  const whole = Math.round(ms);
  const full = count > 2 && String(average).length > 12;
  return full && whole % 1000 !== 0 && Math.abs(ms - whole) < 1e-3;
}

/** Seconds between the times as a clock prints them, a fraction where milliseconds are known; undefined where minutes are printed. */
function secondsApart({ firstMs, lastMs, firstSeen, lastSeen }: ResultRow): number | undefined {
  if (firstMs !== null && lastMs !== null) return (lastMs - firstMs) / 1000;
  const told = firstSeen.resolution <= 1000 && lastSeen.resolution <= 1000;
  const several = firstSeen.others.length > 0 || lastSeen.others.length > 0;
  return told && !several ? (lastSeen.ms - firstSeen.ms) / 1000 : undefined;
}
