const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The units of an age, with their length in seconds, the longest first. */
const UNITS = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["day", DAY],
  ["hour", HOUR],
] as const;

/**
 * How long ago, in RITA's words: whole years of 365 days, months of 30, days, hours or minutes, whichever is the first that there
 * is one of. Seconds; what is less than a minute ago, or in the future, is `0 minutes ago`.
 *
 * @example ritaAge(3 * 86_400 + 7200); // => "3 days ago"
 * @example ritaAge(3600); // => "1 hour ago"
 */
export function ritaAge(seconds: number): string {
  const age = Math.max(0, seconds);
  const [unit, length] = UNITS.find(([, least]) => age >= least) ?? (["minute", MINUTE] as const);
  const count = Math.floor(age / length);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
