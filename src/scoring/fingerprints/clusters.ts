import { rarityOf } from "../../scorers/fingerprint-cluster.js";
import { wilson } from "../../statistics/wilson.js";
import { type ConnectionTable, destinationOf, sourceOf } from "../../table.js";
import { type Cluster, clusterType, LEAST_HOSTS } from "./cluster.js";
import { cohesionOf } from "./cohesion.js";
import { type FingerprintFacts, fingerprintFactsOf, NONE } from "./facts.js";
import { falseDiscovery } from "./false-discovery.js";
import { atLeast } from "./hypergeometric.js";
import { RANDOMIZED } from "./programs.js";

/** A pair with this score is a beacon: the level `high`. */
const BEACON = 0.7;

/** A cluster with a larger share of false discoveries is not told. */
const DISCOVERY = 0.05;

const LISTED = 50;

/**
 * The clusters of a table: fingerprints with more beacons among their pairs than chance explains, at least two of them, by several sources
 * or to several destinations. `scores` has one score a pair, from 0 to 1, and NaN (or less than 0) for a pair that was not judged and
 * does not count; one from `least` on is a beacon. Families are looked at as a whole and, where one has several fingerprints, one by
 * one: of a family that is no implant as a whole, those of its fingerprints are given that are. Empty without fingerprints.
 * Implants first, then fan-outs, those of no type, shared clients; within a type by rank.
 *
 * @example clustersOf(table, [1]); // => []
 */
export function clustersOf(
  table: ConnectionTable,
  scores: ArrayLike<number>,
  least: number = BEACON,
): Cluster[] {
  const facts = fingerprintFactsOf(table);
  if (facts === undefined) return [];
  const families = groups(table, facts, scores, least);
  const all = { beacons: 0, pairs: 0 };
  for (const { beacons, pairs } of families) {
    all.beacons += beacons.length;
    all.pairs += pairs;
  }
  const tests = families
    .filter(({ program }) => program !== RANDOMIZED)
    .flatMap((family) => [family, ...(family.members.length > 1 ? family.members : [])]);
  const chances = tests.map(({ beacons, pairs }) =>
    atLeast({ all: all.pairs, marked: all.beacons, drawn: pairs }, beacons.length),
  );
  const adjusted = falseDiscovery(chances);
  const told = new Map<Group, Cluster>();
  for (const [i, group] of tests.entries()) {
    if (!spread(table, group) || (adjusted[i] as number) > DISCOVERY) continue;
    const significance = { chance: chances[i] as number, falseDiscovery: adjusted[i] as number };
    told.set(group, clusterOf({ table, facts, all }, group, significance));
  }
  return families.flatMap((family) => choose(family, told)).sort(compare);
}

/** The pairs of a family or of one fingerprint. */
interface Group {
  readonly program: number;
  readonly name: string;
  readonly hosts: number;
  /** How many were judged, and the numbers of those that are beacons. */
  pairs: number;
  readonly beacons: number[];
}

interface Family extends Group {
  readonly members: Group[];
}

/** All judged pairs with a fingerprint, by family and by fingerprint. */
function groups(
  { texts }: ConnectionTable,
  { programs, programOfPair, textOfPair, hostsOfProgram, hostsOfText }: FingerprintFacts,
  scores: ArrayLike<number>,
  least: number,
): Family[] {
  const families = new Map<number, Family>();
  const members = new Map<number, Group>();
  for (const [pair, program] of programOfPair.entries()) {
    const score = scores[pair] ?? Number.NaN;
    if (program === NONE || !(score >= 0)) continue;
    const text = textOfPair[pair] as number;
    let family = families.get(program);
    if (family === undefined) {
      const [name, hosts] = [programs.names[program] as string, hostsOfProgram[program] as number];
      family = { program, name, hosts, pairs: 0, beacons: [], members: [] };
      families.set(program, family);
    }
    let member = members.get(text);
    if (member === undefined) {
      const [name, hosts] = [texts[text - 1] as string, hostsOfText[text] as number];
      member = { program, name, hosts, pairs: 0, beacons: [] };
      members.set(text, member);
      family.members.push(member);
    }
    for (const group of [family, member]) {
      group.pairs++;
      if (score >= least) group.beacons.push(pair);
    }
  }
  return [...families.values()];
}

/** Whether it is two beacons at least, by several sources or to several destinations. */
function spread(table: ConnectionTable, { beacons }: Group): boolean {
  const [first] = beacons;
  if (first === undefined || beacons.length < 2) return false;
  const [source, destination] = [sourceOf(table, first), destinationOf(table, first)];
  return beacons.some(
    (pair) => sourceOf(table, pair) !== source || destinationOf(table, pair) !== destination,
  );
}

/** A family that mixes programs is told by those of its fingerprints that stand out. */
function choose(family: Family, told: ReadonlyMap<Group, Cluster>): Cluster[] {
  const whole = told.get(family);
  if (whole !== undefined && isImplant(whole)) return [whole];
  const parts = family.members.flatMap((member) => told.get(member) ?? []).filter(isImplant);
  return parts.length > 0 || whole === undefined ? parts : [whole];
}

function isImplant({ type }: Cluster): boolean {
  return type === "multi-host implant" || type === "fan-out";
}

interface Estate {
  readonly table: ConnectionTable;
  readonly facts: FingerprintFacts;
  readonly all: { readonly beacons: number; readonly pairs: number };
}

function clusterOf(
  { table, facts, all }: Estate,
  { name, hosts, pairs, beacons }: Group,
  significance: { readonly chance: number; readonly falseDiscovery: number },
): Cluster {
  const sources = distinct(beacons, (pair) => sourceOf(table, pair));
  const destinations = distinct(beacons, (pair) => destinationOf(table, pair));
  const fingerprints = distinct(
    beacons,
    (pair) => table.texts[(facts.textOfPair[pair] as number) - 1] as string,
  );
  const client = clientOfFirst(facts, beacons);
  const { low: shareLow } = wilson(beacons.length, pairs);
  const rarity = facts.hosts < LEAST_HOSTS ? null : rarityOf(hosts, facts.hosts);
  const alike = cohesionOf(table, beacons);
  const counts = {
    sources: sources.length,
    destinations: destinations.length,
    hosts,
    allHosts: facts.hosts,
    shareLow,
  };
  const type = clusterType({
    ...counts,
    fingerprints: client.fingerprints,
    reached: client.destinations,
  });
  return {
    type,
    fingerprint: fingerprints.length === 1 ? (fingerprints[0] as string) : name,
    fingerprints,
    ...counts,
    beacons: beacons.length,
    pairs,
    allBeacons: all.beacons,
    allPairs: all.pairs,
    share: beacons.length / pairs,
    lift: beacons.length / pairs / (all.beacons / all.pairs),
    ...significance,
    rarity,
    ...alike,
    rank: 1 - (1 - shareLow) * (1 - (rarity ?? 0) / 2) * (1 - (alike.cohesion ?? 0) / 2),
    sourceList: sources.slice(0, LISTED),
    destinationList: destinations.slice(0, LISTED),
  };
}

/** The first beacon's client: of a single source the one that there is. */
function clientOfFirst(facts: FingerprintFacts, [first = 0]: readonly number[]) {
  const program = facts.programOfPair[first] as number;
  const source = facts.sources.ofPair[first] as number;
  return facts.clientOf(source, { program, text: facts.textOfPair[first] as number, server: 0 });
}

function distinct(pairs: readonly number[], of: (pair: number) => string): string[] {
  return [...new Set(pairs.map(of))].sort();
}

const ORDER = ["multi-host implant", "fan-out", null, "shared client"];

function compare(a: Cluster, b: Cluster): number {
  return (
    ORDER.indexOf(a.type) - ORDER.indexOf(b.type) ||
    b.rank - a.rank ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}
