import type { Ascending } from "./ascending.js";

/** The distinct values of a list, ascending, how often each occurs, and the most frequent. */
export interface Tally {
  readonly values: Ascending;
  readonly counts: Uint32Array;
  /** The most frequent value; of several, the smallest. */
  readonly mode: number;
  readonly modeCount: number;
}

/**
 * Counts equal values of one or more ascending ones.
 *
 * @example tallyOf(Uint32Array.of(0, 60, 60, 61, 61)).mode; // => 60
 */
export function tallyOf(ascending: Ascending): Tally {
  const distinct = countDistinct(ascending);
  const values = ascending.slice(0, distinct);
  const counts = new Uint32Array(distinct);
  let mode = 0;
  for (let at = 0, from = 0; at < distinct; at++) {
    const value = ascending[from] as number;
    let next = from + 1;
    while (next < ascending.length && ascending[next] === value) next++;
    values[at] = value;
    counts[at] = next - from;
    if (next - from > (counts[mode] as number)) mode = at;
    from = next;
  }
  return { values, counts, mode: values[mode] as number, modeCount: counts[mode] as number };
}

/** How many different values there are. */
export function countDistinct(ascending: Ascending): number {
  let distinct = 0;
  let previous = Number.NaN;
  for (let i = 0; i < ascending.length; i++) {
    const value = ascending[i] as number;
    if (value !== previous) distinct++;
    previous = value;
  }
  return distinct;
}
