import { folderOf, nameOf } from "./path.js";

/** Where files whose folder is no day stand among the others. */
const OTHER = "2006-01-02";

/**
 * The day of a file, by the name of the folder it is in: a date that there is, as YYYY-MM-DD; "other" for all else.
 *
 * @example dayOf("logs/2024-02-29/conn.log"); // => "2024-02-29"
 * @example dayOf("logs/2023-02-29/conn.log"); // => "other"
 */
export function dayOf(path: string): string {
  const day = nameOf(folderOf(path));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day === OTHER) return "other";
  const time = Date.parse(`${day}T00:00:00Z`);
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  return isDate ? day : "other";
}

/**
 * What days are sorted by, as text.
 *
 * @example dayKey("other"); // => "2006-01-02"
 */
export function dayKey(day: string): string {
  return day === "other" ? OTHER : day;
}
