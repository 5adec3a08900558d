import { printable } from "../text/printable.js";
import type { Cell, Column } from "./cells.js";

/**
 * Rows as CSV (RFC 4180) with a header line. Null is empty. Text that a spreadsheet would take for a formula (`=`, `+`,
 * `-`, `@` first) is led by an apostrophe, unless it is a number; control characters are written as escapes.
 *
 * @example csvText([{ heading: "host", cell: (row) => row }], ["=cmd()"]); // => "host\r\n'=cmd()\r\n"
 */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(column.cell(row))).join(","));
  return `${[columns.map(({ heading }) => csvCell(heading)).join(","), ...lines].join("\r\n")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = printable(cell);
  const safe = /^[=+\-@]/.test(text) && !isNumber(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}
