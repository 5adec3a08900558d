import { DEFAULT_RULE, IMPROVED_RULE, type Rule } from "../reference/index.js";
import type { ResultExport } from "./result-row.js";

type Told = Pick<ResultExport, "columns" | "rule">;

/**
 * The rule whose answer exports are: the one that all of them name, as those of our own `reference` do, with the longest of their windows;
 * else as far as their columns tell, where only the improved query (`toImprovedAql`) has `FirstMs`, `LastMs` and `RawEvents`. Bands widened
 * for jitter leave no trace in the columns.
 */
export function ruleBehind(exports: readonly Told[]): Rule {
  return ownRule(exports) ?? (isImproved(exports) ? IMPROVED_RULE : DEFAULT_RULE);
}

/** The rule that all exports name, if for windows of several lengths. */
function ownRule(exports: readonly Told[]): Rule | undefined {
  const rules = exports.map(({ rule }) => rule).filter((rule) => rule !== undefined);
  const [first] = rules;
  if (first === undefined || rules.length < exports.length) return undefined;
  const same = (rule: Rule) => JSON.stringify({ ...rule, hours: 0 });
  if (rules.some((rule) => same(rule) !== same(first))) return undefined;
  return { ...first, hours: Math.max(...rules.map(({ hours }) => hours)) };
}

function isImproved(exports: readonly Told[]): boolean {
  const improved = ({ columns }: Told) =>
    columns.has("FirstMs") && columns.has("LastMs") && columns.has("RawEvents");
  return exports.length > 0 && exports.every(improved);
}
