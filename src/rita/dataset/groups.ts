import { placeByGroup } from "../../columns/scatter.js";
import type { Triples } from "../../columns/triples.js";
import type { EventLog, Events } from "./events.js";

/** Groups of events by who connects (`sources`) and to what (`targets`): an end or a name. */
export interface Groups {
  readonly count: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly events: Events;
}

/** The groups with these keys and events. */
export function groupsOf(keys: Triples, log: EventLog): Groups {
  const { first: sources, second: targets } = keys.columns();
  return { count: keys.size, sources, targets, events: log.grouped(keys.size) };
}

/** Numbers by key: those of key k are `items.subarray(offsets[k], offsets[k + 1])`. */
export interface Index {
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
}

/**
 * The positions in `keys` of each key below `count`.
 *
 * @example indexOf(Uint32Array.of(1, 0, 1), 2).items; // => Uint32Array.of(1, 0, 2)
 */
export function indexOf(keys: Uint32Array, count: number): Index {
  const positions = keys.slice();
  const offsets = placeByGroup([positions], count);
  const items = new Uint32Array(keys.length);
  for (let i = 0; i < positions.length; i++) items[positions[i] as number] = i;
  return { offsets, items };
}

/** The numbers that an index has for a key; none for one it does not know. */
export function itemsOf({ offsets, items }: Index, key: number): Uint32Array {
  return items.subarray(offsets[key] ?? items.length, offsets[key + 1] ?? items.length);
}
