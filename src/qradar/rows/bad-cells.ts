import type { Intake, Warning } from "../../intake.js";

/** Cells that a row can do without and that could not be read, one warning a column in the end. */
export class BadCells {
  readonly #first = new Map<string, { warning: Warning; more: number }>();

  /** Notes a cell that is taken as unknown. */
  note({ file, line }: Intake, row: number, column: string, bad: string): void {
    const known = this.#first.get(column);
    if (known !== undefined) {
      known.more++;
      return;
    }
    const message = `${file}:${line}: row ${row}, ${column}: ${bad}, taken as unknown`;
    this.#first.set(column, { warning: { code: "bad-cell", message, row, column }, more: 0 });
  }

  warnings(): Warning[] {
    return [...this.#first.values()].map(({ warning, more }) => {
      const others = more === 1 ? "1 more row" : `${more} more rows`;
      return more === 0 ? warning : { ...warning, message: `${warning.message} (and ${others})` };
    });
  }
}
