import { sortValues } from "../../statistics/sorted.js";
import { EVENT, type Events } from "../dataset/events.js";
import { startOfHour } from "../dataset/sightings.js";
import { STROBE } from "../scores/strobe.js";

/** What RITA knows of a group at one import. */
export interface GroupState {
  readonly count: number;
  readonly openCount: number;
  readonly proxyCount: number;
  readonly missingHostCount: number;
  readonly uniqueTimestamps: number;
  /** Of connections that are over, ascending; those through proxies, ascending, behind the others. */
  readonly timestamps: Float64Array;
  readonly sizes: Float64Array;
  readonly totalBytes: number;
  readonly totalDuration: number;
  /** Of what is over, and of what is open. */
  readonly over: Extent;
  readonly open: Extent;
  /** Ids of services, and of the ends that answered. */
  readonly services: ReadonlySet<number>;
  readonly servers: ReadonlySet<number>;
  readonly proxies: ReadonlySet<number>;
}

/** First and last epoch second; infinite for nothing. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

/** Which events count: those known to an import, from an hour on, and whether what is over, or open, counts at all. */
export interface View {
  readonly importNumber: number;
  readonly fromHour: number;
  readonly withOver: boolean;
  readonly withOpen: boolean;
}

/** The state of group number `group`. */
export function groupState(events: Events, group: number, view: View): GroupState {
  const direct = new Part();
  const proxied = new Part();
  const over = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const open = { ...over };
  let [openCount, proxyCount, missingHostCount, totalBytes, totalDuration] = [0, 0, 0, 0, 0];
  const services = new Set<number>();
  const servers = new Set<number>();
  const proxies = new Set<number>();
  const to = events.offsets[group + 1] as number;
  for (let i = events.offsets[group] as number; i < to; i++) {
    if (!isSeen(events, i, view)) continue;
    const flags = events.flags[i] as number;
    const time = events.times[i] as number;
    const isOpen = (flags & EVENT.open) !== 0;
    const extent = isOpen ? open : over;
    const part = flags & EVENT.proxied ? proxied : direct;
    if (!(flags & EVENT.missingHost)) services.add(events.services[i] as number);
    if (flags & EVENT.proxied && isOpen) proxyCount++;
    if (flags & EVENT.further && !isOpen) continue;
    if (time < extent.first) extent.first = time;
    if (time > extent.last) extent.last = time;
    if (flags & EVENT.missingHost) {
      missingHostCount++;
      if (isOpen) openCount++;
      else part.marks.push(time);
      continue;
    }
    (flags & EVENT.proxied ? proxies : servers).add(events.servers[i] as number);
    totalBytes += events.totals[i] as number;
    totalDuration += events.durations[i] as number;
    if (isOpen) openCount += flags & EVENT.further ? 0 : 1;
    else part.add(time, events.sizes[i] as number);
  }
  const parts = [direct, proxied];
  const timestamps = parts.map(({ times }) => ascending(times));
  return {
    count: direct.times.length + proxied.times.length,
    ...{ openCount, missingHostCount, totalBytes, totalDuration },
    proxyCount: proxyCount + proxied.times.length,
    uniqueTimestamps: Math.max(
      ...parts.map(({ marks }, i) => distinct(timestamps[i] as Float64Array, marks)),
    ),
    timestamps: joined(timestamps),
    sizes: joined(parts.map(({ sizes }) => ascending(sizes))),
    ...{ over, open, services, servers, proxies },
  };
}

/** Whether a view has an event. */
export function isSeen(
  { flags, imports, times }: Events,
  event: number,
  { importNumber, fromHour, withOver, withOpen }: View,
): boolean {
  const at = imports[event] as number;
  if ((flags[event] as number) & EVENT.open) return withOpen && at === importNumber;
  return withOver && at <= importNumber && startOfHour(times[event] as number) >= fromHour;
}

/** Whether a view has any event of a group. */
export function isMet(events: Events, group: number, view: View): boolean {
  const to = events.offsets[group + 1] as number;
  for (let i = events.offsets[group] as number; i < to; i++) {
    if (isSeen(events, i, view)) return true;
  }
  return false;
}

/** Connections that are over, of those through proxies or of the others. */
class Part {
  readonly times: number[] = [];
  readonly sizes: number[] = [];
  /** The times of requests without a Host, which are no connections, but count among the distinct seconds. */
  readonly marks: number[] = [];

  add(time: number, size: number): void {
    this.times.push(time);
    this.sizes.push(size);
  }
}

function ascending(values: readonly number[]): Float64Array {
  return sortValues(new Float64Array(values));
}

/** How many distinct seconds there are among ascending times and some marks. */
function distinct(times: Float64Array, marks: readonly number[]): number {
  if (marks.length > 0) return new Set([...times, ...marks]).size;
  let count = 0;
  for (let i = 0; i < times.length; i++) if (times[i] !== times[i - 1]) count++;
  return count;
}

/** The parts one behind the other, each cut to what RITA keeps. */
function joined(parts: readonly Float64Array[]): Float64Array {
  const kept = parts.map((values) => values.subarray(0, STROBE));
  const [first, second] = kept;
  if (first !== undefined && second?.length === 0) return first;
  const all = new Float64Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of kept) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}
