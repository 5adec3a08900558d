import type { Arithmetic } from "../../reference/index.js";
import type { ResultRow } from "../result-row.js";
import { FULL } from "./readings.js";
import type { RowCheck } from "./row-check.js";
import { printedSpanOf } from "./row-odds.js";
import { type Span, spanOf } from "./span.js";

/** Seconds by which a duration may differ from the one that the console had, where milliseconds were rounded in printing. */
export function roundingOf(decimals: number, modes: readonly Arithmetic[]): number {
  return decimals < FULL.duration && modes.includes("double") ? 0.5 * 10 ** -decimals : 0;
}

/** What the printed duration can stand for, by the loosest of the modes. */
export function durationSpan(row: ResultRow, { modes, decimals }: RowCheck): Span {
  const slack = roundingOf(decimals.durationSeconds, modes) * 1000;
  return widened(
    modes.map((mode) => spanOf(row, mode)),
    slack,
  );
}

/** What average and count make of the time between first and last, whatever the duration, by the loosest of the modes. */
export function averagedSpan(row: ResultRow, { modes, decimals }: RowCheck): Span {
  const bare = { ...row, durationSeconds: null };
  const average = Math.min(decimals.averageIntervalSeconds, FULL.average);
  const readings = modes.map((mode) => ({ mode, tick: 1, duration: FULL.duration, average }));
  return widened(
    readings.map((reading) => printedSpanOf(bare, reading)),
    0,
  );
}

/**
 * The span that the rule may have seen: rounding may have moved it over a bound. Without a duration it is what times and average both
 * leave open.
 */
export function ruledSpan(row: ResultRow, mode: Arithmetic, check: RowCheck): Span {
  const span = spanOf(row, mode);
  if (row.firstMs !== null && row.lastMs !== null) return span;
  if (row.durationSeconds !== null) {
    const slack = Math.ceil(roundingOf(check.decimals.durationSeconds, [mode]) * 1000);
    return widened([span], slack);
  }
  if (row.averageIntervalSeconds === null) return span;
  const averaged = averagedSpan(row, { ...check, modes: [mode] });
  const both = {
    least: Math.max(span.least, averaged.least),
    most: Math.min(span.most, averaged.most),
  };
  return both.least > both.most ? span : both;
}

function widened(spans: readonly Span[], slack: number): Span {
  return {
    least: Math.min(...spans.map(({ least }) => least)) - slack,
    most: Math.max(...spans.map(({ most }) => most)) + slack,
  };
}
