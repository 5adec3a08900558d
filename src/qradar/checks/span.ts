import type { PrintedTime, ResultRow } from "../result-row.js";
import type { ArithmeticFound } from "./infer-arithmetic.js";

/** Whole milliseconds, both ends included. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** What two printed times leave open: the shortest and the longest time between them. */
export function printedSpan(first: PrintedTime, last: PrintedTime): Span {
  return betweenInstants(first.ms, first.resolution, last.ms, last.resolution);
}

/**
 * How long a row's requests went on. Exactly known from `FirstMs` and `LastMs`; from DurationSeconds to the millisecond where it has a
 * fraction or the console keeps them (`double`), else to the second that the division dropped; else from the printed times.
 *
 * @example spanOf({ ...row, durationSeconds: 900 }, "mixed"); // => { least: 900000, most: 900999 }
 */
export function spanOf(row: ResultRow, arithmetic: ArithmeticFound["mode"]): Span {
  const { firstMs, lastMs, durationSeconds } = row;
  if (firstMs !== null && lastMs !== null) {
    return { least: lastMs - firstMs, most: lastMs - firstMs };
  }
  if (durationSeconds === null) return printedSpan(row.firstSeen, row.lastSeen);
  const least = Math.round(durationSeconds * 1000);
  const exact = arithmetic === "double" || !Number.isInteger(durationSeconds);
  return { least, most: exact ? least : least + 999 };
}

function betweenInstants(first: number, firstFor: number, last: number, lastFor: number): Span {
  return { least: last - (first + firstFor - 1), most: last + lastFor - 1 - first };
}
