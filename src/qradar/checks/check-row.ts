import { holdsInterval, reasonOf } from "../../reference/confidence.js";
import type { Arithmetic, Rule } from "../../reference/index.js";
import { significant } from "../../text/units.js";
import type { PrintedTime, ResultExport, ResultRow } from "../result-row.js";
import type { Complaint } from "./complaint.js";
import { isAbout } from "./numbers.js";
import { printedFits } from "./printed.js";
import { printedSpan, type Span, spanOf } from "./span.js";

/** What a row is checked by. */
export interface RowCheck {
  readonly rule: Rule;
  /** Modes that may hold: all of them where it is not known. */
  readonly modes: readonly Arithmetic[];
  readonly decimals: ResultExport["decimals"];
}

/**
 * What a row says against itself. Three numbers are printed several times over: the times as FirstSeen, LastSeen and DurationSeconds; the
 * duration again as AvgIntervalSeconds times the count less one; and average and count as BeaconConfidence. A cell that breaks one of
 * these ties and mends none is named; where two could be wrong, both are.
 *
 * Not to be seen are: another source, destination or port that the query lets through, other bytes, times off by less than what
 * their printing leaves open, and where averages are whole (`integer`) a count or duration that has the same one.
 */
export function checkRow(row: ResultRow, check: RowCheck): Complaint[] {
  const times = timesComplaints(row, check);
  const average = averageComplaint(row, check);
  const duration = durationWrong(row, check, times.length > 0, average !== undefined);
  if (duration !== undefined) return [duration];
  const found = average === undefined ? times : [...times, average];
  // What follows rests on these.
  if (average !== undefined) return found;
  return [...found, ...confidenceComplaint(row, check), ...havingComplaints(row, check)];
}

/** Seconds by which a duration may differ from the one that the console had, where milliseconds were rounded in printing. */
function roundingOf(decimals: number, modes: readonly Arithmetic[]): number {
  return decimals < 3 && modes.includes("double") ? 0.5 * 10 ** -decimals : 0;
}

/** What the printed duration can stand for, by the loosest of the modes. */
function durationSpan(row: ResultRow, { modes, decimals }: RowCheck): Span {
  const spans = modes.map((mode) => spanOf(row, mode));
  const slack = roundingOf(decimals.durationSeconds, modes) * 1000;
  return {
    least: Math.min(...spans.map(({ least }) => least)) - slack,
    most: Math.max(...spans.map(({ most }) => most)) + slack,
  };
}

/** What the times of a row say against each other and the duration. Milliseconds tell which of them it is. */
function timesComplaints(row: ResultRow, check: RowCheck): Complaint[] {
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

const DURATION = ["DurationSeconds"] as const;

/** Whether another duration fits the times and the average, too: many have one whole average, and any has none. */
function leavesDuration(row: ResultRow, check: RowCheck): boolean {
  const { averageIntervalSeconds: average, firstSeen, lastSeen, count } = row;
  if (average === null) return true;
  const { least, most } = printedSpan(firstSeen, lastSeen);
  return [least, (least + most) / 2, most].some((ms) =>
    isAverage(row, Math.max(0, Math.round(ms / 1000)), count, check),
  );
}

/** The averages that a duration and a count may give. */
function averages(duration: number, count: number, modes: readonly Arithmetic[]): number[] {
  const average = count > 1 ? duration / (count - 1) : 0;
  const whole = modes.includes("integer") ? [Math.floor(average)] : [];
  return modes.some((mode) => mode !== "integer") ? [average, ...whole] : whole;
}

function isAverage(row: ResultRow, duration: number, count: number, check: RowCheck): boolean {
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

function averageComplaint(row: ResultRow, check: RowCheck): Complaint | undefined {
  const { durationSeconds: duration, averageIntervalSeconds: average, count } = row;
  if (duration === null || average === null || isAverage(row, duration, count, check)) {
    return undefined;
  }
  const [expected] = averages(duration, count, check.modes) as [number];
  const what = `${duration} s by ${count} - 1 are ${significant(expected, 15)} s, AvgIntervalSeconds is ${average}`;
  // Another count that makes the row right is no accident, unless averages have no fractions.
  const mends = [Math.floor, Math.round].some((whole) => {
    const other = whole(duration / average) + 1;
    return average > 0 && other > 1 && isAverage(row, duration, other, check);
  });
  if (!mends) return { columns: ["AvgIntervalSeconds"], what };
  return { columns: ["RequestCount", "AvgIntervalSeconds"], what };
}

/** Whether one other duration would mend what is broken. */
function durationWrong(
  row: ResultRow,
  check: RowCheck,
  timesBroken: boolean,
  averageBroken: boolean,
): Complaint | undefined {
  const { durationSeconds, averageIntervalSeconds: average, count } = row;
  if (!averageBroken || durationSeconds === null || average === null) return undefined;
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

function confidenceComplaint(row: ResultRow, check: RowCheck): Complaint[] {
  const { confidence, count } = row;
  if (confidence === null) return [];
  const { rule, modes } = check;
  const possible = new Set(
    modes.flatMap((mode) => {
      const { least, most } = ruledSpan(row, mode, check);
      return [least, most].map((span) => reasonOf({ ...rule, arithmetic: mode }, span, count));
    }),
  );
  const said = [...possible].map((reason) => (reason === "none" ? "medium" : "high"));
  if (said.includes(confidence.trim().toLowerCase() as "high" | "medium")) return [];
  const what = `it is "${confidence.slice(0, 40)}", by the rule ${said.join(" or ")} (${[...possible].join(" or ")})`;
  return [{ columns: ["BeaconConfidence"], what }];
}

/** The span that the rule may have seen: rounding may have moved it over a bound. */
function ruledSpan(row: ResultRow, mode: Arithmetic, { decimals }: RowCheck): Span {
  const { least, most } = spanOf(row, mode);
  if (row.durationSeconds === null || (row.firstMs !== null && row.lastMs !== null)) {
    return { least, most };
  }
  const slack = Math.ceil(roundingOf(decimals.durationSeconds, [mode]) * 1000);
  return { least: least - slack, most: most + slack };
}

function havingComplaints(row: ResultRow, check: RowCheck): Complaint[] {
  const { rule, modes } = check;
  const { count } = row;
  const complaints: Complaint[] = [];
  if (!(count > rule.minCount)) {
    const what = `${count} is not > ${rule.minCount}: the query does not return such a row`;
    complaints.push({ columns: ["RequestCount"], what });
  }
  const held = modes.some((mode) => {
    const { least, most } = ruledSpan(row, mode, check);
    return [least, most].some((span) => holdsInterval({ ...rule, arithmetic: mode }, span, count));
  });
  if (held) return complaints;
  const what = `not within ${rule.interval.join(" and ")} s: the query does not return such a row`;
  return [...complaints, { columns: ["AvgIntervalSeconds"], what }];
}
