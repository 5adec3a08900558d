import { pairOf } from "../../pairs.js";
import type { ConnectionTable, OptionalColumns } from "../../table.js";

/**
 * A pair's first `count` connections as a table of their own: what the log had shown so far, if it had begun with the pair.
 * Columns are views on the table's.
 */
export function prefixTable(table: ConnectionTable, pair: number, count: number): ConnectionTable {
  pairOf(table, pair); // Sorts the pair's rows by time.
  const from = table.offsets[pair] as number;
  const rows = <T extends Float64Array | Uint32Array | Uint8Array>(column: T): T =>
    column.subarray(from, from + count) as T;
  const optional = Object.entries(table.optional).map(([name, column]) => [name, rows(column)]);
  return {
    ...table,
    length: count,
    times: rows(table.times),
    bytesOut: rows(table.bytesOut),
    bytesIn: rows(table.bytesIn),
    optional: Object.fromEntries(optional) as Partial<OptionalColumns>,
    offsets: Uint32Array.of(0, count),
    sources: table.sources.subarray(pair, pair + 1),
    destinations: table.destinations.subarray(pair, pair + 1),
    ports: table.ports.subarray(pair, pair + 1),
  };
}
