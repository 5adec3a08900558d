const DAY = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/**
 * What must be added to UTC to get the wall clock of a zone at an instant, in milliseconds (whole seconds).
 * Throws a RangeError for a zone that is none.
 *
 * @example zoneOffset(Date.UTC(2026, 6, 1), "Europe/Berlin"); // => 7200000
 */
export function zoneOffset(utc: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const instant = Math.floor(utc / 1000) * 1000;
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

/**
 * The instant at which a zone's clock shows what `wallClock` says as if it were UTC. An hour that comes twice is taken
 * as the first one, an hour that the spring skips as if the clock had not been set yet.
 *
 * @example zonedToUtc(Date.UTC(2026, 10, 23, 8), "Europe/Berlin"); // => 1795417200000
 */
export function zonedToUtc(wallClock: number, timeZone: string): number {
  if (timeZone === "UTC") return wallClock;
  const before = wallClock - zoneOffset(wallClock - DAY, timeZone);
  const after = wallClock - zoneOffset(wallClock + DAY, timeZone);
  const shows = (instant: number) => instant + zoneOffset(instant, timeZone) === wallClock;
  return shows(before) || !shows(after) ? before : after;
}

/** Whether the engine knows a zone by this name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}
