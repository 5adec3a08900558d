import { ascends } from "./ascending.js";
import { sortWhole } from "./sort-whole.js";

/**
 * The intervals between successive times in ascending order, in seconds. Where a time is before the one in front of it, the
 * difference wraps around at 2³², as RITA's does: a list in two runs, such as direct and proxied requests one after
 * the other, has one interval of about 136 years.
 *
 * @example intervalsOf(Uint32Array.of(100, 160, 150)); // => Uint32Array.of(60, 4294967286)
 */
export function intervalsOf(times: Uint32Array): Uint32Array {
  const intervals = new Uint32Array(Math.max(0, times.length - 1));
  for (let i = 0; i < intervals.length; i++) {
    intervals[i] = (times[i + 1] as number) - (times[i] as number);
  }
  return ascends(intervals) ? intervals : sortWhole(intervals);
}

/** The values above 0 of ascending ones: a view. */
export function positive(ascending: Uint32Array): Uint32Array {
  let zeros = 0;
  while (zeros < ascending.length && ascending[zeros] === 0) zeros++;
  return ascending.subarray(zeros);
}
