import type { Chunks, Column } from "./chunks.js";

/**
 * Counting sort by group, its first half: overwrites the group ids of all rows, chunk by chunk, with the positions the
 * rows have once each group's stand together in the order they came, and returns where the groups begin: group g has
 * the positions [offsets[g], offsets[g + 1]).
 *
 * @example
 * const ids = Uint32Array.of(1, 0, 1);
 * placeByGroup([ids], 2); // => Uint32Array.of(0, 1, 3)
 * ids; // => Uint32Array.of(1, 0, 2)
 */
export function placeByGroup(ids: readonly Uint32Array[], groups: number): Uint32Array {
  const offsets = new Uint32Array(groups + 1);
  for (const chunk of ids) count(chunk, offsets);
  for (let group = 1; group <= groups; group++) {
    offsets[group] = (offsets[group] as number) + (offsets[group - 1] as number);
  }
  const next = offsets.slice();
  for (const chunk of ids) place(chunk, next);
  return offsets;
}

/** Its second half, for one column: puts each row's value at its position in `target`, and gives the chunks away. */
export function scatter<T extends Column>(
  column: Chunks<T>,
  positions: readonly Uint32Array[],
  target: T,
): T {
  for (const [chunk, at] of positions.entries()) {
    const values = column.take(chunk);
    if (values !== undefined) put(values, at, target);
  }
  return target;
}

function count(ids: Uint32Array, offsets: Uint32Array): void {
  for (let row = 0; row < ids.length; row++) {
    const next = (ids[row] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
}

function place(ids: Uint32Array, next: Uint32Array): void {
  for (let row = 0; row < ids.length; row++) {
    const group = ids[row] as number;
    const position = next[group] as number;
    next[group] = position + 1;
    ids[row] = position;
  }
}

function put(values: Column, at: Uint32Array, target: Column): void {
  for (let row = 0; row < at.length; row++) target[at[row] as number] = values[row] as number;
}
