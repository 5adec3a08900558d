import { DEFAULT_RULE, IMPROVED_RULE, type Rule } from "../reference/index.js";
import type { ResultExport } from "./result-row.js";

/**
 * The rule whose answer exports are, as far as their columns tell: only the improved query (`toImprovedAql`) has `FirstMs`, `LastMs` and
 * `RawEvents`. Bands widened for jitter leave no trace in the columns.
 */
export function ruleBehind(exports: readonly Pick<ResultExport, "columns">[]): Rule {
  const improved = ({ columns }: Pick<ResultExport, "columns">) =>
    columns.has("FirstMs") && columns.has("LastMs") && columns.has("RawEvents");
  return exports.length > 0 && exports.every(improved) ? IMPROVED_RULE : DEFAULT_RULE;
}
