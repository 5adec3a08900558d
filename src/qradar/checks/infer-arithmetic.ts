import type { Arithmetic } from "../../reference/index.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import { toldBy, untoldBy } from "./arithmetic-evidence.js";
import { tellsMilliseconds } from "./arithmetic-signs.js";
import { isAbout } from "./numbers.js";
import { readingsOf } from "./readings.js";
import { rowOdds } from "./row-odds.js";
import { timeOdds } from "./time-odds.js";

/** How the console divides, as far as its rows tell. */
export interface ArithmeticFound {
  readonly mode: Arithmetic | "undecidable";
  /** `inferred`: from the rows, or from what their exports say of themselves; `option`: as told. */
  readonly source: "inferred" | "option";
  /** What it rests on, a sentence. */
  readonly evidence: string;
}

/** So many times as likely as the next must a mode be, and so many rows must there be unless one is proof. */
const ENOUGH = Math.log(10_000);
const FEWEST = 3;
const MODES = ["double", "integer", "mixed"] as const;
/** The probability of a whole number that is damaged and therefore no evidence; each decimal of one that has some is a tenth of it. */
const DAMAGED = 5e-4;
/** That two damaged cells agree to the last digit. */
const AGREED = 1e-14;

/**
 * Tells from exported rows which of the three readings of its divisions a console follows: the one under which the rows are most
 * likely, whether their numbers were printed in full or rounded.
 *
 * A duration with a fraction of a second is one that no division dropped: `double`. A whole one is, where a fraction was dropped, a
 * second short of its printed times in half of the rows (FirstSeen 08:00:00.9, LastSeen 08:01:00.1 are 59.2 s, and print as 60 apart),
 * never longer: `integer` or `mixed`, which the average tells. Where it was rounded, an eighth are shorter and an eighth longer. A full
 * average times count − 1 gives the milliseconds, whatever became of the duration's. Where every time is of a whole second, `double` and
 * `mixed` give the same rows. Each row counts for so much at most, so that one in ten may be damaged.
 *
 * Not to be seen is a fraction that the tool which wrote the export cut off, as the console would have: such a `double` is an `integer`.
 * Misleading are times that are a second off, all to one side, in a tenth of the rows: they look like dropped fractions, or rounded ones.
 *
 * @example inferArithmetic([]).mode; // => "undecidable"
 */
export function inferArithmetic(exports: readonly ResultExport[]): ArithmeticFound {
  const likely = { double: 0, integer: 0, mixed: 0 };
  for (const exported of exports) addLikelihoods(exported, likely);
  const [first, second] = MODES.toSorted((a, b) => likely[b] - likely[a]) as [
    Arithmetic,
    Arithmetic,
  ];
  const ahead = likely[first] - likely[second];
  const all = exports.flatMap((one) => one.rows);
  const rows = all.filter(isTold);
  const silent = silentText(rows.length > 0 ? all.length - rows.length : 0);
  if (ahead >= ENOUGH && (rows.length >= FEWEST || rows.some(isProof))) {
    return { mode: first, source: "inferred", evidence: `${toldBy(exports, first)}${silent}` };
  }
  const needed = Math.max(FEWEST, Math.ceil((rows.length * ENOUGH) / ahead));
  const evidence = untoldBy(exports, [first, second], { rows: rows.length, needed });
  return { mode: "undecidable", source: "inferred", evidence: `${evidence}${silent}` };
}

function silentText(rows: number): string {
  if (rows === 0) return "";
  return `; ${rows} more ${rows === 1 ? "row has" : "rows have"} neither a duration nor an average`;
}

/** Adds, for each mode, the logarithm of how likely it makes the rows in the best of its readings. */
function addLikelihoods(exported: ResultExport, likely: Record<Arithmetic, number>): void {
  const rows = exported.rows.filter(isTold);
  const damaged = rows.map(damagedOdds);
  const lowest = Number.NEGATIVE_INFINITY;
  const best = { double: lowest, integer: lowest, mixed: lowest };
  for (const reading of readingsOf(rows)) {
    let sum = 0;
    for (const [i, row] of rows.entries()) {
      sum += Math.log(rowOdds(row, reading) + (damaged[i] as number));
    }
    best[reading.mode] = Math.max(best[reading.mode], sum);
  }
  for (const mode of MODES) likely[mode] += best[mode];
}

/** Whether the row says anything of how it was divided. */
function isTold({ durationSeconds, averageIntervalSeconds }: ResultRow): boolean {
  return durationSeconds !== null || averageIntervalSeconds !== null;
}

/** Whether the duration has a fraction that agrees with the times and, to the last digit, with the average: nothing damages two cells so. */
function isProof(row: ResultRow): boolean {
  const { durationSeconds: duration, averageIntervalSeconds: average, count } = row;
  if (duration === null || average === null || Number.isInteger(duration)) return false;
  if (count === 1 || !isAbout(average, duration / (count - 1), 0)) return false;
  return (
    timeOdds(row, { least: Math.floor(1000 * duration), most: Math.ceil(1000 * duration) }, 1) > 0
  );
}

function damagedOdds(row: ResultRow): number {
  if (isProof(row)) return AGREED;
  const { durationSeconds: duration } = row;
  const fraction = duration === null ? "" : (String(duration).split(".")[1] ?? "");
  const decimals = tellsMilliseconds(row) ? 3 : Math.min(3, fraction.length);
  return DAMAGED * 10 ** -decimals;
}
