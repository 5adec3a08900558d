/**
 * What a cluster looks like: a rare client that beacons from several sources; one source whose rare client beacons to several
 * destinations; a client so common, or so seldom a beacon, that its beacons need have nothing to do with each other.
 */
export type ClusterType = "multi-host implant" | "fan-out" | "shared client";

/** Pairs with one client fingerprint of which more are beacons than chance explains. Counts are given so that all else can be computed anew. */
export interface Cluster {
  /** Null where the numbers are too small, or too much in between, to say. */
  readonly type: ClusterType | null;
  /** The fingerprint, or the family of several: transport, version and ciphers of a JA4 (`t13_8daaf6152771`). */
  readonly fingerprint: string;
  /** All fingerprints that its beacons had most, in the order of the alphabet. */
  readonly fingerprints: readonly string[];
  /** Of its `pairs`, so many are `beacons`: between so many sources and destinations. */
  readonly beacons: number;
  readonly pairs: number;
  readonly sources: number;
  readonly destinations: number;
  /** The same of all pairs that have a fingerprint and were judged. */
  readonly allBeacons: number;
  readonly allPairs: number;
  /** Of `allHosts` sources with a fingerprint, so many `hosts` have this one, beaconing or not. */
  readonly hosts: number;
  readonly allHosts: number;
  /** beacons / pairs, and the lower end of its Wilson 95 % interval. */
  readonly share: number;
  readonly shareLow: number;
  /** How many times the share of beacons among all pairs that is. */
  readonly lift: number;
  /** Chance of as many beacons among as many pairs drawn from all, and the same adjusted for all fingerprints that were looked at. */
  readonly chance: number;
  readonly falseDiscovery: number;
  /** 1 − ln(hosts) / ln(allHosts); null where fewer than ten hosts have a fingerprint. */
  readonly rarity: number | null;
  /** 1 where all its beacons keep the same interval, 0 where intervals differ by a factor of two; null with fewer than two intervals. */
  readonly cohesion: number | null;
  readonly intervalSeconds: number | null;
  readonly sameDestination: boolean;
  /** Whether all destinations are IPv4 addresses of one /24. */
  readonly sameNetwork: boolean;
  /** The last two labels that the hosts of all its beacons share; else null. */
  readonly domain: string | null;
  /** What clusters of one type are sorted by, from 0 to 1. */
  readonly rank: number;
  /** Who beacons, and where to: at most 50 of each, in the order of the alphabet. */
  readonly sourceList: readonly string[];
  readonly destinationList: readonly string[];
}

/** What types are told by. */
export interface Told {
  readonly sources: number;
  readonly destinations: number;
  readonly hosts: number;
  readonly allHosts: number;
  readonly shareLow: number;
  /** Of the only source: its fingerprints, and the destinations it uses this one for. */
  readonly fingerprints: number;
  readonly reached: number;
}

/** In a smaller estate few hosts are no sign. */
export const LEAST_HOSTS = 10;

const RARE = 0.05;
const COMMON = 0.25;
const MOSTLY = 0.5;
const SELDOM = 0.1;

/**
 * The type of a cluster. A source with a single fingerprint is a device of one purpose: all that it does is a fan-out, and none is told.
 *
 * @example clusterType({ sources: 6, destinations: 4, hosts: 6, allHosts: 500, shareLow: 0.9, fingerprints: 0, reached: 0 }); // => "multi-host implant"
 */
export function clusterType(told: Told): ClusterType | null {
  const { sources, destinations, hosts, allHosts, shareLow, fingerprints, reached } = told;
  const prevalence = hosts / allHosts;
  if (shareLow < SELDOM) return "shared client";
  if (allHosts < LEAST_HOSTS) return null;
  if (prevalence > COMMON) return "shared client";
  // Two hosts are few in any estate.
  const few = hosts <= 2 || prevalence <= RARE;
  if (sources >= 2) return few && shareLow >= MOSTLY ? "multi-host implant" : null;
  return destinations >= 2 && fingerprints >= 2 && reached <= 2 * destinations ? "fan-out" : null;
}
