import { type ConnectionTable, NAMED_DESTINATION, NAMED_SOURCE } from "../table.js";

/** Pair `pair`'s source as one number: the same number in the column stands for an IPv4 address and for a name. */
export function sourceKey({ ports, sources }: ConnectionTable, pair: number): number {
  return keyOf(sources[pair] as number, ((ports[pair] as number) & NAMED_SOURCE) !== 0);
}

/** Pair `pair`'s destination as one number, below 2³³. */
export function destinationKey({ ports, destinations }: ConnectionTable, pair: number): number {
  return keyOf(destinations[pair] as number, ((ports[pair] as number) & NAMED_DESTINATION) !== 0);
}

function keyOf(value: number, named: boolean): number {
  return value + (named ? 2 ** 32 : 0);
}
