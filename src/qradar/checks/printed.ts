import type { PrintedTime, ResultRow } from "../result-row.js";
import type { ArithmeticFound } from "./infer-arithmetic.js";
import { type Span, spanOf } from "./span.js";

/** When a row's requests began and ended, epoch milliseconds: the first instants that its times stand for. */
export interface RowTimes {
  readonly first: number;
  readonly last: number;
  /** For how long each stands: 1 where milliseconds are known. */
  readonly resolution: number;
  /** Whether the times may mean other instants as well, and the duration does not tell which. */
  readonly ambiguous: boolean;
}

/**
 * The times of a row: `FirstMs` and `LastMs` where it has them, else the printed ones. Of times that may mean several instants those are
 * taken that fit the row's duration, without one those that end after they begin; the earlier ones where several do.
 *
 * @example timesOf({ ...row, firstMs: 1792137600250, lastMs: 1792138500500 }, "double").resolution; // => 1
 */
export function timesOf(row: ResultRow, arithmetic: ArithmeticFound["mode"]): RowTimes {
  const { firstMs, lastMs, firstSeen, lastSeen } = row;
  if (firstMs !== null && lastMs !== null) {
    return { first: firstMs, last: lastMs, resolution: 1, ambiguous: false };
  }
  const resolution = Math.max(firstSeen.resolution, lastSeen.resolution);
  if (isPlain(row)) return { first: firstSeen.ms, last: lastSeen.ms, resolution, ambiguous: false };
  const readings = readingsOf(row);
  const [plain] = readings as [Reading, ...Reading[]];
  const span = row.durationSeconds === null ? undefined : spanOf(row, arithmetic);
  const fitting = readings.filter((one) =>
    span === undefined ? one.last >= one.first : fits(one, row, span),
  );
  const [chosen = plain] = fitting;
  return { ...chosen, resolution, ambiguous: readings.length > 1 && fitting.length !== 1 };
}

/** Whether some reading of the printed times is as long as the span. */
export function printedFits(row: ResultRow, span: Span): boolean {
  const { firstSeen, lastSeen } = row;
  if (isPlain(row)) return fits({ first: firstSeen.ms, last: lastSeen.ms }, row, span);
  return readingsOf(row).some((reading) => fits(reading, row, span));
}

/** Whether its times mean one instant each, as nearly all do: there is nothing to choose, and no list to make. */
function isPlain({ firstSeen, lastSeen }: ResultRow): boolean {
  return firstSeen.others.length === 0 && lastSeen.others.length === 0;
}

interface Reading {
  readonly first: number;
  readonly last: number;
}

function readingsOf({ firstSeen, lastSeen }: ResultRow): Reading[] {
  const instants = ({ ms, others }: PrintedTime) => [ms, ...others];
  return instants(firstSeen).flatMap((first) =>
    instants(lastSeen).map((last) => ({ first, last })),
  );
}

function fits({ first, last }: Reading, { firstSeen, lastSeen }: ResultRow, span: Span): boolean {
  const least = last - (first + firstSeen.resolution - 1);
  const most = last + lastSeen.resolution - 1 - first;
  return span.most >= least && span.least <= most;
}
