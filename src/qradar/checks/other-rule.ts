import type { Warning } from "../../intake.js";
import { RULE_VARIANTS, type Rule } from "../../reference/index.js";
import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";
import { type Complaint, suspectRow } from "./complaint.js";

/** Complaints by row, of every row. */
export type RowComplaints = ReadonlyMap<ResultRow, readonly Complaint[]>;

/** So many rows, and such a share of all, that break the rule in one column are of another rule rather than damaged. A choice. */
const FEWEST = 5;
const SHARE = 0.1;
const SHOWN = 3;
/** By so many rows, taken evenly, siblings are tried. */
const SAMPLE = 2000;

/**
 * Columns in which so many rows break the rule that the export is likely the answer of another one, and a warning `other-rule` for each,
 * in place of one a row. It names the siblings (`RULE_VARIANTS`) whose rule no such share of rows breaks; `complain` says of some rows what
 * a rule has against them.
 */
export function otherRule(
  { file, rows }: ResultExport,
  complaints: RowComplaints,
  complain: (rows: readonly ResultRow[], rule: Rule) => RowComplaints,
): { readonly columns: ReadonlySet<ResultColumn>; readonly warnings: readonly Warning[] } {
  const common = commonColumns(complaints);
  if (common.length === 0) return { columns: new Set(), warnings: [] };
  const step = Math.ceil(rows.length / SAMPLE);
  const sample = rows.filter((_, i) => i % step === 0);
  const kept = Object.entries(RULE_VARIANTS)
    .filter(([, rule]) => commonColumns(complain(sample, rule)).length === 0)
    .map(([name]) => `--variant ${name}`);
  const todo =
    kept.length === 0
      ? "if it is the answer of another rule, name it with --rule"
      : `by that of ${kept.join(" or ")} they do not`;
  const warnings = common.map(([column, found]) => {
    const [first] = found as [Suspect];
    const more = found.slice(1, SHOWN).map(({ row }) => row.row);
    const rest = `as do rows ${more.join(", ")} and others`;
    const message = `${file}: ${found.length} of ${rows.length} rows break the rule in ${column} (${suspectRow(first.row)}: ${first.what}, ${rest}); ${todo}`;
    return { code: "other-rule", message, file, column };
  });
  return { columns: new Set(common.map(([column]) => column)), warnings };
}

interface Suspect {
  readonly row: ResultRow;
  readonly what: string;
}

/** The columns in which many of the rows break the rule, with those that are right by themselves. */
function commonColumns(complaints: RowComplaints): [ResultColumn, readonly Suspect[]][] {
  const broken = new Map<ResultColumn, Suspect[]>();
  for (const [row, all] of complaints) {
    if (!all.every(({ isRuled }) => isRuled)) continue;
    for (const { columns, what } of all) {
      const [column] = columns as readonly [ResultColumn];
      const suspects = broken.get(column);
      if (suspects === undefined) broken.set(column, [{ row, what }]);
      else suspects.push({ row, what });
    }
  }
  const least = Math.max(FEWEST, SHARE * complaints.size);
  return [...broken].filter(([, found]) => found.length >= least);
}
