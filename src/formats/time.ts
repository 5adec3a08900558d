import { zonedToUtc } from "./zone.js";

/** Units of numeric times. */
export type TimeUnit = "s" | "ms" | "us" | "ns";

const DECIMALS: Readonly<Record<TimeUnit, number>> = { s: 0, ms: 3, us: 6, ns: 9 };
const LAST_SECOND = 1e11;
const NUMBER = /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const DATE =
  /^(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/;

/** Whether text is a number and not a date. */
export function isNumericTime(text: string): boolean {
  return NUMBER.test(text);
}

/**
 * Epoch milliseconds of a number in the given unit, from its digits: whole seconds × 1000 + microseconds / 1000, so that
 * every format gives the same double; digits below the microsecond are dropped. Undefined for what is no such number
 * or lies beyond the year 5138.
 *
 * @example numericTime("1588205199.82437", "s"); // => 1588205199824.37
 * @example numericTime("1.791564626189E12", "ms"); // => 1791564626189
 */
export function numericTime(text: string, unit: TimeUnit): number | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) - DECIMALS[unit];
  if (point > digits.length + 12) return undefined;
  const seconds = Number(digits.slice(0, Math.max(0, point)).padEnd(point, "0"));
  const micros = Number(
    `${"0".repeat(Math.max(0, -point))}${digits}`
      .slice(Math.max(0, point))
      .slice(0, 6)
      .padEnd(6, "0"),
  );
  return seconds < LAST_SECOND ? seconds * 1000 + micros / 1000 : undefined;
}

/**
 * The unit that makes a numeric time a date between 2001 and 2970, or undefined when none or no single one does.
 *
 * @example unitOf(1791564626189); // => "ms"
 */
export function unitOf(value: number): TimeUnit | undefined {
  for (const unit of ["s", "ms", "us", "ns"] as const) {
    const seconds = value / 10 ** DECIMALS[unit];
    if (seconds >= 1e9 && seconds <= 10 ** 10.5) return unit;
  }
  return undefined;
}

/**
 * Epoch milliseconds of an ISO 8601 date and time (`T` or a blank between, `/` in the date tolerated). Without an offset
 * it is read in `timeZone` (IANA, default UTC). Undefined for anything else.
 *
 * @example dateTime("2018-03-24T17:15:20.615923Z"); // => 1521911720615.923
 * @example dateTime("2026-11-23 08:00:00", "Europe/Berlin"); // => 1795417200000
 */
export function dateTime(text: string, timeZone = "UTC"): number | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone] = match;
  const parts = [year, month, day, hour, minute, second].map(Number) as DateParts;
  const utc = utcOf(parts);
  if (utc === undefined) return undefined;
  const micros = Number(fraction.slice(0, 6).padEnd(6, "0"));
  if (zone === undefined) return zonedToUtc(utc, timeZone) + micros / 1000;
  return utc - offsetOf(zone) + micros / 1000;
}

type DateParts = [number, number, number, number, number, number];

/** Undefined for the 31st of February and its like. */
function utcOf([year, month, day, hour, minute, second]: DateParts): number | undefined {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(utc);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour;
  return same && minute < 60 && second < 60 ? utc : undefined;
}

function offsetOf(zone: string): number {
  if (zone === "Z" || zone === "UTC") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
