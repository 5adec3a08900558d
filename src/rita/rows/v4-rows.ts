import type { Events } from "../dataset/events.js";
import { type Groups, groupsOf } from "../dataset/groups.js";
import type { Span } from "../dataset/imports.js";
import type { V4Reading } from "../dataset/v4-reading.js";
import { STROBE } from "../scores/strobe.js";
import { type RitaV4Score, ritaV4 } from "../scores/v4.js";
import { type RitaV4ProxyScore, ritaV4Proxy } from "../scores/v4-proxy.js";
import { compareRows } from "./order.js";
import type { RitaRow } from "./row.js";
import type { RitaRows } from "./v5-rows.js";

/** A score whose sizes may not be part of it. */
type V4Score = RitaV4ProxyScore & Partial<RitaV4Score>;

/** A group of as many connections, or fewer, is not scored. */
const TOO_FEW = 23;
const MOST_IPS = 10;

/**
 * The rows of RITA v4: beacons by address, by name and by name behind a proxy, and strobes, which it does not score. Everything
 * counts, also what came before the window, which is that of the last 24 hours. The reading is spent.
 */
export function v4Rows(reading: V4Reading, now: number): RitaRows {
  const { all } = reading.times.windows(0);
  if (all === undefined) return { window: null, present: now, rows: [], older: 0, lead: 0 };
  const kinds = [
    { type: "ip", groups: groupsOf(reading.pairs, reading.pairEvents) },
    { type: "sni", groups: groupsOf(reading.namePairs, reading.nameEvents) },
    { type: "proxy", groups: groupsOf(reading.proxied, reading.proxiedEvents) },
  ] as const;
  const rows: RitaRow[] = [];
  for (const { type, groups } of kinds) {
    for (let group = 0; group < groups.count; group++) {
      const row = rowOf(reading, type, groups, group, all);
      if (row !== undefined) rows.push(row);
    }
  }
  const lead = reading.times.lead();
  return { window: all, present: all.end, rows: rows.sort(compareRows), older: 0, lead };
}

function rowOf(
  { config, endpoints, names }: V4Reading,
  type: "ip" | "sni" | "proxy",
  groups: Groups,
  group: number,
  window: Span,
): RitaRow | undefined {
  const { timestamps, sizes, totalBytes, totalDuration, servers } = membersOf(groups.events, group);
  const count = timestamps.length;
  if (count <= TOO_FEW) return undefined;
  const distinct = Float64Array.from(new Set(timestamps));
  const strobe = count >= STROBE;
  const score: V4Score | undefined = strobe ? undefined : scoreOf();
  if (!strobe && score === undefined) return undefined;
  const addresses = Array.from(servers, (end) => endpoints.address(end)).sort();
  const target = groups.targets[group] as number;
  const final = score?.score ?? 0;
  const times = timestamps.slice().sort();
  return {
    type,
    source: endpoints.address(groups.sources[group] as number),
    destination: type === "ip" ? endpoints.address(target) : null,
    fqdn: type === "ip" ? null : (names.texts[target] as string),
    ...{ count, openCount: 0, proxyCount: type === "proxy" ? count : 0, missingHostCount: 0 },
    uniqueTimestamps: distinct.length,
    ...{ totalBytes, totalDuration, subdomains: 0, prevalence: 0, services: [] },
    serverIps: type === "sni" ? addresses.slice(0, MOST_IPS) : [],
    proxyIps: type === "proxy" ? addresses.slice(0, MOST_IPS) : [],
    score: final,
    timestampScore: score?.timestampScore ?? 0,
    dataSizeScore: score?.dataSizeScore ?? 0,
    durationScore: score?.durationScore ?? 0,
    histogramScore: score?.histogramScore ?? 0,
    topInterval: score?.intervals.mode ?? 0,
    ...{ threatScore: 0, longConnectionScore: 0, c2OverDnsScore: 0, strobe },
    firstSeen: times[0] as number,
    lastSeen: times.at(-1) as number,
    ...{ modifiers: [], finalScore: final, severity: null },
  };

  function scoreOf(): V4Score | undefined {
    if (type === "proxy") return ritaV4Proxy({ timestamps, ...window }, config);
    // Of names, a second counts once.
    return ritaV4({ timestamps: type === "sni" ? distinct : timestamps, sizes, ...window }, config);
  }
}

function membersOf(events: Events, group: number) {
  const [from, to] = [events.offsets[group] as number, events.offsets[group + 1] as number];
  const sizes = events.sizes.subarray(from, to);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return {
    timestamps: events.times.subarray(from, to),
    // A request whose connection is not known has a time, and no size.
    sizes: sizes.some(Number.isNaN) ? sizes.filter((size) => size >= 0) : sizes,
    totalBytes: sum(events.totals.subarray(from, to)),
    totalDuration: sum(events.durations.subarray(from, to)),
    servers: new Set(events.servers.subarray(from, to)),
  };
}
