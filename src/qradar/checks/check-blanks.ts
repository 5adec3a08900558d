import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";

/** Of fewer rows than this it cannot be said that nearly all have a value. */
const FEWEST = 10;
/**
 * A column may be blank in one row of twenty, or in a single one. A choice: the query has a value for every row, so any blank is a loss,
 * but where many are blank somebody put two answers together of which one has the column, and a line a row would tell nothing.
 */
const SHARE = 1 / 20;

type Blank = (row: ResultRow) => boolean;

/** Columns that the query fills in every row. It need not know bytes and hosts; rows without the others are rejected. */
const FILLED: readonly (readonly [readonly ResultColumn[], Blank])[] = [
  [["FirstSeen"], ({ firstSeen, firstMs }) => isFilledIn(firstSeen, firstMs)],
  [["LastSeen"], ({ lastSeen, lastMs }) => isFilledIn(lastSeen, lastMs)],
  [["DurationSeconds"], (row) => row.durationSeconds === null],
  [["AvgIntervalSeconds"], (row) => row.averageIntervalSeconds === null],
  [["BeaconConfidence"], (row) => row.confidence === null],
  [["FirstMs"], (row) => row.firstMs === null],
  [["LastMs"], (row) => row.lastMs === null],
  // Either stands in for the other, and a row does not tell which of them did.
  [["RequestCount", "N"], (row) => row.records === null],
  [["RawEvents"], (row) => row.rawEvents === null],
  [["LogSources"], (row) => row.logSources === null],
  [["DistinctTimes"], (row) => row.distinctTimes === null],
];

/** Cells without a value in columns that nearly all rows have one in: by row, what is wrong with it. */
export function checkBlanks({
  columns: names,
  rows,
  warnings,
}: Pick<ResultExport, "columns" | "rows" | "warnings">): Map<ResultRow, Complaint[]> {
  const found = new Map<ResultRow, Complaint[]>();
  if (rows.length < FEWEST) return found;
  const most = Math.ceil(rows.length * SHARE);
  for (const [columns, isBlank] of FILLED) {
    if (!columns.every((column) => names.has(column))) continue;
    const blank = rows.filter(isBlank);
    if (blank.length > most) continue;
    const filled = rows.length - blank.length;
    const what = `no value that can be read, and ${filled} of ${rows.length} rows have one`;
    for (const row of blank) {
      const untold = columns.filter((column) => !isTold(row, names.get(column), warnings));
      found.set(row, [...(found.get(row) ?? []), { columns: untold, what }]);
    }
  }
  return found;
}

/** Whether a printed time is the exact one beside it, since its own cell has none. */
function isFilledIn({ text, resolution }: ResultRow["firstSeen"], ms: number | null): boolean {
  return resolution === 1 && text === String(ms);
}

/** Whether a cell's text is in a warning already, as one that is taken as unknown. */
function isTold(
  { row }: ResultRow,
  name: string | undefined,
  warnings: ResultExport["warnings"],
): boolean {
  return warnings.some(
    ({ code, row: of, column }) => code === "bad-cell" && of === row && column === name,
  );
}
