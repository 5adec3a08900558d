import type { Dataset } from "../dataset/dataset.js";
import type { Events } from "../dataset/events.js";
import { itemsOf } from "../dataset/groups.js";
import { once } from "./once.js";

/** The first times that anyone inside met something, however long ago, by what one import knows. */
export interface FirstSeen {
  ofEnd(end: number): number;
  ofName(name: number): number;
}

/** What RITA's history of a rolling data set would say at an import; infinite for what was never met. */
export function firstSeen(dataset: Dataset, importNumber: number): FirstSeen {
  const { pairs, pairsByOutside, names, namesByName, queriesByName, reading } = dataset;
  const earliest = (events: Events, groups: Uint32Array) => {
    let first = Number.POSITIVE_INFINITY;
    for (const group of groups) {
      const to = events.offsets[group + 1] as number;
      for (let i = events.offsets[group] as number; i < to; i++) {
        if ((events.imports[i] as number) > importNumber) continue;
        first = Math.min(first, events.times[i] as number);
      }
    }
    return first;
  };
  const queried = (name: number) => {
    let first = Number.POSITIVE_INFINITY;
    for (const query of itemsOf(queriesByName, name)) {
      first = Math.min(first, reading.queriesMet.extent(query, importNumber).start);
    }
    return first;
  };
  const ends = new Map<number, number>();
  const byName = new Map<number, number>();
  return {
    ofEnd: (end) =>
      once(ends, reading.endpoints.unsigned(end), (address) =>
        earliest(pairs.events, itemsOf(pairsByOutside, address)),
      ),
    ofName: (name) =>
      once(byName, name, () =>
        Math.min(earliest(names.events, itemsOf(namesByName, name)), queried(name)),
      ),
  };
}
