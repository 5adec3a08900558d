const LATEST = 8.64e15;
const NAMES = ["year", "month", "day", "hour", "minute", "second"] as const;

/**
 * Writes epoch milliseconds as the query's DATEFORMAT does, `yyyy-MM-dd HH:mm:ss`, fractions of a second cut off, in an
 * IANA time zone. Throws a RangeError for a zone that the platform does not know. A number past what a date can be is
 * written as it is.
 *
 * @example dateTimeFormat("UTC")(1791567240125); // => "2026-10-09 17:34:00"
 * @example dateTimeFormat("Asia/Kolkata")(1791567240125); // => "2026-10-09 23:04:00"
 */
export function dateTimeFormat(timeZone: string): (ms: number) => string {
  const partsOf = partsIn(timeZone);
  return (ms) => {
    if (!(Math.abs(ms) <= LATEST)) return String(ms);
    const [year, ...rest] = partsOf(ms);
    const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, "0"));
    return `${String(year).padStart(4, "0")}-${month}-${day} ${hour}:${minute}:${second}`;
  };
}

function partsIn(timeZone: string): (ms: number) => number[] {
  const numeric = Object.fromEntries(NAMES.map((name) => [name, "numeric"]));
  const zone = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    ...numeric,
    hourCycle: "h23",
    timeZone,
  });
  // Date knows no zone but UTC, and is far faster.
  if (zone.resolvedOptions().timeZone === "UTC") return utcParts;
  return (ms) => {
    const found = new Map<string, string>();
    for (const { type, value } of zone.formatToParts(ms)) found.set(type, value);
    return NAMES.map((name) => Number(found.get(name)));
  };
}

function utcParts(ms: number): number[] {
  const date = new Date(ms);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}
