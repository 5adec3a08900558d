/** What a row may hold. */
export type Cell = string | number | boolean | null;

/** One column of a view: its heading and what it shows of a row. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Cell;
  /** Default `left`. */
  readonly align?: "left" | "right";
}
