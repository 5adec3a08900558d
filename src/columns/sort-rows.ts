import type { Column } from "./chunks.js";

const RUN = 16;

/** Scratch arrays for more rows than this are not kept for the next sort. */
const KEPT = 1 << 20;

let keys = new Float64Array(0);
let order = new Uint32Array(0);
let otherKeys = new Float64Array(0);
let otherOrder = new Uint32Array(0);

/**
 * Sorts rows [from, to) of several columns together by the first one, ascending and stable, in place.
 * Insertion-sorted runs, then merges that skip pairs already in order: linear on sorted input, nearly so on logs
 * written at the end of each connection, n log n at worst. NaN has no place in `by`.
 *
 * @example
 * const [times, bytes] = [Float64Array.of(3, 1, 2), Uint32Array.of(30, 10, 20)];
 * sortRows(times, [bytes], 0, 3);
 * bytes; // => Uint32Array.of(10, 20, 30)
 */
export function sortRows(
  by: Float64Array,
  others: readonly Column[],
  from: number,
  to: number,
): void {
  if (isSorted(by, from, to)) return;
  const rows = to - from;
  reserve(rows);
  for (let i = 0; i < rows; i++) {
    keys[i] = by[from + i] as number;
    order[i] = i;
  }
  for (let start = 0; start < rows; start += RUN) insertionSort(start, Math.min(start + RUN, rows));
  for (let width = RUN; width < rows; width *= 2) mergeRuns(width, rows);
  by.set(keys.subarray(0, rows), from);
  for (const column of others) {
    // The merges are over: their keys' place takes the values, of which every kind of column fits a double.
    for (let i = 0; i < rows; i++) otherKeys[i] = column[from + (order[i] as number)] as number;
    column.set(otherKeys.subarray(0, rows), from);
  }
  if (rows > KEPT) allocate(0);
}

function isSorted(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if ((values[i] as number) < (values[i - 1] as number)) return false;
  }
  return true;
}

function reserve(rows: number): void {
  if (rows > KEPT) allocate(rows);
  else if (rows > keys.length) allocate(Math.max(1024, 2 ** Math.ceil(Math.log2(rows))));
}

function allocate(length: number): void {
  keys = new Float64Array(length);
  otherKeys = new Float64Array(length);
  order = new Uint32Array(length);
  otherOrder = new Uint32Array(length);
}

function insertionSort(start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const key = keys[i] as number;
    const row = order[i] as number;
    let j = i - 1;
    while (j >= start && (keys[j] as number) > key) {
      keys[j + 1] = keys[j] as number;
      order[j + 1] = order[j] as number;
      j--;
    }
    keys[j + 1] = key;
    order[j + 1] = row;
  }
}

function mergeRuns(width: number, rows: number): void {
  for (let start = 0; start + width < rows; start += 2 * width) {
    const middle = start + width;
    if ((keys[middle - 1] as number) <= (keys[middle] as number)) continue;
    merge(start, middle, Math.min(middle + width, rows));
  }
}

/** Merges two neighbouring runs; only the left one is copied aside. */
function merge(start: number, middle: number, end: number): void {
  otherKeys.set(keys.subarray(start, middle));
  otherOrder.set(order.subarray(start, middle));
  const leftEnd = middle - start;
  let left = 0;
  let right = middle;
  let out = start;
  while (left < leftEnd) {
    if (right < end && (keys[right] as number) < (otherKeys[left] as number)) {
      keys[out] = keys[right] as number;
      order[out++] = order[right++] as number;
    } else {
      keys[out] = otherKeys[left] as number;
      order[out++] = otherOrder[left++] as number;
    }
  }
}
