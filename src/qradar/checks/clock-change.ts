import type { ResultRow } from "../result-row.js";
import { printedFits } from "./printed.js";
import type { RowCheck } from "./row-check.js";
import { durationSpan } from "./row-spans.js";
import type { Span } from "./span.js";

const MINUTE = 60_000;
/** By how much clocks are changed: an hour, half of one on Lord Howe Island. */
const CHANGES = [-60, 60, -30, 30].map((minutes) => minutes * MINUTE);
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
 * The rows, three at least, whose printed times differ from their durations by what clocks are changed, all by the same, all over one
 * instant, which no row goes over that fits: times of a zone with summer time that were read as if it had none. Undefined where there are none.
 *
 * @example clockChange([row, row, row], { rule: DEFAULT_RULE, modes: ["double"], decimals: exported.decimals }); // => undefined
 */
export function clockChange(rows: readonly ResultRow[], check: RowCheck): ClockChange | undefined {
  const off = new Map<ResultRow, number>();
  const sound: ResultRow[] = [];
  for (const row of rows) {
    if (row.durationSeconds === null) continue;
    const span = durationSpan({ ...row, firstMs: null, lastMs: null }, check);
    const by = CHANGES.find((change) => printedFits(row, moved(span, change)));
    if (printedFits(row, span)) sound.push(row);
    else if (by !== undefined) off.set(row, by);
  }
  const [by] = off.values();
  if (by === undefined || off.size < FEWEST) return undefined;
  const over = [...off.keys()];
  const from = over.reduce(
    (most, row) => Math.max(most, row.firstSeen.ms),
    Number.NEGATIVE_INFINITY,
  );
  const to = over.reduce(
    (least, row) => Math.min(least, row.lastSeen.ms),
    Number.POSITIVE_INFINITY,
  );
  // The clocks show an hour twice, and which of the two a time is of the text does not say.
  const doubt = Math.abs(by);
  const isOne = [...off.values()].every((one) => one === by) && from - to <= doubt;
  const start = Math.min(from, to);
  const end = Math.max(from, to);
  const isDenied = sound.some(
    ({ firstSeen, lastSeen }) => firstSeen.ms <= start - doubt && lastSeen.ms >= end + doubt,
  );
  return isOne && !isDenied ? { rows: new Set(over), by, from: start, to: end } : undefined;
}

function moved({ least, most }: Span, by: number): Span {
  return { least: least + by, most: most + by };
}
