import { withZone } from "./syslog-zone.js";
import { numericTime, unitOf } from "./time.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONGEST = 100;
const MONTH_FIRST =
  /^([A-Za-z]{3}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)(?: (\S+))?$/;
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?=\s)/;
const NAMED = /^[A-Za-z]{3} {1,2}\d{1,2} (?:\d{4} )?\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?=[\s:])/;
/** An ISO date and time that names no zone. */
export const ZONELESS: RegExp = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?$/;

const MILLIS = /^[1-9]\d{12}$/;
const NO_YEAR = " (no year)";

/**
 * The number of an English month, in full or by its first three letters; undefined for any other text.
 *
 * @example monthOf("Sep"); // => 9
 */
export function monthOf(name: string): number | undefined {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return month < 0 ? undefined : month + 1;
}

/**
 * A time as CEF and syslog spell it (`MMM dd [yyyy] HH:mm:ss[.SSS] [zone]`) as ISO 8601; any other text as it is. What names
 * no year gets a remark, which makes it no time for any reader.
 *
 * @example isoTime("Jun 06 2015 16:07:36.300 GMT"); // => "2015-06-06 16:07:36.300+00:00"
 * @example isoTime("Jun 06 16:07:36"); // => "Jun 06 16:07:36 (no year)"
 */
export function isoTime(text: string): string {
  const match = text.length <= LONGEST ? MONTH_FIRST.exec(text) : null;
  if (match === null) return text;
  const [, name = "", day = "", year, clock = "", zone] = match;
  if (year === undefined) return text + NO_YEAR;
  const month = monthOf(name);
  if (month === undefined) return text;
  const iso = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")} ${clock}`;
  return zone === undefined ? iso : (withZone(iso, zone) ?? text);
}

/** Whether isoTime found no year. */
export function hasNoYear(time: string): boolean {
  return time.endsWith(NO_YEAR);
}

/**
 * A number for a time in milliseconds, whatever unit its magnitude tells: one log may hold lines of senders that differ.
 *
 * @example inMillis("1791564626.5"); // => "1791564626500"
 */
export function inMillis(text: string): string {
  if (MILLIS.test(text)) return text;
  const unit = unitOf(Number(text));
  if (unit === undefined || unit === "ms") return text;
  return String(numericTime(text, unit) ?? text);
}

/**
 * The time at the beginning of a syslog header, of RFC 5424 or 3164 and with or without priority, as `isoTime` gives it;
 * undefined where there is none.
 *
 * @example headerTime("<133>1 2019-01-18T11:07:53.520+07:00 host "); // => "2019-01-18T11:07:53.520+07:00"
 * @example headerTime("<13>Jan 18 11:07:53 192.0.2.1 "); // => "Jan 18 11:07:53 (no year)"
 */
export function headerTime(header: string): string | undefined {
  const start = header.slice(0, LONGEST).replace(/^\uFEFF?\s*(?:<\d{1,3}>)?(?:1 )?/, "");
  const text = (ISO.exec(start) ?? NAMED.exec(start))?.[0];
  return text === undefined ? undefined : isoTime(text);
}

/** An ISO time without zone in the form that the fast path knows. */
export function inUtc(time: string | undefined): string | undefined {
  const zoneless = time !== undefined && ZONELESS.test(time);
  return zoneless ? `${time.slice(0, 10)}T${time.slice(11)}Z` : time;
}
