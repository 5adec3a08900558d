import type { Warning } from "../../intake.js";
import { networks } from "../../network/networks.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import { checkBlanks } from "./check-blanks.js";
import { checkCounts } from "./check-counts.js";
import { checkFilters } from "./check-filters.js";
import { checkPlaces } from "./check-places.js";
import { checkRow } from "./check-row.js";
import { checkTimes, type TimesFound } from "./check-times.js";
import { type Complaint, complaintWarnings } from "./complaint.js";
import { otherRule } from "./other-rule.js";
import type { RowCheck } from "./row-check.js";

/** What an export is checked by. */
export interface ExportCheck {
  readonly rule: Rule;
  /** How the console divides; where that is not known a row may follow any way. */
  readonly arithmetic: Arithmetic | "undecidable";
}

/**
 * What an export says against itself and against the rule whose answer it is said to be: `row-mismatch` warnings, each with row and
 * column, and what its rows have in common that a reader should know (`truncated`, `short-window`, `long-window`, `twelve-hour-clock`,
 * `clock-change`, `wrong-zone`, `ambiguous-time`, `no-rows`, `other-rule`). Rows that are off for one such reason have no `row-mismatch` for it.
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
  const rowCheck = { rule, modes, decimals: exported.decimals };
  const times = checkTimes(exported, check, rowCheck);
  const complain = (rows: readonly ResultRow[], one: Rule) =>
    ownComplaints(rows, { ...rowCheck, rule: one }, times);
  const complaints = complain(exported.rows, rule);
  addOthers(complaints, exported, rowCheck);
  const other = otherRule(exported, complaints, complain);
  const own = [...complaints].flatMap(([row, all]) => {
    const left = all.filter((complaint) => !other.explained.has(complaint));
    return complaintWarnings(exported, row, left);
  });
  return [...times.warnings, ...other.warnings, ...own];
}

/** What is wrong with each row by itself. */
function ownComplaints(
  rows: readonly ResultRow[],
  check: RowCheck,
  { doubtful, inZone }: TimesFound,
): Map<ResultRow, Complaint[]> {
  const excluded = networks(check.rule.excludeNetworks);
  const of = (row: ResultRow) => [
    ...checkRow(inZone(row), check, !doubtful.has(row)),
    ...checkFilters(row, check.rule, excluded),
  ];
  return new Map(rows.map((row) => [row, of(row)]));
}

/** Adds what is wrong beside other rows, and beside other counts. */
function addOthers(
  complaints: Map<ResultRow, Complaint[]>,
  exported: ResultExport,
  check: RowCheck,
): void {
  const places = checkPlaces(exported, doubtfulCounts(complaints));
  const blanks = checkBlanks(exported);
  for (const [row, all] of complaints) {
    all.push(...(places.get(row) ?? []));
    // A count that something else speaks against is no measure of others.
    if (!all.some(isOfCount)) all.push(...checkCounts(row, check));
    all.push(...(blanks.get(row) ?? []));
  }
}

function doubtfulCounts(complaints: ReadonlyMap<ResultRow, readonly Complaint[]>): Set<ResultRow> {
  const doubtful = [...complaints].filter(([, all]) => all.some(isOfCount));
  return new Set(doubtful.map(([row]) => row));
}

function isOfCount({ columns }: Complaint): boolean {
  return columns.includes("RequestCount");
}
