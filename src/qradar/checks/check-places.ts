import { pairKey } from "../../pairs.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";

/** What rows say against each other: by row, what is wrong with it. `suspects` are rows whose count is doubtful as it is. */
export function checkPlaces(
  { rows }: ResultExport,
  suspects: ReadonlySet<ResultRow>,
): Map<ResultRow, Complaint[]> {
  const found = new Map<ResultRow, Complaint[]>();
  for (const [row, first] of repeated(rows)) {
    const what = `row ${first.row} is of the same pair, and the query returns each pair once`;
    const columns = ["sourceip", "destinationip", "destinationport"] as const;
    found.set(row, [{ columns, what }]);
  }
  const lone = misplaced(rows, suspects);
  if (lone !== undefined) {
    const what = `${lone.count} stands out of its place: the rows are in descending order but for it`;
    found.set(lone, [...(found.get(lone) ?? []), { columns: ["RequestCount"], what }]);
  }
  return found;
}

/** Rows of a pair that another row is of already, with that one. */
function* repeated(rows: readonly ResultRow[]): Generator<[ResultRow, ResultRow]> {
  const seen = new Map<string, ResultRow>();
  for (const row of rows) {
    const key = pairKey(row);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else yield [row, first];
  }
}

/**
 * The only row whose count is not between those around it. Undefined where there is none, or where rows are in some other order. Of two
 * neighbours that could each be it, as in 9 7 8 5, the one is taken whose count is less like those around.
 */
function misplaced(
  rows: readonly ResultRow[],
  suspects: ReadonlySet<ResultRow>,
): ResultRow | undefined {
  const count = (at: number) => rows[at]?.count ?? (at < 0 ? Number.POSITIVE_INFINITY : 0);
  const falls = (at: number) => count(at) < count(at + 1);
  const places = [...rows.keys()].filter((at) => at + 1 < rows.length && falls(at));
  const [at] = places;
  if (at === undefined || places.length > 1) return undefined;
  if ([at, at + 1].some((one) => suspects.has(rows[one] as ResultRow))) return undefined;
  const candidates = [at, at + 1].filter((one) => count(one - 1) >= count(one + 1));
  const jump = (one: number) =>
    Math.max(count(one) / count(one - 1) - 1, count(one + 1) / Math.max(1, count(one)) - 1);
  const [best] = candidates.toSorted((a, b) => jump(b) - jump(a));
  return best === undefined ? undefined : rows[best];
}
