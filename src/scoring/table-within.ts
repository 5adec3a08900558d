import type { ConnectionTable, OptionalColumns } from "../table.js";

/**
 * The connections of a table whose whole millisecond lies in [start, end], both ends included. Pairs keep their numbers;
 * one without any connection left has none. The books stay those of the whole input.
 *
 * @example tableWithin(table, 0, 3600000).length; // the first hour of 1970
 */
export function tableWithin(table: ConnectionTable, start: number, end: number): ConnectionTable {
  const kept = new Uint8Array(table.length);
  const offsets = new Uint32Array(table.offsets.length);
  let length = 0;
  for (let pair = 0; pair + 1 < offsets.length; pair++) {
    const next = table.offsets[pair + 1] as number;
    for (let row = table.offsets[pair] as number; row < next; row++) {
      const time = Math.floor(table.times[row] as number);
      if (time < start || time > end) continue;
      kept[row] = 1;
      length++;
    }
    offsets[pair + 1] = length;
  }
  const rows = <T extends Float64Array | Uint32Array | Uint8Array>(column: T): T =>
    column.filter((_, row) => kept[row] === 1) as T;
  const optional = Object.entries(table.optional).map(([name, column]) => [name, rows(column)]);
  return {
    ...table,
    length,
    offsets,
    times: rows(table.times),
    bytesOut: rows(table.bytesOut),
    bytesIn: rows(table.bytesIn),
    optional: Object.fromEntries(optional) as Partial<OptionalColumns>,
  };
}
