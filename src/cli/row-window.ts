import type { PrintedTime, ResultRow } from "../qradar/result-row.js";

/** From when to when a row's events lie, and for how long a time of it stands; milliseconds. */
export interface RowWindow {
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly resolutionMs: number;
}

/**
 * The time in which a row's events lie. Of times that may mean several instants, all that fit the duration are in it. Undefined when none
 * does, or when `isDoubtful` says that printed times are not to be believed; exact ones always are.
 */
export function rowWindow(row: ResultRow, isDoubtful = false): RowWindow | undefined {
  const { firstMs, lastMs, durationSeconds } = row;
  if (isDoubtful && (firstMs === null || lastMs === null)) return undefined;
  const first = instantsOf(row.firstSeen, firstMs);
  const last = instantsOf(row.lastSeen, lastMs);
  const resolutionMs = Math.max(first.resolution, last.resolution);
  const isExact = firstMs !== null && lastMs !== null;
  const spans = first.instants
    .flatMap((start) => last.instants.map((end) => ({ start, end })))
    .filter(({ start, end }) => {
      if (isExact || durationSeconds === null) return true;
      return Math.abs(end - start - durationSeconds * 1000) <= resolutionMs;
    });
  if (spans.length === 0) return undefined;
  const firstSeen = Math.min(...spans.map(({ start }) => start));
  const lastSeen = Math.max(firstSeen, ...spans.map(({ end }) => end));
  return { firstSeen, lastSeen, resolutionMs };
}

/** Every first instant that a time may stand for. */
function instantsOf({ ms, others, resolution }: PrintedTime, exact: number | null) {
  if (exact !== null) return { instants: [exact], resolution: 1 };
  return { instants: [ms, ...others], resolution };
}
