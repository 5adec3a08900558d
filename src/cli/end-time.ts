import { dateTime, unitOf } from "../formats/time.js";

/**
 * The end of a window: epoch milliseconds, or `data` for the newest record. Text may be `data`, `now`, epoch milliseconds, or an
 * ISO date or date and time, which is read in the zone unless it names one. Undefined for anything else; seconds and microseconds
 * since the epoch would be dates long past or far off, and are refused.
 *
 * @example endTime("2026-11-24", "Europe/Berlin"); // => 1795474800000
 * @example endTime("1795474800", "UTC"); // => undefined
 */
export function endTime(text: string, timeZone: string): number | "data" | undefined {
  if (text === "data") return "data";
  if (text === "now") return Date.now();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dateTime(`${text}T00:00:00`, timeZone);
  if (!/^\d+(\.\d+)?$/.test(text)) return dateTime(text, timeZone);
  const time = Number(text);
  return (unitOf(time) ?? "ms") === "ms" && time < 1e14 ? time : undefined;
}
