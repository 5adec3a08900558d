import type { Intake, Warning } from "../../intake.js";
import { canonicalHost } from "../../network/address.js";
import { printable } from "../../text/printable.js";
import type { ResultColumn } from "../result-row.js";
import { BadCells } from "./bad-cells.js";
import {
  ANY,
  addressCell,
  type BadCell,
  COUNT,
  cellText,
  isBad,
  type NumberKind,
  numberCell,
  SECONDS,
  shown,
} from "./cells.js";
import { groupingIn } from "./numbers.js";

/** The columns that hold numbers. */
const NUMBERS: readonly ResultColumn[] = [
  ...(["destinationport", "RequestCount", "BytesSent", "BytesReceived"] as const),
  ...(["DurationSeconds", "AvgIntervalSeconds", "FirstMs", "LastMs", "N"] as const),
  ...(["RawEvents", "LogSources", "DistinctTimes"] as const),
];

/** The cells of the row at hand, by column. What is bad about one names the row, and the column as the file calls it. */
export class RowCells {
  readonly #positions: ReadonlyMap<ResultColumn, number>;
  readonly #names: ReadonlyMap<ResultColumn, string>;
  readonly #grouping: string | undefined;
  readonly #intake: Intake;
  readonly #badCells = new BadCells();
  #cells: readonly unknown[] = [];
  #row = 0;

  constructor(
    positions: ReadonlyMap<ResultColumn, number>,
    names: ReadonlyMap<ResultColumn, string>,
    grouping: string | undefined,
    intake: Intake,
  ) {
    this.#positions = positions;
    this.#names = names;
    this.#grouping = grouping;
    this.#intake = intake;
  }

  /** Goes to another row. */
  at(cells: readonly unknown[], row: number): void {
    this.#cells = cells;
    this.#row = row;
  }

  /** One warning for each column that had cells taken as unknown. */
  warnings(): Warning[] {
    return this.#badCells.warnings();
  }

  /** Null where the column has no value, or is not there. */
  text(column: ResultColumn): string | null {
    const at = this.#positions.get(column);
    return at === undefined ? null : cellText(this.#cells[at]);
  }

  /** The reason with the row and the column. */
  bad(column: ResultColumn, { bad, hint }: BadCell): BadCell {
    const advice = hint === undefined ? "" : `; ${hint}`;
    return { bad: `row ${this.#row}, ${this.#name(column)}: ${bad}${advice}` };
  }

  /** The first number whose digits are grouped, which nobody allowed: taken as unknown it would be missing in most rows. */
  groupedNumber(): BadCell | undefined {
    if (this.#grouping !== undefined) return undefined;
    for (const column of NUMBERS) {
      const text = this.text(column);
      if (text === null || groupingIn(text) === undefined) continue;
      const cell = numberCell(text, kindOf(column));
      if (isBad(cell)) return this.bad(column, cell);
    }
    return undefined;
  }

  address(column: ResultColumn): string | BadCell {
    const text = this.text(column);
    const address = text === null ? { bad: "no value" } : addressCell(text);
    return isBad(address) ? this.bad(column, address) : address;
  }

  /** A number without which there is no row. */
  needed(column: ResultColumn, kind: NumberKind): number | BadCell {
    const text = this.text(column);
    const value = text === null ? { bad: "no value" } : numberCell(text, kind, this.#grouping);
    return isBad(value) ? this.bad(column, value) : value;
  }

  /** A number that may be unknown. */
  number(column: ResultColumn, kind: NumberKind): number | null {
    const text = this.text(column);
    if (text === null) return null;
    const value = numberCell(text, kind, this.#grouping);
    return isBad(value) ? this.#unknown(column, value) : value;
  }

  /** A host name or address, in canonical form. */
  host(): string | null {
    const text = this.text("host");
    if (text === null) return null;
    return canonicalHost(text) ?? this.#unknown("host", { bad: `${shown(text)} is not a host` });
  }

  #unknown(column: ResultColumn, bad: BadCell): null {
    this.#badCells.note(this.#intake, this.#row, this.#name(column), bad);
    return null;
  }

  #name(column: ResultColumn): string {
    return printable(this.#names.get(column) ?? column);
  }
}

/** What a number of a column is called where its digits are grouped. */
function kindOf(column: ResultColumn): NumberKind {
  if (column === "RequestCount") return COUNT;
  return column === "DurationSeconds" || column === "AvgIntervalSeconds" ? SECONDS : ANY;
}
