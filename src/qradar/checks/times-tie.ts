import type { PrintedTime, ResultRow } from "../result-row.js";
import { isAverage } from "./average-tie.js";
import type { Complaint } from "./complaint.js";
import { printedFits } from "./printed.js";
import type { RowCheck } from "./row-check.js";
import { durationSpan } from "./row-spans.js";
import { printedSpan } from "./span.js";

const DURATION = ["DurationSeconds"] as const;

/** What the times of a row say against each other and the duration. Milliseconds tell which of them it is. */
export function timesComplaints(row: ResultRow, check: RowCheck): Complaint[] {
  const { firstMs, lastMs, firstSeen, lastSeen, durationSeconds } = row;
  const printed = { ...row, firstMs: null, lastMs: null };
  const span = durationSeconds === null ? undefined : durationSpan(printed, check);
  const exact = firstMs === null || lastMs === null ? undefined : lastMs - firstMs;
  if (span === undefined || exact === undefined) {
    const own = outOfPrint(row, [
      ["FirstMs", "FirstSeen"],
      ["LastMs", "LastSeen"],
    ]);
    if (own.length > 0 || span === undefined || printedFits(printed, span)) return own;
    const apart = (lastSeen.ms - firstSeen.ms) / 1000;
    const what = `${firstSeen.text} and ${lastSeen.text} are ${apart} s apart, DurationSeconds is ${durationSeconds}`;
    const also = leavesDuration(row, check) ? DURATION : [];
    return [{ columns: ["FirstSeen", "LastSeen", ...also], what }];
  }
  // Where milliseconds and duration agree, the text is wrong; else what differs from its text.
  const agrees = exact >= span.least && exact <= span.most;
  const own = outOfPrint(row, agrees ? [["FirstSeen"], ["LastSeen"]] : [["FirstMs"], ["LastMs"]]);
  if (own.length > 0 || agrees) return own;
  const what = `FirstMs and LastMs are ${exact / 1000} s apart, DurationSeconds is ${durationSeconds}`;
  if (!printedFits(printed, span)) return [{ columns: DURATION, what }];
  const also = leavesDuration(row, check) ? DURATION : [];
  return [{ columns: ["FirstMs", "LastMs", ...also], what }];
}

type Columns = Complaint["columns"];

/** Milliseconds that are not in the second or minute printed beside them, with the columns to name of first and of last. */
function outOfPrint(row: ResultRow, [first, last]: readonly [Columns, Columns]): Complaint[] {
  const complaints = [];
  for (const [ms, time, columns] of [
    [row.firstMs, row.firstSeen, first],
    [row.lastMs, row.lastSeen, last],
  ] as const) {
    if (ms === null || holds(time, ms)) continue;
    complaints.push({ columns, what: `${ms} is not ${time.text}` });
  }
  return complaints;
}

function holds({ ms: first, others, resolution }: PrintedTime, ms: number): boolean {
  return [first, ...others].some((start) => ms >= start && ms < start + resolution);
}

/** Whether another duration fits the times and the average, too: many have one whole average, and any has none. */
function leavesDuration(row: ResultRow, check: RowCheck): boolean {
  const { averageIntervalSeconds: average, firstSeen, lastSeen, count } = row;
  if (average === null) return true;
  const { least, most } = printedSpan(firstSeen, lastSeen);
  return [least, (least + most) / 2, most].some((ms) =>
    isAverage(row, Math.max(0, Math.round(ms / 1000)), count, check),
  );
}
