import { RULE_VARIANTS, type Rule } from "../../reference/index.js";
import type { ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";

/** Of the rows that break the rule such a share may break a sibling's as well: damaged ones. */
const DAMAGED = 0.1;
/** By so many rows, taken evenly, siblings are tried. */
const SAMPLE = 2000;

/** Complaints by row, of every row. */
export type RowComplaints = ReadonlyMap<ResultRow, readonly Complaint[]>;

/** The name of a sibling's rule. */
export type Sibling = keyof typeof RULE_VARIANTS;
/** All of them. */
export const SIBLINGS: readonly Sibling[] = Object.keys(RULE_VARIANTS) as Sibling[];

/** Says of some rows what a rule has against them. */
export type Complain = (rows: readonly ResultRow[], rule: Rule) => RowComplaints;

/** Siblings whose rule all rows keep but those that break this one, and nearly all of these; by a sample of either. */
export function siblingsOf(
  broken: readonly ResultRow[],
  sound: readonly ResultRow[],
  complain: Complain,
): Sibling[] {
  const [some, others] = [sampleOf(broken), sampleOf(sound)];
  const damaged = Math.max(1, Math.floor(DAMAGED * some.length));
  return SIBLINGS.filter((name) => {
    const rule = RULE_VARIANTS[name];
    const left = some.length - keeping(some, rule, complain).length;
    return left <= damaged && keeping(others, rule, complain).length === others.length;
  });
}

/** Those that a rule has nothing against. */
export function keeping(rows: readonly ResultRow[], rule: Rule, complain: Complain): ResultRow[] {
  return [...complain(rows, rule)].flatMap(([row, all]) => (all.length === 0 ? [row] : []));
}

/** Some of the rows, taken evenly. */
export function sampleOf(rows: readonly ResultRow[]): ResultRow[] {
  const step = Math.ceil(rows.length / SAMPLE);
  return rows.filter((_, i) => i % step === 0);
}
