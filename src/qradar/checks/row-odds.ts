import type { Arithmetic } from "../../reference/index.js";
import type { ResultRow } from "../result-row.js";
import type { Span } from "./span.js";
import { timeOdds } from "./time-odds.js";

/** One way in which an export's numbers may have come about. */
export interface Reading {
  readonly mode: Arithmetic;
  /** 1000 where the logs have whole seconds only, else 1. */
  readonly tick: number;
  /** To how many decimals durations and averages were rounded in printing; so many that nothing was lost: 3 and 9. */
  readonly duration: number;
  readonly average: number;
}

/** Seconds by which the product of a full average may be off. */
const NOISE = 1e-5;
/** Seconds that no duration has. */
const ENDLESS = 1e12;
const NONE: Span = { least: ENDLESS, most: 0 };

/**
 * The probability of a row's duration and average, given its times and count.
 *
 * @example rowOdds({ ...row, durationSeconds: 900 }, { mode: "mixed", tick: 1, duration: 3, average: 9 }).toFixed(2); // => "0.50"
 */
export function rowOdds(row: ResultRow, reading: Reading): number {
  const { averageIntervalSeconds: average, count } = row;
  if (count === 1 && (average ?? 0) !== 0) return 0;
  const span = printedSpanOf(row, reading);
  return span.least > span.most ? 0 : timeOdds(row, span, reading.tick);
}

/** What a row's duration and average leave open of the time between first and last; `least` over `most` where they contradict. */
export function printedSpanOf(row: ResultRow, reading: Reading): Span {
  return reading.mode === "double" ? exactSpan(row, reading) : droppedSpan(row, reading);
}

/** Whole milliseconds whose quotients, with their fractions, print as the row's. */
function exactSpan(row: ResultRow, reading: Reading): Span {
  const duration = around(row.durationSeconds, 1, reading.duration);
  const average = averaged(row, reading.average);
  return {
    least: Math.ceil(1000 * Math.max(duration.least, average.least)),
    most: Math.floor(1000 * Math.min(duration.most, average.most)),
  };
}

/** Those whose seconds, the fraction dropped, and their average are the row's. */
function droppedSpan(row: ResultRow, reading: Reading): Span {
  const duration = around(row.durationSeconds, 1, 9);
  const average = reading.mode === "integer" ? floored(row) : averaged(row, reading.average);
  return {
    least: 1000 * Math.ceil(Math.max(duration.least, average.least)),
    most: 1000 * Math.floor(Math.min(duration.most, average.most)) + 999,
  };
}

/** Seconds that the average and the count come to, where it has its fraction. */
function averaged({ averageIntervalSeconds, count }: ResultRow, decimals: number): Span {
  return around(count === 1 ? null : averageIntervalSeconds, count - 1, decimals);
}

/** The same where it lost it. */
function floored({ averageIntervalSeconds: average, count }: ResultRow): Span {
  if (average === null || count === 1) return { least: 0, most: ENDLESS };
  if (!Number.isInteger(average)) return NONE;
  return { least: average * (count - 1), most: (average + 1) * (count - 1) - 1 };
}

/** What a printed number may have been before it was rounded, times a factor. */
function around(printed: number | null, factor: number, decimals: number): Span {
  if (printed === null) return { least: 0, most: ENDLESS };
  // With more decimals it was not rounded so.
  if (decimals < 9 && Number(printed.toFixed(decimals)) !== printed) return NONE;
  const slack = Math.max(NOISE, 0.5 * 10 ** -decimals * factor * (1 + 1e-9));
  return { least: printed * factor - slack, most: printed * factor + slack };
}
