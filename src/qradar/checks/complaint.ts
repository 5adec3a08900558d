import type { Warning } from "../../intake.js";
import { printable } from "../../text/printable.js";
import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";

/** Something that a row says against itself: the columns of which one must be wrong, and what does not fit. */
export interface Complaint {
  /** Suspects: more than one where each of them, changed, would mend the row. */
  readonly columns: readonly ResultColumn[];
  readonly what: string;
}

/** The warnings of a row's complaints: one for each column that may be wrong, by the name it has in the export. */
export function complaintWarnings(
  { file, columns: names }: Pick<ResultExport, "file" | "columns">,
  row: ResultRow,
  complaints: readonly Complaint[],
): Warning[] {
  const told = new Set<ResultColumn>();
  const pair = `${row.source} to ${spelled(row.destination)}:${row.port}`;
  return complaints.flatMap(({ columns, what }) =>
    columns.flatMap((column) => {
      if (told.has(column)) return [];
      told.add(column);
      const own = names.get(column);
      const also = own === undefined || own === column ? "" : ` ("${printable(own)}")`;
      const message = `${file}: row ${row.row}, ${pair}: ${column}${also}: ${what}`;
      return [{ code: "row-mismatch", message, row: row.row, column }];
    }),
  );
}

function spelled(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
