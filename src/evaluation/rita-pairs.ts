import { canonicalAddress, canonicalHost } from "../network/address.js";
import { pairCount } from "../pairs.js";
import { type ConnectionTable, destinationOf, sourceOf } from "../table.js";
import type { RitaListing } from "./rita-listing.js";

/**
 * The numbers of the pairs that each row is about, ascending. RITA's rows have no port, so that one about an address is about all
 * ports of it. One about a name is about the pairs of the same source that were reached by that name, and of those reached by no
 * name that is known, about those to an address that answered for it.
 */
export function pairsOfRows(table: ConnectionTable, rows: readonly RitaListing[]): number[][] {
  const { named, nameless } = pairsByEnds(table);
  return rows.map(({ source, destination, fqdn, servers }) => {
    if (source === null) return [];
    const from = canonicalAddress(source) ?? source;
    const ends = [
      ...(destination === null ? [] : [canonicalAddress(destination) ?? destination]),
      ...(fqdn === null ? [] : [canonicalHost(fqdn) ?? fqdn]),
    ];
    const found = new Set([
      ...ends.flatMap((end) => named.get(keyOf(from, end)) ?? []),
      ...servers.flatMap((end) => nameless.get(keyOf(from, end)) ?? []),
    ]);
    return [...found].sort((a, b) => a - b);
  });
}

interface PairsByEnds {
  /** By source with destination, and with each host that a pair was reached as. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** By source with destination: those of which no host is known. */
  readonly nameless: ReadonlyMap<string, readonly number[]>;
}

function pairsByEnds(table: ConnectionTable): PairsByEnds {
  const { host } = table.optional;
  const [named, nameless] = [new Map<string, number[]>(), new Map<string, number[]>()];
  for (let pair = 0; pair < pairCount(table); pair++) {
    const source = sourceOf(table, pair);
    const destination = destinationOf(table, pair);
    const ids = new Set(host?.subarray(table.offsets[pair], table.offsets[pair + 1]) ?? []);
    ids.delete(0);
    const hosts = Array.from(ids, (id) => table.texts[id - 1] as string);
    for (const end of new Set([destination, ...hosts])) put(named, keyOf(source, end), pair);
    if (hosts.length === 0) put(nameless, keyOf(source, destination), pair);
  }
  return { named, nameless };
}

function put(map: Map<string, number[]>, key: string, pair: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [pair]);
  else known.push(pair);
}

function keyOf(source: string, end: string): string {
  return `${source} ${end}`;
}
