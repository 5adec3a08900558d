import type { ResultRow } from "../result-row.js";
import { printedFits } from "./printed.js";
import type { RowCheck } from "./row-check.js";
import { durationSpan } from "./row-spans.js";
import type { Span } from "./span.js";

const MINUTE = 60_000;
/** By how much clocks are changed: an hour, half of one on Lord Howe Island. */
export const CLOCK_CHANGES: readonly number[] = [-60, 60, -30, 30].map(
  (minutes) => minutes * MINUTE,
);
/** Fewer rows may be off by so much for some other reason, each for its own. */
const FEWEST = 3;

/** Rows over which clocks were changed. */
export interface ClockChange {
  readonly rows: ReadonlySet<ResultRow>;
  /** Milliseconds by which their times are farther apart than they should be; negative: nearer. */
  readonly by: number;
  /** Between these the change was, epoch milliseconds of the times as they were read. */
  readonly from: number;
  readonly to: number;
}

/**
 * The rows, three at least, whose printed times differ from their durations by what clocks are changed, most of them by the same and over
 * one instant, which fewer rows go over that fit: times of a zone with summer time that were read as if it had none. Undefined where there
 * are none.
 *
 * @example clockChange([row, row, row], { rule: DEFAULT_RULE, modes: ["double"], decimals: exported.decimals }); // => undefined
 */
export function clockChange(rows: readonly ResultRow[], check: RowCheck): ClockChange | undefined {
  const offBy = new Map<number, ResultRow[]>();
  const sound: ResultRow[] = [];
  for (const row of rows) {
    if (row.durationSeconds === null) continue;
    const span = durationSpan({ ...row, firstMs: null, lastMs: null }, check);
    if (printedFits(row, span)) {
      sound.push(row);
      continue;
    }
    const by = CLOCK_CHANGES.find((change) => printedFits(row, moved(span, change)));
    if (by !== undefined) put(offBy, by, row);
  }
  const [most] = [...offBy].sort(([, a], [, b]) => b.length - a.length);
  if (most === undefined) return undefined;
  const [by, off] = most;
  const over = overOneInstant(off, Math.abs(by));
  if (over.length < FEWEST || over.length * 2 < off.length) return undefined;
  const ends = [
    over.reduce(
      (latest, { firstSeen }) => Math.max(latest, firstSeen.ms),
      Number.NEGATIVE_INFINITY,
    ),
    over.reduce((first, { lastSeen }) => Math.min(first, lastSeen.ms), Number.POSITIVE_INFINITY),
  ];
  const change = { rows: new Set(over), by, from: Math.min(...ends), to: Math.max(...ends) };
  return sound.filter((row) => goesOver(row, change)).length < over.length ? change : undefined;
}

/** Whether the clocks would have been changed between a row's times. They show an hour twice, and a time in it may be either. */
function goesOver({ firstSeen, lastSeen }: ResultRow, { by, from, to }: ClockChange): boolean {
  const doubt = Math.abs(by);
  return firstSeen.ms <= from - doubt && lastSeen.ms >= to + doubt;
}

/** Those that go over the instant which most of them go over, give or take the doubt. */
function overOneInstant(rows: readonly ResultRow[], doubt: number): readonly ResultRow[] {
  const steps = rows.flatMap(({ firstSeen, lastSeen }) => [
    { at: firstSeen.ms, step: 1 },
    { at: lastSeen.ms + doubt, step: -1 },
  ]);
  // At one time rows begin before others end.
  steps.sort((a, b) => a.at - b.at || b.step - a.step);
  let [depth, deepest, instant] = [0, 0, 0];
  for (const { at, step } of steps) {
    depth += step;
    if (depth > deepest) [deepest, instant] = [depth, at];
  }
  return rows.filter(
    ({ firstSeen, lastSeen }) => firstSeen.ms <= instant && lastSeen.ms + doubt >= instant,
  );
}

function moved({ least, most }: Span, by: number): Span {
  return { least: least + by, most: most + by };
}

function put(groups: Map<number, ResultRow[]>, key: number, row: ResultRow): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [row]);
  else group.push(row);
}
