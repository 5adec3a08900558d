import { pairCount } from "../pairs.js";
import { sortValues } from "../statistics/sorted.js";
import type { ConnectionTable } from "../table.js";

/**
 * How many records have the very time of another record of their pair. Linear where the rows of a pair lie in order of time
 * or nearly so, as logs have them; the table itself is left as it is.
 *
 * @example identicalTimes(tableFrom([0, 0, 0, 60000].map((time) => ({ ...pair, time })))); // => 3
 */
export function identicalTimes(table: ConnectionTable): number {
  let identical = 0;
  let scratch = new Float64Array(1024);
  for (let pair = 0; pair < pairCount(table); pair++) {
    const from = table.offsets[pair] as number;
    const to = table.offsets[pair + 1] as number;
    if (isAscending(table.times, from, to)) {
      identical += runs(table.times, from, to);
      continue;
    }
    if (scratch.length < to - from) scratch = new Float64Array(2 * (to - from));
    scratch.set(table.times.subarray(from, to));
    sortValues(scratch.subarray(0, to - from));
    identical += runs(scratch, 0, to - from);
  }
  return identical;
}

function isAscending(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if ((values[i] as number) < (values[i - 1] as number)) return false;
  }
  return true;
}

/** The lengths of the runs of two or more equal values, added up. */
function runs(ascending: Float64Array, from: number, to: number): number {
  let total = 0;
  let start = from;
  for (let i = from + 1; i <= to; i++) {
    if (i < to && ascending[i] === ascending[start]) continue;
    if (i - start > 1) total += i - start;
    start = i;
  }
  return total;
}
