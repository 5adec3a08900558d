import type { Arithmetic } from "../../reference/index.js";
import type { ResultRow } from "../result-row.js";
import { spanOf } from "./span.js";

const HALF_DAY = 43_200_000;

/**
 * Rows that a clock without a half of the day printed: their times differ from their durations by whole half days. Of an export in which
 * some hour is past twelve, none.
 *
 * @example twelveHours([row], "double").size; // => 0
 */
export function twelveHours(
  rows: readonly ResultRow[],
  arithmetic: Arithmetic | "undecidable",
): Set<ResultRow> {
  const found = new Set<ResultRow>();
  for (const row of rows) {
    const hours = [hourOf(row.firstSeen.text), hourOf(row.lastSeen.text)];
    if (hours.some((hour) => hour === undefined || hour < 1 || hour > 12)) return new Set();
    if (row.durationSeconds === null) continue;
    const { least, most } = spanOf({ ...row, firstMs: null, lastMs: null }, arithmetic);
    const { firstSeen, lastSeen } = row;
    const apart = lastSeen.ms - firstSeen.ms;
    const slack = Math.max(firstSeen.resolution, lastSeen.resolution);
    const halves = Math.round((least - apart) / HALF_DAY);
    const rest = least - apart - halves * HALF_DAY;
    const settled = [firstSeen, lastSeen].some(({ others }) => others.length > 0);
    if (!settled && halves !== 0 && rest < slack && rest + (most - least) > -slack) found.add(row);
  }
  return found;
}

function hourOf(text: string): number | undefined {
  const [, hour] = /(?:^|\D)(\d{1,2}):\d{2}/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour);
}
