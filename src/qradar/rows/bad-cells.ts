import type { Intake, Warning } from "../../intake.js";
import type { BadCell } from "./cells.js";

/** Cells that a row can do without and that could not be read, one warning a column in the end. */
export class BadCells {
  readonly #first = new Map<string, { warning: Warning; hint: string | undefined; more: number }>();

  /** Notes a cell that is taken as unknown. */
  note({ file, line }: Intake, row: number, column: string, cell: BadCell): void {
    const known = this.#first.get(column);
    if (known !== undefined) {
      known.more++;
      return;
    }
    const message = `${file}:${line}: row ${row}, ${column}: ${cell.bad}, taken as unknown`;
    const warning = { code: "bad-cell", message, row, column };
    this.#first.set(column, { warning, hint: cell.hint, more: 0 });
  }

  warnings(): Warning[] {
    return [...this.#first.values()].map(({ warning, hint, more }) => {
      const others = more === 1 ? " (and 1 more row)" : ` (and ${more} more rows)`;
      const advice = hint === undefined ? "" : `; ${hint}`;
      return { ...warning, message: `${warning.message}${more === 0 ? "" : others}${advice}` };
    });
  }
}
