import type { Warning } from "../../intake.js";
import { RULE_VARIANTS, type Rule } from "../../reference/index.js";
import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";
import { type Complaint, suspectRow } from "./complaint.js";

/** Complaints by row; a row without any need not be there. */
export type RowComplaints = ReadonlyMap<ResultRow, readonly Complaint[]>;

/** So many rows, and such a share of all, that break the rule in one column are of another rule rather than damaged. A choice. */
const FEWEST = 5;
const SHARE = 0.1;
const SHOWN = 3;

/**
 * Columns in which so many rows break the rule that the export is likely the answer of another one, and a warning `other-rule` for each,
 * in place of one a row. It names the siblings whose rule (`RULE_VARIANTS`) no row breaks.
 */
export function otherRule(
  { file, rows }: ResultExport,
  complaints: RowComplaints,
  by: (rule: Rule) => RowComplaints,
): { readonly columns: ReadonlySet<ResultColumn>; readonly warnings: readonly Warning[] } {
  const broken = ruledColumns(complaints);
  const common = [...broken].filter(
    ([, found]) => found.length >= FEWEST && found.length >= SHARE * rows.length,
  );
  if (common.length === 0) return { columns: new Set(), warnings: [] };
  const kept = Object.entries(RULE_VARIANTS)
    .filter(([, rule]) => ruledColumns(by(rule)).size === 0)
    .map(([name]) => `--variant ${name}`);
  const todo =
    kept.length === 0
      ? "if it is the answer of another rule, name it with --rule"
      : `by that of ${kept.join(" or ")} none does`;
  const warnings = common.map(([column, found]) => {
    const [first] = found as [Suspect];
    const more = found.slice(1, SHOWN).map(({ row }) => row.row);
    const also = more.length === 0 ? "" : `, as do rows ${more.join(", ")} and others`;
    const message = `${file}: ${found.length} of ${rows.length} rows break the rule in ${column} (${suspectRow(first.row)}: ${first.what}${also}); ${todo}`;
    return { code: "other-rule", message, file, column };
  });
  return { columns: new Set(common.map(([column]) => column)), warnings };
}

interface Suspect {
  readonly row: ResultRow;
  readonly what: string;
}

/** By column, the rows that break the rule there and are right by themselves. */
function ruledColumns(complaints: RowComplaints): Map<ResultColumn, Suspect[]> {
  const found = new Map<ResultColumn, Suspect[]>();
  for (const [row, all] of complaints) {
    for (const { columns, what, isRuled } of all) {
      const [column] = columns;
      if (isRuled !== true || column === undefined) continue;
      const suspects = found.get(column) ?? [];
      suspects.push({ row, what });
      found.set(column, suspects);
    }
  }
  return found;
}
