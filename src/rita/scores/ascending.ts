import { sortWhole } from "./sort-whole.js";

/** Whole numbers in ascending order. */
export type Ascending = Uint32Array | Float64Array;

const LARGEST = 2 ** 32 - 1;

/** Epoch seconds as 32-bit numbers: the list itself where it is of such already. */
export function wholeSeconds(timestamps: ArrayLike<number>): Uint32Array {
  return timestamps instanceof Uint32Array ? timestamps : new Uint32Array(timestamps);
}

/** Times in ascending order: a copy, or the times themselves where they ascend already. */
export function ascendingTimes(times: Uint32Array): Uint32Array {
  return ascends(times) ? times : sortWhole(times.slice());
}

/** Whole bytes in ascending order, in a new array; of 32 bits where they fit, which sort faster. */
export function ascendingSizes(sizes: ArrayLike<number>): Ascending {
  if (fits(sizes)) {
    const copy = new Uint32Array(sizes);
    return ascends(copy) ? copy : sortWhole(copy);
  }
  const copy = new Float64Array(sizes).map(Math.trunc);
  return ascends(copy) ? copy : copy.sort();
}

/** Whether no value is below the one in front of it. */
export function ascends(values: Ascending): boolean {
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) < (values[i - 1] as number)) return false;
  }
  return true;
}

function fits(values: ArrayLike<number>): boolean {
  if (values instanceof Uint32Array) return true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value >= 0 && value <= LARGEST)) return false;
  }
  return true;
}
