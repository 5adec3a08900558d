import { printable } from "../text/printable.js";
import type { Cell, Column } from "./cells.js";
import { pad, widthOf, wrapped } from "./width.js";

const INDENT = "    ";

/** Where the text under a row is broken into lines: a length that reads well and fits beside most tables. */
const BELOW_WIDTH = 116;

/**
 * Rows as aligned text under their headings, in pieces of a line. `below` gives text that stands under a row, indented.
 * Nothing in a cell can reach the terminal but printable characters.
 *
 * @example [...tableText([{ heading: "n", cell: (row) => row, align: "right" }], [10])]; // => [" n\n", "10\n"]
 */
export function* tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  below: (row: Row) => string = () => "",
): Generator<string> {
  const headings = columns.map(({ heading }) => heading);
  const cells = rows.map((row) => columns.map(({ cell }) => shown(cell(row))));
  const widths = [...headings.keys()].map((i) =>
    [headings, ...cells].reduce((width, row) => Math.max(width, widthOf(row[i] as string)), 0),
  );
  const line = (texts: readonly string[]) => {
    const padded = texts.map((text, i) =>
      pad(text, widths[i] as number, columns[i]?.align ?? "left"),
    );
    return `${padded.join("  ").trimEnd()}\n`;
  };
  yield line(headings);
  for (const [i, row] of rows.entries()) {
    yield line(cells[i] as string[]);
    for (const text of wrapped(printable(below(row)), BELOW_WIDTH)) yield `${INDENT}${text}\n`;
  }
}

function shown(cell: Cell): string {
  return cell === null ? "–" : printable(String(cell));
}
