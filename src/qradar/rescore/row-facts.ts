import { type ArithmeticFound, spanOf, timesOf } from "../checks/index.js";
import type { ResultRow } from "../result-row.js";

/** The numbers of a row that signs go by. */
export interface RowFacts {
  /** Epoch milliseconds; of printed times the first instants that they stand for. */
  readonly first: number;
  readonly last: number;
  /** For how many milliseconds each stands; 1 where they are exact. */
  readonly resolutionMs: number;
  readonly spanMs: number;
  /** By how much the span may be off, milliseconds. */
  readonly errorMs: number;
  /** Span by count − 1, seconds; null for a single request. */
  readonly mean: number | null;
  /** By how much the mean may be off for printing alone, seconds. */
  readonly meanError: number;
  /** Bytes by requests; null where unknown. */
  readonly outEach: number | null;
  readonly inEach: number | null;
}

/**
 * What signs need of a row, its duration read by the console's arithmetic.
 *
 * @example rowFacts({ ...row, count: 11, durationSeconds: 600.5 }, "double").mean; // => 60.05
 */
export function rowFacts(row: ResultRow, mode: ArithmeticFound["mode"]): RowFacts {
  const { first, last, resolution } = timesOf(row, mode);
  const span = spanOf(row, mode);
  // Where the duration lost its fraction the least that it may be, which the query's own divisions go by; of printed times the middle.
  const isExact = row.firstMs !== null && row.lastMs !== null;
  const printed = row.durationSeconds === null && !isExact;
  const spanMs = Math.max(0, printed ? Math.round((span.least + span.most) / 2) : span.least);
  const errorMs = Math.max(0, span.most - spanMs);
  const gaps = row.count - 1;
  return {
    first,
    last: Math.max(first, last),
    resolutionMs: resolution,
    spanMs,
    errorMs,
    mean: gaps > 0 ? spanMs / 1000 / gaps : null,
    meanError: gaps > 0 ? errorMs / 1000 / gaps : 0,
    outEach: row.bytesOut === null ? null : row.bytesOut / row.count,
    inEach: row.bytesIn === null ? null : row.bytesIn / row.count,
  };
}
