import type { RitaConfig, RitaScoring } from "../config/config.js";
import type { Dataset } from "../dataset/dataset.js";
import { EVENT, type Events } from "../dataset/events.js";
import { startOfHour } from "../dataset/sightings.js";
import { STROBE } from "../scores/strobe.js";
import { isSeen, type View } from "./group-state.js";

/** Whether an import leaves a group of addresses, of what is over or of what is open, to names. */
export type IsExcluded = (importNumber: number, group: number, open: boolean) => boolean;

/**
 * Which groups of addresses an import leaves to the names asked for over their connections: those with any connection, of the
 * import, that also served a name whose group is a beacon or long, or an open one that served any name. Connections that are
 * over and open ones are judged apart.
 */
export function exclusions(dataset: Dataset, { scoring }: RitaConfig): IsExcluded {
  const { nameLinks, pairLinks, names, times, reading } = dataset;
  const hours = Array.from({ length: times.count }, (_, at) => {
    const { beacons } = times.windows(at);
    return beacons === undefined ? Number.NEGATIVE_INFINITY : startOfHour(beacons.start);
  });
  const overOnly = { withOver: true, withOpen: false };
  const known = hours.map(() => new Map<number, boolean>());
  const counts = (group: number, importNumber: number): boolean => {
    const before = known[importNumber]?.get(group);
    if (before !== undefined) return before;
    const view = { ...overOnly, importNumber, fromHour: hours[importNumber] as number };
    const answer = isBeaconOrLong(names.events, group, view, scoring);
    known[importNumber]?.set(group, answer);
    return answer;
  };
  const named = new Uint8Array(reading.uidCount);
  for (let i = 0; i < nameLinks.uids.length; i++) {
    const [group, at] = [nameLinks.groups[i] as number, nameLinks.imports[i] as number];
    if (nameLinks.open[i] === 1 || counts(group, at)) named[nameLinks.uids[i] as number] = 1;
  }
  // A set for each import, of what is over and of what is open: one of all could grow too large.
  const excluded = hours.map(() => [new Set<number>(), new Set<number>()] as const);
  for (let i = 0; i < pairLinks.uids.length; i++) {
    if (named[pairLinks.uids[i] as number] === 0) continue;
    const [over, open] = excluded[pairLinks.imports[i] as number] as (typeof excluded)[number];
    (pairLinks.open[i] === 1 ? open : over).add(pairLinks.groups[i] as number);
  }
  return (importNumber, group, open) => excluded[importNumber]?.[open ? 1 : 0].has(group) ?? false;
}

/** Whether a group is a beacon or long by what is over, without its scores: this is asked of each group at many imports. */
function isBeaconOrLong(
  events: Events,
  group: number,
  view: View,
  { beacon, longConnectionScoreThresholds }: RitaScoring,
): boolean {
  const least = beacon.uniqueConnectionThreshold;
  const seconds = new Set<number>();
  let [count, duration] = [0, 0];
  const to = events.offsets[group + 1] as number;
  for (let i = events.offsets[group] as number; i < to; i++) {
    if ((events.flags[i] as number) & EVENT.further || !isSeen(events, i, view)) continue;
    count++;
    duration += events.durations[i] as number;
    if (seconds.size < least) seconds.add(events.times[i] as number);
  }
  return (
    (seconds.size >= least && count < STROBE) || duration >= longConnectionScoreThresholds.base
  );
}
