import { Triples } from "./columns/triples.js";
import { canonicalEndpoint } from "./network/address.js";
import { parseIPv4 } from "./network/ipv4.js";
import { pairCount } from "./pairs.js";
import { type ConnectionTable, NAMED_DESTINATION, NAMED_SOURCE } from "./table.js";

/** What connections of one source may be grouped by: destination and port, or another. */
export const KEYS = ["pair", "address", "host", "fingerprint"] as const;

/** One of KEYS. */
export type Key = (typeof KEYS)[number];

/** What makes groups that are no pairs. */
export type GroupKey = Exclude<Key, "pair">;

/** Groups, by number, in the order of first sight. */
export interface GroupIds {
  /** The group of each row. */
  readonly ids: Uint32Array;
  /** By group: 0 for connections without what they are grouped by. */
  readonly known: Uint8Array;
  /** By group of a known host: it as destination, in the numbers of a table with these `names`. */
  readonly destinations: Uint32Array;
  /** NAMED_SOURCE and NAMED_DESTINATION beside that. */
  readonly flags: Uint32Array;
  readonly names: readonly string[];
}

/** Beside the flags of a table's `ports`: the triple is that of a group, not of a pair. */
const GROUPED = 1 << 18;

const NAMES = NAMED_SOURCE | NAMED_DESTINATION;

const FIRST_NAME = 2 ** 32;

/**
 * The group of each row of a table: one for each source and address, host or fingerprint, and for rows without that one for each
 * pair.
 */
export function groupIds(table: ConnectionTable, key: GroupKey): GroupIds {
  const { sources, destinations, ports, offsets, optional } = table;
  const hosts = key === "host" ? new Hosts(table) : undefined;
  const column = key === "address" ? undefined : optional[key];
  const triples = new Triples();
  const ids = new Uint32Array(table.length);
  const idOf = (pair: number, value: number): number => {
    const source = sources[pair] as number;
    const destination = destinations[pair] as number;
    const flags = ports[pair] as number;
    if (key === "address") {
      return triples.id(source, destination, (flags & NAMES) | GROUPED);
    }
    if (value === 0) return triples.id(source, destination, flags);
    const place = hosts?.endpoint(value) ?? value;
    const named = place >= FIRST_NAME ? NAMED_DESTINATION : 0;
    // As in a table, 32 bits of a name's number are its index.
    return triples.id(source, place >>> 0, (flags & NAMED_SOURCE) | named | GROUPED);
  };
  for (let pair = 0; pair < pairCount(table); pair++) {
    let before = -1;
    let id = 0;
    for (let row = offsets[pair] as number; row < (offsets[pair + 1] as number); row++) {
      const value = column?.[row] ?? 0;
      if (value !== before) id = idOf(pair, value);
      before = value;
      ids[row] = id;
    }
  }
  const { second, third } = triples.columns();
  return {
    ids,
    known: Uint8Array.from(third, (flags) => Number((flags & GROUPED) !== 0)),
    destinations: second,
    flags: third.map((flags) => flags & NAMES),
    names: hosts?.names ?? table.names,
  };
}

/** The host names of a table as destinations, in the numbers that a table has for these. */
class Hosts {
  readonly names: string[];
  readonly #ids = new Map<string, number>();
  readonly #known: number[] = [];
  readonly #texts: readonly string[];

  constructor({ names, texts }: ConnectionTable) {
    this.names = [...names];
    this.#texts = texts;
    for (const [id, name] of names.entries()) this.#ids.set(name, id);
  }

  /** An IPv4 address as its number, anything else as 2³² plus an index into `names`. */
  endpoint(text: number): number {
    const known = this.#known[text];
    if (known !== undefined) return known;
    const name =
      canonicalEndpoint(this.#texts[text - 1] as string) ?? (this.#texts[text - 1] as string);
    const endpoint = parseIPv4(name) ?? FIRST_NAME + this.#id(name);
    this.#known[text] = endpoint;
    return endpoint;
  }

  #id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}
