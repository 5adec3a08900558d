import { printable } from "../text/printable.js";
import type { Cell, Column } from "./cells.js";

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const INDENT = "    ";

/** Where the text under a row is broken into lines: a length that reads well and fits beside most tables. */
const BELOW_WIDTH = 116;

/**
 * Rows as aligned text under their headings. `below` gives text that stands under a row, indented. Nothing in a cell can
 * reach the terminal but printable characters.
 */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  below: (row: Row) => string = () => "",
): string {
  const cells = rows.map((row) => columns.map((column) => shown(column.cell(row))));
  const widths = columns.map(({ heading }, i) =>
    cells.reduce((width, row) => Math.max(width, widthOf(row[i] as string)), widthOf(heading)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => pad(text, widths[i] as number, columns[i]?.align ?? "left"))
      .join("  ")
      .trimEnd();
  const lines = [line(columns.map(({ heading }) => heading))];
  for (const [i, row] of rows.entries()) {
    lines.push(line(cells[i] as string[]));
    for (const text of wrapped(printable(below(row)))) lines.push(INDENT + text);
  }
  return `${lines.join("\n")}\n`;
}

function shown(cell: Cell): string {
  return cell === null ? "–" : printable(String(cell));
}

function pad(text: string, width: number, align: "left" | "right"): string {
  const blank = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "right" ? blank + text : text + blank;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length >= BELOW_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/** Columns on a terminal: East Asian wide characters take two, combining marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}
