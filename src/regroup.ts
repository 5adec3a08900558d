import { arrange } from "./arrange.js";
import { type GroupKey, groupIds } from "./group-ids.js";
import { type Members, mainMember, membersByGroup } from "./group-members.js";
import { pairCount, pairOf } from "./pairs.js";
import { type ConnectionTable, portOf } from "./table.js";

export { type GroupKey, KEYS, type Key } from "./group-ids.js";
export { membersOf } from "./group-members.js";

/** The connections of a table in groups that need not keep to its pairs. */
export interface Groups {
  readonly key: GroupKey;
  /** The group of each row of the table that was grouped. */
  readonly ids: Uint32Array;
  /** By group: 1 when what it was grouped by is known; 0 for connections without, which go by their pair. */
  readonly known: Uint8Array;
  /** The pairs that groups have connections of. */
  readonly members: Members;
  /** By group: the pair that most of its connections are of. */
  readonly mains: Uint32Array;
  /**
   * The same connections with groups in place of pairs. A group's destination is its host where it was grouped by one, else its
   * main member's, and so is its port.
   */
  readonly table: ConnectionTable;
}

/**
 * Groups a table's connections by source and destination address, by source and host, or by source and client fingerprint; those
 * without host or fingerprint by their pair. Sorts all pairs by time first, in place, so that the rows which `ids` names stay
 * where they are. Takes the memory of a second table, and 12 bytes a row at most.
 */
export function regroup(table: ConnectionTable, key: GroupKey): Groups {
  for (let pair = 0; pair < pairCount(table); pair++) pairOf(table, pair);
  const { ids, known, names, destinations: hosts, flags } = groupIds(table, key);
  const groups = known.length;
  const members = membersByGroup(table, ids, groups);
  const mains = Uint32Array.from(known, (_, group) => mainMember(table, members, group));
  const sources = mains.map((main) => table.sources[main] as number);
  const destinations = mains.map((main) => table.destinations[main] as number);
  const ports = mains.map((main) => table.ports[main] as number);
  for (let group = 0; key === "host" && group < groups; group++) {
    if (known[group] === 0) continue;
    destinations[group] = hosts[group] as number;
    ports[group] = portOf(table, mains[group] as number) | (flags[group] as number);
  }
  const arranged = arrange(table, ids, groups);
  const grouped = { ...table, ...arranged, sources, destinations, ports, names };
  return { key, ids, known, members, mains, table: grouped };
}

/** Whether a group is one whole pair, connection for connection. */
export function pairAlone(table: ConnectionTable, { members }: Groups, group: number): boolean {
  const at = members.offsets[group] as number;
  const pair = members.pairs[at] as number;
  const size = (table.offsets[pair + 1] as number) - (table.offsets[pair] as number);
  return members.offsets[group + 1] === at + 1 && members.counts[at] === size;
}

/**
 * What is left of the pairs of which `taken` groups (1 by group) have a part, pairs by the numbers they have in the table. Pairs that
 * are wholly taken, or not at all, have no connection in it.
 */
export function leftOver(
  table: ConnectionTable,
  { ids }: Groups,
  taken: Uint8Array,
): ConnectionTable {
  const pairs = pairCount(table);
  const left = new Uint32Array(table.length).fill(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    const [from, to] = [table.offsets[pair] as number, table.offsets[pair + 1] as number];
    if (!ids.subarray(from, to).some((group) => taken[group] === 1)) continue;
    for (let row = from; row < to; row++) if (taken[ids[row] as number] === 0) left[row] = pair;
  }
  return { ...table, ...arrange(table, left, pairs) };
}
