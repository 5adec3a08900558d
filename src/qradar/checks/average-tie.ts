import type { Arithmetic } from "../../reference/index.js";
import { significant } from "../../text/units.js";
import type { ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";
import { isAbout } from "./numbers.js";
import { printedFits } from "./printed.js";
import type { RowCheck } from "./row-check.js";
import { averagedSpan, roundingOf } from "./row-spans.js";

/** More than a changed average has, fewer than a quotient as a rule. */
const MANY_DIGITS = 12;

/** The averages that a duration and a count may give. */
function averages(duration: number, count: number, modes: readonly Arithmetic[]): number[] {
  const average = count > 1 ? duration / (count - 1) : 0;
  const whole = modes.includes("integer") ? [Math.floor(average)] : [];
  return modes.some((mode) => mode !== "integer") ? [average, ...whole] : whole;
}

/** Whether the row's average is that of a duration and a count. */
export function isAverage(
  row: ResultRow,
  duration: number,
  count: number,
  check: RowCheck,
): boolean {
  const { averageIntervalSeconds: printed } = row;
  const { durationSeconds, averageIntervalSeconds: decimals } = check.decimals;
  const slack = count > 1 ? roundingOf(durationSeconds, check.modes) / (count - 1) : 0;
  const whole = decimals === 0 && check.modes.some((mode) => mode !== "integer");
  return averages(duration, count, check.modes).some((exact) => {
    // The nearest that a duration before rounding may have.
    const nearest = Math.min(Math.max(printed as number, exact - slack), exact + slack);
    if (whole && Math.abs((printed as number) - nearest) <= 0.5 + 1e-9) return true;
    return isAbout(printed as number, nearest, decimals);
  });
}

/** What duration, count and average say against each other; without a duration what lies between the times takes its place. */
export function averageComplaint(row: ResultRow, check: RowCheck): Complaint | undefined {
  const { durationSeconds: duration, averageIntervalSeconds: average, count } = row;
  if (average === null) return undefined;
  if (duration === null) return againstTimes(row, check);
  if (isAverage(row, duration, count, check)) return undefined;
  const [expected] = averages(duration, count, check.modes) as [number];
  const what = `${duration} s by ${count} - 1 are ${significant(expected, 15)} s, AvgIntervalSeconds is ${average}`;
  // Another count that makes the row right is no accident, unless averages have no fractions.
  const mends = [Math.floor, Math.round].some((whole) => {
    const other = whole(duration / average) + 1;
    return average > 0 && other > 1 && isAverage(row, duration, other, check);
  });
  if (!mends) return { columns: ["AvgIntervalSeconds"], what };
  // With so many digits an average is not that of another count by chance.
  const full = String(average).length > MANY_DIGITS;
  return { columns: full ? ["RequestCount"] : ["RequestCount", "AvgIntervalSeconds"], what };
}

function againstTimes(row: ResultRow, check: RowCheck): Complaint | undefined {
  const { averageIntervalSeconds: average, firstMs, lastMs, firstSeen, lastSeen, count } = row;
  const span = averagedSpan(row, check);
  const exact = firstMs === null || lastMs === null ? undefined : lastMs - firstMs;
  const fits =
    exact === undefined ? printedFits(row, span) : exact >= span.least && exact <= span.most;
  if (fits) return undefined;
  const apart = (exact ?? lastSeen.ms - firstSeen.ms) / 1000;
  const what = `${count} - 1 times the ${average} s of AvgIntervalSeconds are not the ${apart} s between the times`;
  const times =
    exact === undefined ? (["FirstSeen", "LastSeen"] as const) : (["FirstMs", "LastMs"] as const);
  return { columns: [...times, "RequestCount", "AvgIntervalSeconds"], what };
}
