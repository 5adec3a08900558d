import type { Problems } from "./problems.js";
import type { RowOptions } from "./row-options.js";

interface RowsOptions extends RowOptions {
  readonly rows?: string;
}

/** Notes options that need rows. */
export function checkRows(
  { rows, timeFormat, grouping, rowColumns }: RowsOptions,
  problems: Problems,
): void {
  if (rows !== undefined) return;
  if (timeFormat !== undefined) problems.add("--time-format goes with --rows only");
  if (grouping !== undefined) problems.add("--grouping goes with --rows only");
  if (rowColumns !== undefined) problems.add("--row-columns goes with --rows only");
}
