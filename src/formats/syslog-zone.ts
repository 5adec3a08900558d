import { dateTime } from "./time.js";
import { isTimeZone, zonedToUtc } from "./zone.js";

const OFFSET = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$/;
/** Names that mean one offset wherever they are used, in hours: RFC 822 section 5.1, and Europe's. */
const HOURS: Readonly<Record<string, number>> = {
  ...{ Z: 0, UT: 0, UTC: 0, GMT: 0 },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
  ...{ WET: 0, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3 },
};

/**
 * An ISO date and time that names no zone, with the offset that a zone has then: one in hours, an abbreviation that means
 * one thing only, or a place (IANA). Undefined for any other name, which would have to be guessed.
 *
 * @example withZone("2026-07-01 12:00:00", "CEST"); // => "2026-07-01 12:00:00+02:00"
 * @example withZone("2026-07-01 12:00:00", "GMT-05:30"); // => "2026-07-01 12:00:00-05:30"
 * @example withZone("2026-01-01 12:00:00", "Europe/Berlin"); // => "2026-01-01 12:00:00+01:00"
 * @example withZone("2026-07-01 12:00:00", "IST"); // => undefined
 */
export function withZone(iso: string, zone: string): string | undefined {
  const minutes = minutesOf(iso, zone);
  if (minutes === undefined || !Number.isInteger(minutes)) return undefined;
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return `${iso}${minutes < 0 ? "-" : "+"}${two(hour)}:${two(minute)}`;
}

/** How far the zone is ahead of UTC at that time. */
function minutesOf(iso: string, zone: string): number | undefined {
  const offset = OFFSET.exec(zone);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return offset[1] === "-" ? -minutes : minutes;
  }
  if (Object.hasOwn(HOURS, zone)) return (HOURS[zone] as number) * 60;
  // Zones are remembered by name, and a log must not fill the memory with all the ways to write one.
  const place = zone.toLowerCase();
  const wallClock = place.includes("/") && isTimeZone(place) ? dateTime(iso) : undefined;
  return wallClock === undefined ? undefined : (wallClock - zonedToUtc(wallClock, place)) / 60_000;
}
