import { compareEndpoints } from "../network/address.js";
import { type ConnectionTable, NAMED_DESTINATION, NAMED_SOURCE, portOf } from "../table.js";

/**
 * Orders a table's pairs by source, destination and port (negative: `a` first), as compareEndpoints orders the texts;
 * IPv4 addresses are compared as the numbers that they are.
 */
export function comparePairs(table: ConnectionTable, a: number, b: number): number {
  return (
    compareColumn(table, table.sources, NAMED_SOURCE, a, b) ||
    compareColumn(table, table.destinations, NAMED_DESTINATION, a, b) ||
    portOf(table, a) - portOf(table, b)
  );
}

function compareColumn(
  { ports, names }: ConnectionTable,
  column: Uint32Array,
  flag: number,
  a: number,
  b: number,
): number {
  const left = column[a] as number;
  const right = column[b] as number;
  const leftNamed = ((ports[a] as number) & flag) !== 0;
  const rightNamed = ((ports[b] as number) & flag) !== 0;
  if (leftNamed && rightNamed) {
    return left === right ? 0 : compareEndpoints(names[left] as string, names[right] as string);
  }
  return leftNamed === rightNamed ? left - right : Number(leftNamed) - Number(rightNamed);
}
