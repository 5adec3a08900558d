import type { Warning } from "../../intake.js";
import { significant } from "../../text/units.js";
import type { ResultExport, ResultRow } from "../result-row.js";
import type { ExportCheck } from "./check-export.js";
import { timesOf } from "./printed.js";
import { spanOf } from "./span.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** What consoles and tools show at a time. */
const PAGES = [50, 100, 1000];
/**
 * A window of which less than this share shows was likely not all searched, or the logs begin in it. A choice: with traffic by day only,
 * an answer that has all its rows is short as well.
 */
const COVERED = 0.9;

/** What the rows have in common, and the rows of which no time can be told. */
export function checkTimes(
  { file, rows, window }: ResultExport,
  { rule, arithmetic }: ExportCheck,
): { readonly warnings: Warning[]; readonly doubtful: ReadonlySet<ResultRow> } {
  const warnings: Warning[] = [];
  const warn = (code: string, message: string) =>
    warnings.push({ code, message: `${file}: ${message}` });
  if (rows.length === 0) warn("no-rows", "the answer has no rows");
  if (PAGES.includes(rows.length)) {
    const page = "as many as a page of a console or a tool has";
    warn("truncated", `exactly ${rows.length} rows, ${page}; ask for all of them (Range, LIMIT)`);
  }
  const doubtful = twelveHours(rows, arithmetic);
  if (doubtful.size > 0) {
    const why = "differ from their durations by half days, and no hour is past 12";
    warn(
      "twelve-hour-clock",
      `the times of ${doubtful.size} rows ${why}: print HH, or say --time-format "yyyy-MM-dd hh:mm:ss"`,
    );
  }
  const times = rows.map((row) => timesOf(row, arithmetic));
  const ambiguous = times.filter((one) => one.ambiguous).length;
  if (ambiguous > 0) {
    const why = "may mean several instants, and their durations do not tell which";
    warn("ambiguous-time", `the times of ${ambiguous} rows ${why}; the earliest are taken`);
  }
  if (rows.length === 0 || doubtful.size > 0 || ambiguous > 0) return { warnings, doubtful };
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
  return { warnings, doubtful };
}

/**
 * Rows that a clock without a half of the day printed: their times differ from their durations by whole half days. Of an export in which
 * some hour is past twelve, none.
 */
function twelveHours(rows: readonly ResultRow[], arithmetic: string): Set<ResultRow> {
  const found = new Set<ResultRow>();
  for (const row of rows) {
    const hours = [hourOf(row.firstSeen.text), hourOf(row.lastSeen.text)];
    if (hours.some((hour) => hour === undefined || hour < 1 || hour > 12)) return new Set();
    if (row.durationSeconds === null) continue;
    const { least, most } = spanOf({ ...row, firstMs: null, lastMs: null }, arithmetic);
    const { firstSeen, lastSeen } = row;
    const apart = lastSeen.ms - firstSeen.ms;
    const slack = Math.max(firstSeen.resolution, lastSeen.resolution);
    const halves = Math.round((least - apart) / (12 * HOUR));
    const rest = least - apart - halves * 12 * HOUR;
    const settled = [firstSeen, lastSeen].some(({ others }) => others.length > 0);
    if (!settled && halves !== 0 && rest < slack && rest + (most - least) > -slack) found.add(row);
  }
  return found;
}

function hourOf(text: string): number | undefined {
  const [, hour] = /(?:^|\D)(\d{1,2}):\d{2}/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour);
}
