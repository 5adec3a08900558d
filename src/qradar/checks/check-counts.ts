import type { ResultColumn, ResultRow } from "../result-row.js";
import { isAverage } from "./average-tie.js";
import type { Complaint } from "./complaint.js";
import type { RowCheck } from "./row-check.js";

/**
 * What the improved query's other counts say against the row's: a record stands for one event at least, and has one time and one log
 * source. RequestCount is named as well where the count that would mend it has the same average.
 */
export function checkCounts(row: ResultRow, check: RowCheck): Complaint[] {
  const { count, records, rawEvents, logSources, distinctTimes } = row;
  const complaints: Complaint[] = [];
  const differs = (column: ResultColumn, value: number, what: string) => {
    const also = leavesCount(row, value, check) ? (["RequestCount"] as const) : [];
    complaints.push({ columns: [column, ...also], what });
  };
  if (records !== null && records !== count) {
    differs("N", records, `${records} records, and RequestCount is ${count}`);
  }
  if (rawEvents !== null && rawEvents < count) {
    differs("RawEvents", rawEvents, `${rawEvents} events cannot be ${count} records`);
  }
  for (const [column, value, least] of [
    ["LogSources", logSources, 1],
    ["DistinctTimes", distinctTimes, takesTime(row) ? 2 : 1],
  ] as const) {
    if (value === null) continue;
    if (value > count) differs(column, value, `${value} of ${count} records`);
    if (value < least)
      complaints.push({ columns: [column], what: `${value}, and not ${least} at least` });
  }
  return complaints;
}

/** Whether first and last time are two. */
function takesTime({ durationSeconds, firstMs, lastMs }: ResultRow): boolean {
  return firstMs !== null && lastMs !== null ? lastMs > firstMs : (durationSeconds ?? 0) > 0;
}

function leavesCount(row: ResultRow, count: number, check: RowCheck): boolean {
  const { durationSeconds: duration, averageIntervalSeconds: average } = row;
  return duration === null || average === null || isAverage(row, duration, count, check);
}
