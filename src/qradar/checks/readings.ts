import type { ResultRow } from "../result-row.js";
import type { Reading } from "./row-odds.js";

/** Decimals with which a duration of milliseconds, and an average of them, are printed in full. */
export const FULL: { readonly duration: number; readonly average: number } = {
  duration: 3,
  average: 9,
};

/**
 * The ways in which rows may have come about: the modes, with numbers to as many decimals as most rows have, or rounded to none. Logs of
 * whole seconds, where `double` and `mixed` are one, are thought of only where times show seconds: Ariel's own have milliseconds.
 */
export function readingsOf(rows: readonly ResultRow[]): Reading[] {
  const durations = rows.map((row) => decimalsOf(row.durationSeconds, FULL.duration));
  const averages = rows.map((row) => decimalsOf(row.averageIntervalSeconds, FULL.average));
  const readings: Reading[] = [];
  for (const tick of rows.some(showsSeconds) ? [1, 1000] : [1]) {
    readings.push({ mode: "integer", tick, ...FULL });
    for (const average of new Set([0, commonest(averages)])) {
      readings.push({ mode: "mixed", tick, average, duration: FULL.duration });
      for (const duration of new Set([0, commonest(durations)])) {
        readings.push({ mode: "double", tick, average, duration });
      }
    }
  }
  return readings;
}

function showsSeconds({ firstMs, lastMs, firstSeen, lastSeen }: ResultRow): boolean {
  const exact = firstMs !== null && lastMs !== null;
  return exact || Math.max(firstSeen.resolution, lastSeen.resolution) <= 1000;
}

function decimalsOf(value: number | null, most: number): number {
  const [, fraction = "", exponent] = /^[^.e]*\.?([^e]*)(e.*)?$/.exec(String(value ?? 0)) ?? [];
  return exponent === undefined ? Math.min(most, fraction.length) : most;
}

/** The most frequent, the greater of two; a mean would follow the few cells that somebody changed. */
function commonest(values: readonly number[]): number {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  const [most = [0, 0]] = [...times].sort(([a, n], [b, m]) => m - n || b - a);
  return most[0];
}
