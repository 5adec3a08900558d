import { compareEndpoints } from "./network/address.js";
import { pairCount } from "./pairs.js";
import { type ConnectionTable, destinationOf, portOf } from "./table.js";

/** Which pairs the connections of groups are of: group g has the members [offsets[g], offsets[g + 1]). */
export interface Members {
  readonly offsets: Uint32Array;
  /** By member: the pair. */
  readonly pairs: Uint32Array;
  /** By member: how many of the pair's connections are in the group. */
  readonly counts: Uint32Array;
}

/** A pair of which connections are in a group. */
export interface Member {
  readonly pair: number;
  readonly count: number;
}

/** The members of a group, those with most connections first, equal ones by destination and port. */
export function membersOf(table: ConnectionTable, members: Members, group: number): Member[] {
  const { offsets, pairs, counts } = members;
  const list: Member[] = [];
  for (let at = offsets[group] as number; at < (offsets[group + 1] as number); at++) {
    list.push({ pair: pairs[at] as number, count: counts[at] as number });
  }
  return list.sort((a, b) => b.count - a.count || comparePlaces(table, a.pair, b.pair));
}

/**
 * Counts each group's connections by pair, given the group of each row. Pairs come in ascending order: a group's last member is the one
 * that grows.
 */
export function membersByGroup(table: ConnectionTable, ids: Uint32Array, groups: number): Members {
  const offsets = new Uint32Array(groups + 1);
  eachRow(table, ids, groups, (group) => {
    offsets[group + 1] = (offsets[group + 1] as number) + 1;
  });
  for (let group = 0; group < groups; group++) {
    offsets[group + 1] = (offsets[group + 1] as number) + (offsets[group] as number);
  }
  const next = offsets.slice();
  const pairs = new Uint32Array(offsets[groups] as number);
  const counts = new Uint32Array(pairs.length);
  const first = (group: number, pair: number) => {
    const at = next[group] as number;
    next[group] = at + 1;
    pairs[at] = pair;
  };
  eachRow(table, ids, groups, first, (group) => {
    const at = (next[group] as number) - 1;
    counts[at] = (counts[at] as number) + 1;
  });
  return { offsets, pairs, counts };
}

/** Calls `first` for the first row of each group in each pair, and then `each` for every row. */
function eachRow(
  table: ConnectionTable,
  ids: Uint32Array,
  groups: number,
  first: (group: number, pair: number) => void,
  each?: (group: number) => void,
): void {
  const seen = new Uint32Array(groups);
  for (let pair = 0; pair < pairCount(table); pair++) {
    for (
      let row = table.offsets[pair] as number;
      row < (table.offsets[pair + 1] as number);
      row++
    ) {
      const group = ids[row] as number;
      if (seen[group] !== pair + 1) first(group, pair);
      seen[group] = pair + 1;
      each?.(group);
    }
  }
}

/** The pair that most of a group's connections are of; of several, the first by destination and port. */
export function mainMember(
  table: ConnectionTable,
  { offsets, pairs, counts }: Members,
  group: number,
): number {
  let main = offsets[group] as number;
  for (let at = main + 1; at < (offsets[group + 1] as number); at++) {
    const more = (counts[at] as number) - (counts[main] as number);
    const [pair, other] = [pairs[at] as number, pairs[main] as number];
    if (more > 0 || (more === 0 && comparePlaces(table, pair, other) < 0)) main = at;
  }
  return pairs[main] as number;
}

function comparePlaces(table: ConnectionTable, a: number, b: number): number {
  return (
    compareEndpoints(destinationOf(table, a), destinationOf(table, b)) ||
    portOf(table, a) - portOf(table, b)
  );
}
