import { DEFAULT_RULE } from "../../reference/index.js";
import { printedFits } from "../checks/printed.js";
import { durationSpan } from "../checks/row-spans.js";
import type { PrintedTime, ResultExport, ResultRow } from "../result-row.js";

/** From when to when a row's events lie, and for how long a time of it stands; epoch milliseconds. */
export interface RowWindow {
  /** First instants that the times stand for. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly resolutionMs: number;
}

/** Any console may have divided: a sound row must never be refused, and what is wrong is off by hours. */
const MODES = ["double", "integer", "mixed"] as const;
/** Of times without a duration it is known that the last does not precede the first. */
const ANY = { least: 0, most: Number.POSITIVE_INFINITY };

/**
 * The time in which a row's events lie. Of times that may mean several instants, all that fit the duration are in it. Undefined when none
 * does, or when `isDoubtful` says that printed times are not to be believed; exact ones always are.
 *
 * @example rowWindow({ ...row, firstMs: 5, lastMs: 7 }, exported); // => { firstSeen: 5, lastSeen: 7, resolutionMs: 1 }
 */
export function rowWindow(
  row: ResultRow,
  { decimals }: Pick<ResultExport, "decimals">,
  isDoubtful = false,
): RowWindow | undefined {
  const { firstMs, lastMs, firstSeen, lastSeen } = row;
  if (firstMs !== null && lastMs !== null) {
    return { firstSeen: firstMs, lastSeen: Math.max(firstMs, lastMs), resolutionMs: 1 };
  }
  if (isDoubtful) return undefined;
  // A duration is read the same by every rule.
  const check = { rule: DEFAULT_RULE, modes: MODES, decimals };
  const span = row.durationSeconds === null ? ANY : durationSpan(row, check);
  const fitting = meanings(firstSeen).flatMap((first) =>
    meanings(lastSeen)
      .filter((last) => printedFits({ ...row, firstSeen: first, lastSeen: last }, span))
      .map((last) => ({ first: first.ms, last: last.ms })),
  );
  if (fitting.length === 0) return undefined;
  const start = Math.min(...fitting.map(({ first }) => first));
  return {
    firstSeen: start,
    lastSeen: Math.max(start, ...fitting.map(({ last }) => last)),
    resolutionMs: Math.max(firstSeen.resolution, lastSeen.resolution),
  };
}

/** A time that may stand for several instants, as one time for each. */
function meanings(time: PrintedTime): PrintedTime[] {
  return [time.ms, ...time.others].map((ms) => ({ ...time, ms, others: [] }));
}
