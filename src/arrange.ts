import { placeByGroup } from "./columns/scatter.js";
import type { ConnectionTable, OptionalColumns } from "./table.js";

/** What of a table depends on the order of its rows. */
export type RowColumns = Pick<
  ConnectionTable,
  "length" | "offsets" | "times" | "bytesOut" | "bytesIn" | "optional"
>;

/**
 * A copy of a table's columns with the rows of each group together, in the order they have. `ids` is the group of each row, from 0 to
 * `groups`; rows of the last are left out.
 */
export function arrange(table: ConnectionTable, ids: Uint32Array, groups: number): RowColumns {
  const positions = ids.slice();
  const offsets = placeByGroup([positions], groups + 1).slice(0, groups + 1);
  const length = offsets[groups] as number;
  const moved = <T extends Float64Array | Uint32Array | Uint8Array>(column: T): T => {
    const target = column.slice(0, length) as T;
    for (let row = 0; row < positions.length; row++) {
      const position = positions[row] as number;
      if (position < length) target[position] = column[row] as number;
    }
    return target;
  };
  const optional = Object.entries(table.optional).map(([name, column]) => [name, moved(column)]);
  return {
    length,
    offsets,
    times: moved(table.times),
    bytesOut: moved(table.bytesOut),
    bytesIn: moved(table.bytesIn),
    optional: Object.fromEntries(optional) as Partial<OptionalColumns>,
  };
}
