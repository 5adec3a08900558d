import type { Dataset } from "../dataset/dataset.js";
import { EVENT } from "../dataset/events.js";
import { itemsOf } from "../dataset/groups.js";
import { isMet, isSeen, type View } from "./group-state.js";
import { once } from "./once.js";

/** Who, of the hosts inside, talks to whom, by what one import knows. */
export interface Prevalence {
  /** How many hosts inside talk to an end outside. */
  ofEnd(end: number): number;
  /** How many talk to a name, or query it. */
  ofName(name: number): number;
  /** The same of any of many names, from an hour on. */
  ofNames(names: Iterable<number>, fromHour: number): number;
  /** How many hosts inside there are at all. */
  readonly networkSize: number;
}

/**
 * Counts hosts as RITA does: by address, over the hours of `view` for who talks to what, over those from `allFromHour` on (open
 * connections and DNS may begin earlier) for how many there are. A resolver inside counts among those who query. Each answer is
 * worked out once: many rows share a destination.
 */
export function prevalence(dataset: Dataset, view: View, allFromHour: number): Prevalence {
  const { pairs, pairsByOutside, names, namesByName, reading } = dataset;
  const { endpoints } = reading;
  const all = { ...view, fromHour: allFromHour };
  const inside = (ends: Set<number>, end: number) => {
    if (endpoints.isInternal(end)) ends.add(endpoints.unsigned(end));
  };

  const named = (ends: Set<number>, group: number, at: View) => {
    const { events, sources } = names;
    const to = events.offsets[group + 1] as number;
    for (let i = events.offsets[group] as number; i < to; i++) {
      const kind = (events.flags[i] as number) & (EVENT.further | EVENT.open);
      const isFurther = kind === EVENT.further;
      if (isFurther || !isSeen(events, i, at)) continue;
      inside(ends, sources[group] as number);
      inside(ends, events.servers[i] as number);
    }
  };
  const queried = (ends: Set<number>, query: number, at: View) => {
    if (!reading.queriesMet.met(query, at.importNumber, at.fromHour)) return;
    inside(ends, dataset.queries.sources[query] as number);
    inside(ends, dataset.queries.destinations[query] as number);
  };

  const networkSize = () => {
    const ends = new Set<number>();
    for (let group = 0; group < pairs.count; group++) {
      if (!isMet(pairs.events, group, all)) continue;
      inside(ends, pairs.sources[group] as number);
      inside(ends, pairs.targets[group] as number);
    }
    for (let group = 0; group < names.count; group++) named(ends, group, all);
    for (let i = 0; i < dataset.queries.sources.length; i++) queried(ends, i, all);
    return ends.size;
  };
  const ofEnd = (end: number) => {
    const ends = new Set<number>();
    for (const group of itemsOf(pairsByOutside, end)) {
      if (!isMet(pairs.events, group, view)) continue;
      const source = pairs.sources[group] as number;
      const other = endpoints.isInternal(source) ? source : (pairs.targets[group] as number);
      ends.add(endpoints.unsigned(other));
    }
    return ends.size;
  };
  const ofNames = (wanted: Iterable<number>, fromHour: number) => {
    const ends = new Set<number>();
    const at = { ...view, fromHour };
    for (const name of wanted) {
      for (const group of itemsOf(namesByName, name)) named(ends, group, at);
      for (const query of itemsOf(dataset.queriesByName, name)) queried(ends, query, at);
    }
    return ends.size;
  };

  const ends = new Map<number, number>();
  const byName = new Map<number, number>();
  let size: number | undefined;
  return {
    get networkSize() {
      size ??= networkSize();
      return size;
    },
    ofEnd: (end) => once(ends, endpoints.unsigned(end), ofEnd),
    ofName: (name) => once(byName, name, () => ofNames([name], view.fromHour)),
    ofNames,
  };
}
