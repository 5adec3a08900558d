import type { Warning } from "../../intake.js";
import { RULE_VARIANTS } from "../../reference/index.js";
import type { ResultColumn, ResultExport, ResultRow } from "../result-row.js";
import { type Complaint, suspectRow } from "./complaint.js";
import {
  type Complain,
  keeping,
  type RowComplaints,
  SIBLINGS,
  type Sibling,
  sampleOf,
  siblingsOf,
} from "./siblings.js";

/** So many rows that break the rule, and such a share of all in one column, are of another rule rather than damaged. A choice. */
const FEWEST = 5;
const SHARE = 0.1;
const SHOWN = 3;
/** Complaints that another rule explains, and what to tell in place of them. */
export interface OtherRule {
  readonly explained: ReadonlySet<Complaint>;
  readonly warnings: readonly Warning[];
}

/**
 * The complaints that are there because the export is likely the answer of another rule, and a warning `other-rule` for each of their
 * columns, in place of one a row: where a large share of rows breaks the rule in one column, or where fewer do, five at least, and by a
 * sibling (`RULE_VARIANTS`) neither they nor the others break it. It names the siblings; `complain` says of some rows what a rule has
 * against them.
 */
export function otherRule(
  exported: ResultExport,
  complaints: RowComplaints,
  complain: Complain,
): OtherRule {
  const { broken, sound } = sorted(complaints);
  if (broken.length < FEWEST) return { explained: new Set(), warnings: [] };
  const siblings = siblingsOf(broken, sound, complain);
  const [sibling] = siblings;
  const kept = new Set(
    sibling === undefined ? [] : keeping(broken, RULE_VARIANTS[sibling], complain),
  );
  const common = new Set(commonColumns(complaints).map(([column]) => column));
  const isCommon = ({ columns, isRuled: ruled }: Complaint) =>
    ruled === true && common.has(columns[0] as ResultColumn);
  const explained = new Set(
    [...complaints].flatMap(([row, all]) => (kept.has(row) ? all : all.filter(isCommon))),
  );
  const isNone = sibling === undefined && common.size > 0;
  const likely = isNone ? likelySiblings(sampleOf(exported.rows), complain) : siblings;
  const told = suspectsByColumn(
    broken.map((row) => [row, complaints.get(row) ?? []]),
    explained,
  );
  return { explained, warnings: [...told].map((one) => warningOf(exported, one, likely)) };
}

/** Rows that the rule alone has something against, and those that nothing has. */
function sorted(complaints: RowComplaints): { broken: ResultRow[]; sound: ResultRow[] } {
  const broken: ResultRow[] = [];
  const sound: ResultRow[] = [];
  for (const [row, all] of complaints) {
    if (all.length === 0) sound.push(row);
    else if (isRuled(all)) broken.push(row);
  }
  return { broken, sound };
}

function isRuled(all: readonly Complaint[]): boolean {
  return all.every((complaint) => complaint.isRuled);
}

/** Siblings whose rule no such share of rows breaks. */
function likelySiblings(sample: readonly ResultRow[], complain: Complain): Sibling[] {
  return SIBLINGS.filter(
    (name) => commonColumns(complain(sample, RULE_VARIANTS[name])).length === 0,
  );
}

function warningOf(
  { file, rows }: ResultExport,
  [column, found]: readonly [ResultColumn, readonly Suspect[]],
  siblings: readonly string[],
): Warning {
  const [first] = found as readonly [Suspect];
  const more = found.slice(1, SHOWN).map(({ row }) => row.row);
  const others = found.length > SHOWN ? " and others" : "";
  const rest = more.length === 0 ? "" : `, as do rows ${more.join(", ")}${others}`;
  const todo =
    siblings.length === 0
      ? "if it is the answer of another rule, name it with --rule"
      : `by that of ${siblings.map((name) => `--variant ${name}`).join(" or ")} they do not`;
  const what = `${found.length} of ${rows.length} rows break the rule in ${column}`;
  const message = `${file}: ${what} (${suspectRow(first.row)}: ${first.what}${rest}); ${todo}`;
  return { code: "other-rule", message, file, column };
}

interface Suspect {
  readonly row: ResultRow;
  readonly what: string;
}

/** The columns in which many of the rows break the rule, with those that are right by themselves. */
function commonColumns(complaints: RowComplaints): [ResultColumn, readonly Suspect[]][] {
  const ruled = [...complaints].filter(([, all]) => isRuled(all));
  const least = Math.max(FEWEST, SHARE * complaints.size);
  return [...suspectsByColumn(ruled)].filter(([, found]) => found.length >= least);
}

/** Rows by the columns of their complaints, or of those among some. */
function suspectsByColumn(
  complaints: Iterable<readonly [ResultRow, readonly Complaint[]]>,
  among?: ReadonlySet<Complaint>,
): Map<ResultColumn, Suspect[]> {
  const broken = new Map<ResultColumn, Suspect[]>();
  for (const [row, all] of complaints) {
    for (const complaint of all) {
      if (among?.has(complaint) === false) continue;
      const [column] = complaint.columns as readonly [ResultColumn];
      const suspects = broken.get(column);
      if (suspects === undefined) broken.set(column, [{ row, what: complaint.what }]);
      else suspects.push({ row, what: complaint.what });
    }
  }
  return broken;
}
