import type { Dataset } from "../dataset/dataset.js";
import type { Groups } from "../dataset/groups.js";
import type { Span } from "../dataset/imports.js";
import { startOfHour } from "../dataset/sightings.js";
import { exclusions } from "./exclusion.js";
import { momentsOf, type V5Options } from "./moment.js";
import { compareRows } from "./order.js";
import type { RitaRow } from "./row.js";
import { dnsRow, namesByDomain } from "./v5-dns-rows.js";
import { ipRow } from "./v5-ip-rows.js";
import { sniRow } from "./v5-sni-rows.js";

/** Rows, and the window that the last of them were scored in. */
export interface RitaRows {
  /** Epoch seconds. Of v5 the window of beacons; null where nothing was read that has one. */
  readonly window: Span | null;
  /** The epoch second that ages ("First Seen") are counted back from. */
  readonly present: number;
  readonly rows: readonly RitaRow[];
  /** Groups that were last met before the window of all logs, of which nothing is shown. */
  readonly older: number;
  /** Seconds by which the latest time lies past all others. */
  readonly lead: number;
}

/**
 * The rows that RITA v5 shows after it has imported a data set hour by hour. Each group's row is that of the latest import that
 * brought any of it and gave it one: only the latest is computed, which gives the same. What was last seen before the window of
 * all logs is not shown.
 */
export function v5Rows(dataset: Dataset, options: V5Options): RitaRows {
  const { pairs, names, times } = dataset;
  const last = times.count - 1;
  const { beacons, all } = last < 0 ? { beacons: undefined, all: undefined } : times.windows(last);
  if (all === undefined) return { window: null, present: options.now, rows: [], older: 0, lead: 0 };
  const fromHour = startOfHour(all.start);
  const momentOf = momentsOf(dataset, options);
  const isExcluded = exclusions(dataset, options.config);
  const rows: RitaRow[] = [];
  let older = 0;
  const isOlder = ({ events: { times, offsets } }: Groups, group: number) => {
    const own = times.subarray(offsets[group], offsets[group + 1]);
    const isLate = own.some((time) => time >= fromHour);
    // A connection that only lends itself to a proxy's leaves a group without events.
    if (!isLate && own.length > 0) older++;
    return !isLate;
  };
  const add = (row: RitaRow | undefined) => {
    if (row !== undefined && startOfHour(row.lastSeen) >= fromHour) rows.push(row);
  };
  for (let group = 0; group < names.count; group++) {
    if (!isOlder(names, group)) add(sniRow(dataset, group, momentOf));
  }
  for (let group = 0; group < pairs.count; group++) {
    if (!isOlder(pairs, group)) add(ipRow(dataset, group, momentOf, isExcluded));
  }
  for (const [domain, ofDomain] of namesByDomain(dataset)) {
    add(dnsRow(dataset, domain, ofDomain, momentOf));
  }
  const { present } = momentOf(last);
  rows.sort(compareRows);
  return { window: beacons ?? all, present, rows, older, lead: times.lead() };
}
