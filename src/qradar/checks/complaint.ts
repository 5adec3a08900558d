import type { Warning } from "../../intake.js";
import { endpoint } from "../../text/endpoint.js";
import { printable } from "../../text/printable.js";
import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";

/** Something that a row says against itself: the columns of which one must be wrong, and what does not fit. */
export interface Complaint {
  /** Suspects: more than one where each of them, changed, would mend the row. */
  readonly columns: readonly ResultColumn[];
  readonly what: string;
  /** Whether it is the rule that says so: by another one the row may be right. */
  readonly isRuled?: boolean;
}

/** The warnings of a row's complaints: one for each column that may be wrong, by the name it has in the export. */
export function complaintWarnings(
  { file, columns: names }: Pick<ResultExport, "file" | "columns">,
  row: ResultRow,
  complaints: readonly Complaint[],
): Warning[] {
  const told = new Set<ResultColumn>();
  const suspect = suspectRow(row);
  return complaints.flatMap(({ columns, what }) =>
    columns.flatMap((column) => {
      if (told.has(column)) return [];
      told.add(column);
      const own = names.get(column);
      const also = own === undefined || own === column ? "" : ` ("${printable(own)}")`;
      const message = `${file}: ${suspect}: ${column}${also}: ${what}`;
      return [{ code: "row-mismatch", message, file, row: row.row, column }];
    }),
  );
}

/** A row by its number and pair, as in `row 3, 10.1.2.3 to 203.0.113.9:443`. */
export function suspectRow({ row, source, destination, port }: ResultRow): string {
  return `row ${row}, ${source} to ${endpoint(destination, port)}`;
}
