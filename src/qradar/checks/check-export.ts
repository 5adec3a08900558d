import type { Warning } from "../../intake.js";
import { networks } from "../../network/networks.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import type { ResultExport, ResultRow } from "../result-row.js";
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
      ...checkPlace(row, rule, excluded),
      ...(places.get(row) ?? []),
    ];
    return complaintWarnings(exported, row, all);
  });
  return [...times.warnings, ...complaints];
}

function doubtfulCounts(complaints: ReadonlyMap<ResultRow, readonly Complaint[]>): Set<ResultRow> {
  const doubtful = [...complaints].filter(([, all]) =>
    all.some(({ columns }) => columns.includes("RequestCount")),
  );
  return new Set(doubtful.map(([row]) => row));
}

function checkPlace(
  row: ResultRow,
  { ports, excludePrefixes }: Rule,
  excluded: { has(address: string): boolean },
): Complaint[] {
  const { destination, port, count, rawEvents, logSources, distinctTimes } = row;
  const complaints: Complaint[] = [];
  const add = (columns: Complaint["columns"], what: string) => complaints.push({ columns, what });
  if (ports.length > 0 && !ports.includes(port)) {
    add(["destinationport"], `${port} is none of the rule's ports ${ports.join(", ")}`);
  }
  const prefix = excludePrefixes.find((text) => destination.startsWith(text));
  if (prefix !== undefined || excluded.has(destination)) {
    add(["destinationip"], `the rule leaves out ${destination}`);
  }
  if (rawEvents !== null && rawEvents < count) {
    add(["RawEvents"], `${rawEvents} events cannot be ${count} records`);
  }
  for (const [column, value] of [
    ["LogSources", logSources],
    ["DistinctTimes", distinctTimes],
  ] as const) {
    if (value !== null && value > count) add([column], `${value} of ${count} records`);
  }
  return complaints;
}
