import { pairKey } from "../../pairs.js";
import type { ArithmeticFound } from "../checks/index.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import type { HistoryRow } from "./rescored.js";
import { type RowFacts, rowFacts } from "./row-facts.js";

/** A row and the export that it is in. */
export interface PlacedRow {
  readonly row: ResultRow;
  readonly from: ResultExport;
  readonly facts: RowFacts;
}

/** The rows of every pair, the latest last: by last and first time, count, file and row. */
export function rowsByPair(
  exports: readonly ResultExport[],
  mode: ArithmeticFound["mode"],
): Map<string, PlacedRow[]> {
  const pairs = new Map<string, PlacedRow[]>();
  for (const from of exports) {
    for (const row of from.rows) {
      const placed = { row, from, facts: rowFacts(row, mode) };
      const known = pairs.get(pairKey(row));
      if (known === undefined) pairs.set(pairKey(row), [placed]);
      else known.push(placed);
    }
  }
  for (const rows of pairs.values()) if (rows.length > 1) rows.sort(later);
  return pairs;
}

function later(a: PlacedRow, b: PlacedRow): number {
  return (
    a.facts.last - b.facts.last ||
    a.facts.first - b.facts.first ||
    a.row.count - b.row.count ||
    compareText(a.from.file, b.from.file) ||
    a.row.row - b.row.row
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What the history tells of a row. */
export function historyRow({ row, from, facts }: PlacedRow): HistoryRow {
  return {
    file: from.file,
    row: row.row,
    firstSeen: facts.first,
    lastSeen: facts.last,
    count: row.count,
    averageIntervalSeconds: row.averageIntervalSeconds ?? facts.mean,
  };
}
