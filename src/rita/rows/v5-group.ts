import type { Dataset } from "../dataset/dataset.js";
import { EVENT, type Events } from "../dataset/events.js";
import type { GroupState } from "./group-state.js";
import type { GroupNumbers } from "./row.js";

const MOST_IPS = 10;
const MOST_SERVICES = 20;

/** That an import met a group: among what is over, among what is open, or both. */
export interface Meeting {
  readonly importNumber: number;
  readonly over: boolean;
  readonly open: boolean;
}

/** The imports that met a group, the latest first. */
export function meetingsOf(events: Events, group: number): Meeting[] {
  const met = new Map<number, { importNumber: number; over: boolean; open: boolean }>();
  const to = events.offsets[group + 1] as number;
  for (let i = events.offsets[group] as number; i < to; i++) {
    const importNumber = events.imports[i] as number;
    const meeting = met.get(importNumber) ?? { importNumber, over: false, open: false };
    met.set(importNumber, meeting);
    if ((events.flags[i] as number) & EVENT.open) meeting.open = true;
    else meeting.over = true;
  }
  return [...met.values()].sort((a, b) => b.importNumber - a.importNumber);
}

/** The numbers of a row that are its group's own; addresses and services in their order as text. */
export function groupNumbers({ reading, services }: Dataset, state: GroupState): GroupNumbers {
  const addresses = (ends: ReadonlySet<number>) =>
    [...new Set(Array.from(ends, (end) => reading.endpoints.address(end)))]
      .sort()
      .slice(0, MOST_IPS);
  return {
    count: state.count,
    openCount: state.openCount,
    proxyCount: state.proxyCount,
    uniqueTimestamps: state.uniqueTimestamps,
    totalBytes: state.totalBytes,
    totalDuration: state.totalDuration,
    missingHostCount: state.missingHostCount,
    serverIps: addresses(state.servers),
    proxyIps: addresses(state.proxies),
    services: Array.from(state.services, (id) => services[id] as string)
      .sort()
      .slice(0, MOST_SERVICES),
  };
}
