import { printable } from "../text/printable.js";
import type { Cell, Column } from "./cells.js";

/**
 * What a spreadsheet takes for the beginning of a formula, full-width forms included; where `;` parts cells, also after one, and
 * after quotes, which such a spreadsheet may take for those around a cell.
 */
const FORMULA = /(^|;)([\s"]*)(?=[=+\-@＝＋－＠])/gu;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Rows as CSV (RFC 4180) with a header line, in pieces of a line. Null is empty. Text that is no number and that a
 * spreadsheet would take for a formula (`=`, `+`, `-` or `@` first, or first after a `;`) gets an apostrophe before that
 * character; control characters are written as escapes.
 *
 * @example [...csvText([{ heading: "host", cell: (row) => row }], ["=cmd()"])]; // => ["host\r\n", "'=cmd()\r\n"]
 */
export function* csvText<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Generator<string> {
  yield line(columns.map(({ heading }) => heading));
  for (const row of rows) yield line(columns.map(({ cell }) => cell(row)));
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * One cell of `csvText`, quoted where it needs to be.
 *
 * @example csvCell("a,b"); // => '"a,b"'
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = printable(cell);
  const safe = NUMBER.test(text) ? text : text.replace(FORMULA, "$1$2'");
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
