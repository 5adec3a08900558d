import type { ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";
import { printedFits } from "./printed.js";
import type { RowCheck } from "./row-check.js";

/** Of a row whose average does not fit: the duration, where one other would mend all that is broken. `timesBroken`: they do not fit, either. */
export function durationComplaint(
  row: ResultRow,
  check: RowCheck,
  timesBroken: boolean,
): Complaint | undefined {
  const { durationSeconds, averageIntervalSeconds: average, count } = row;
  if (durationSeconds === null || average === null) return undefined;
  const other = average * (count - 1);
  const whole = check.modes.includes("integer") ? count - 2 : 0;
  // Of whole averages many durations have the same.
  const span = { least: other * 1000 - 1, most: (other + whole) * 1000 + 1000 };
  const fits = printedFits({ ...row, durationSeconds: null }, span);
  const exact =
    row.firstMs === null ||
    row.lastMs === null ||
    whole > 0 ||
    Math.abs(row.lastMs - row.firstMs - other * 1000) < 1000;
  if (!fits || !exact) return undefined;
  if (!timesBroken && !isMilliseconds(other)) return undefined;
  const what = `${durationSeconds} s by ${count} - 1 are not the ${average} s of AvgIntervalSeconds, nor what lies between the times`;
  return {
    columns: timesBroken ? ["DurationSeconds"] : ["DurationSeconds", "AvgIntervalSeconds"],
    what,
  };
}

/** An average that was changed at will is hardly ever one of whole milliseconds. */
function isMilliseconds(seconds: number): boolean {
  return Math.abs(seconds * 1000 - Math.round(seconds * 1000)) < 1e-3;
}
