import type { Warning } from "../../intake.js";
import { significant } from "../../text/units.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import type { ExportCheck } from "./check-export.js";
import { type ClockChange, clockChange } from "./clock-change.js";
import { timesOf } from "./printed.js";
import type { RowCheck } from "./row-check.js";
import { twelveHours } from "./twelve-hours.js";
import { unshifted, type ZoneShift, zoneShift } from "./zone-shift.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** What consoles and tools show at a time. */
const PAGES = [50, 100, 1000];
/**
 * A window of which less than this share shows was likely not all searched, or the logs begin in it. A choice: with traffic by day only,
 * an answer that has all its rows is short as well.
 */
const COVERED = 0.9;

/** What the times of rows have in common. */
export interface TimesFound {
  readonly warnings: readonly Warning[];
  /** Rows whose printed times are all wrong for one reason, and no measure of anything. */
  readonly doubtful: ReadonlySet<ResultRow>;
  /** The row with printed times as in the zone of its milliseconds: the same one but where all were read in a wrong zone. */
  readonly inZone: (row: ResultRow) => ResultRow;
}

/** Tells what the times of an export's rows have in common. */
export function checkTimes(
  { file, rows, window, input }: ResultExport,
  { rule, arithmetic }: ExportCheck,
  rowCheck: RowCheck,
): TimesFound {
  const warnings: Warning[] = [];
  const warn = (code: string, message: string) =>
    warnings.push({ code, message: `${file}: ${message}`, file });
  if (rows.length === 0 && input.rejected === 0) warn("no-rows", "the answer has no rows");
  if (PAGES.includes(rows.length)) {
    const page = "as many as a page of a console or a tool has";
    warn("truncated", `exactly ${rows.length} rows, ${page}; ask for all of them (Range, LIMIT)`);
  }
  const halves = twelveHours(rows, arithmetic);
  if (halves.size > 0) {
    const why = "differ from their durations by half days, and no hour is past 12";
    warn(
      "twelve-hour-clock",
      `the times of ${halves.size} rows ${why}: print HH, or say --time-format "yyyy-MM-dd hh:mm:ss"`,
    );
  }
  const shift = halves.size > 0 ? undefined : zoneShift(rows);
  if (shift !== undefined) warn("wrong-zone", shiftText(shift));
  const inZone = (row: ResultRow) => (shift === undefined ? row : unshifted(row, shift));
  const isRead = halves.size === 0 && shift === undefined;
  const change = isRead ? clockChange(rows, rowCheck) : undefined;
  if (change !== undefined) warn("clock-change", changeText(change));
  const doubtful = change?.rows ?? halves;
  const times = rows.map((row) => timesOf(inZone(row), arithmetic));
  const ambiguous = times.filter((one) => one.ambiguous).length;
  if (ambiguous > 0) {
    const why = "may mean several instants, and their durations do not tell which";
    warn("ambiguous-time", `the times of ${ambiguous} rows ${why}; the earliest are taken`);
  }
  const found = { warnings, doubtful, inZone };
  if (rows.length === 0 || doubtful.size > 0 || ambiguous > 0) return found;
  const first = times.reduce((least, one) => Math.min(least, one.first), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, one) => Math.max(most, one.last), Number.NEGATIVE_INFINITY);
  const hours = (last - first) / HOUR;
  const asked = window === undefined ? rule.hours : (window.end - window.start) / HOUR;
  const told = `the rows span ${hours.toFixed(1)} h of the ${significant(asked)} h asked for`;
  // A console widens both ends to whole minutes.
  if (last - first > asked * HOUR + 2 * MINUTE) {
    warn("long-window", `${told}: more than one answer, or one of a longer window`);
  } else if (hours < asked * COVERED) {
    warn("short-window", `${told}: of the rest there are no logs, or not all rows are here`);
  }
  return found;
}

function shiftText({ by, rows }: ZoneShift): string {
  const [low, high] = [Math.min(...by), Math.max(...by)];
  const hours = (ms: number) =>
    `${significant(Math.abs(ms) / HOUR)} h ${ms < 0 ? "behind" : "ahead of"}`;
  const far = low < 0 ? low : high;
  const near = low < 0 ? high : low;
  const both = `${significant(Math.abs(near) / HOUR)} or ${hours(far)}`;
  const apart =
    low === high ? hours(low) : low < 0 && high > 0 ? `${hours(low)} or ${hours(high)}` : both;
  const mend = "say with --time-zone in which zone they were printed";
  return `the printed times of ${rows} rows are ${apart} FirstMs and LastMs: ${mend}`;
}

function changeText({ rows, by, from, to }: ClockChange): string {
  const apart = `${Math.abs(by) / MINUTE} min ${by < 0 ? "nearer" : "farther apart"} than their durations`;
  const when = [from, to].map((ms) => `${new Date(ms).toISOString().slice(0, 16)}Z`).join(" and ");
  const what = `the times of ${rows.size} rows are ${apart}, all over a time between ${when}`;
  return `${what}: clocks were changed; say with --time-zone in which zone they were printed`;
}
