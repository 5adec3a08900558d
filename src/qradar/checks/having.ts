import { holdsInterval } from "../../reference/confidence.js";
import type { ResultColumn, ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";
import type { RowCheck } from "./row-check.js";
import { ruledSpan } from "./row-spans.js";

/** What the query's HAVING says against the row: it would not have returned it. */
export function havingComplaints(row: ResultRow, check: RowCheck): Complaint[] {
  const { rule, modes } = check;
  const { count } = row;
  const complaints: Complaint[] = [];
  if (!(count > rule.minCount)) {
    const what = `${count} is not > ${rule.minCount}: the query does not return such a row`;
    complaints.push({ columns: ["RequestCount"], what, isRuled: true });
  }
  const held = modes.some((mode) => {
    const { least, most } = ruledSpan(row, mode, check);
    return [least, most].some((span) => holdsInterval({ ...rule, arithmetic: mode }, span, count));
  });
  if (held) return complaints;
  const what = `not within ${rule.interval.join(" and ")} s: the query does not return such a row`;
  return [...complaints, { columns: [intervalColumn(row)], what, isRuled: true }];
}

/** Where the interval stands, or what it comes from. */
function intervalColumn({ averageIntervalSeconds, durationSeconds }: ResultRow): ResultColumn {
  if (averageIntervalSeconds !== null) return "AvgIntervalSeconds";
  return durationSeconds === null ? "LastSeen" : "DurationSeconds";
}
