import type { Warning } from "../../intake.js";
import { networks } from "../../network/networks.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import { checkCounts } from "./check-counts.js";
import { checkFilters } from "./check-filters.js";
import { checkPlaces } from "./check-places.js";
import { checkRow } from "./check-row.js";
import { checkTimes } from "./check-times.js";
import { type Complaint, complaintWarnings } from "./complaint.js";

/** What an export is checked by. */
export interface ExportCheck {
  readonly rule: Rule;
  /** How the console divides; where that is not known a row may follow any way. */
  readonly arithmetic: Arithmetic | "undecidable";
}

/**
 * What an export says against itself and against the rule whose answer it is said to be: `row-mismatch` warnings, each with row and
 * column, and what its rows have in common that a reader should know (`truncated`, `short-window`, `long-window`, `twelve-hour-clock`,
 * `ambiguous-time`, `no-rows`).
 *
 * `short-window` is told below 90 % of the rule's hours. The share is a choice, and the warning proves no fault: most sites have pairs that
 * talk all day, but one without traffic at night has none in a whole answer. `long-window` leaves a minute at each end, to which a console
 * may widen the hours.
 *
 * @example checkExport({ ...exported, rows: [] }, { rule: DEFAULT_RULE, arithmetic: "double" })[0].code; // => "no-rows"
 */
export function checkExport(exported: ResultExport, check: ExportCheck): Warning[] {
  const { rule, arithmetic } = check;
  const modes =
    arithmetic === "undecidable" ? (["double", "integer", "mixed"] as const) : [arithmetic];
  const excluded = networks(rule.excludeNetworks);
  const times = checkTimes(exported, check);
  const decimals = exported.decimals;
  const own = new Map<ResultRow, Complaint[]>();
  for (const row of exported.rows) {
    if (!times.doubtful.has(row)) own.set(row, checkRow(row, { rule, modes, decimals }));
  }
  const places = checkPlaces(exported, doubtfulCounts(own));
  const complaints = exported.rows.flatMap((row) => {
    const all = [
      ...(own.get(row) ?? []),
      ...checkFilters(row, rule, excluded),
      ...(places.get(row) ?? []),
    ];
    // A count that something else speaks against is no measure of others.
    if (!all.some(isOfCount)) all.push(...checkCounts(row, { rule, modes, decimals }));
    return complaintWarnings(exported, row, all);
  });
  return [...times.warnings, ...complaints];
}

function doubtfulCounts(complaints: ReadonlyMap<ResultRow, readonly Complaint[]>): Set<ResultRow> {
  const doubtful = [...complaints].filter(([, all]) => all.some(isOfCount));
  return new Set(doubtful.map(([row]) => row));
}

function isOfCount({ columns }: Complaint): boolean {
  return columns.includes("RequestCount");
}
