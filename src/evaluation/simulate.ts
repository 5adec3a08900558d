import { RuleError } from "../errors.js";
import { pairKey } from "../pairs.js";
import {
  type Cohort,
  cohortIssues,
  cohortsOf,
  destinationsOf,
  serversPerClient,
} from "./cohort.js";
import { integer, pick } from "./distributions.js";
import { type Disturbances, disturbanceIssues, disturbed } from "./disturb.js";
import { endpointsOf, HOSTS_PER_SITE, SERVERS, type Server } from "./endpoints.js";
import { FAMILIES } from "./families.js";
import type { Exchange, Visit, Window } from "./family.js";
import { fromMicroseconds } from "./microseconds.js";
import { type Random, randomFrom } from "./random.js";
import type { LabelledConnection, PairLabel, Simulation } from "./simulation.js";

export type { LabelledConnection, PairLabel, Simulation };

/** What to simulate. */
export interface SimulateOptions extends Disturbances {
  /** The same seed and options give the same connections. */
  readonly seed: string | number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly hours: number;
  /** How many hosts the site has; 200 unless told otherwise. */
  readonly hosts?: number;
  /** The hosts are in 10.<site>.0.0/16, site 0–255; 0 unless told otherwise. */
  readonly site?: number;
  /** Unless told otherwise a pair of every implant family and ten of every other. */
  readonly cohorts?: readonly Cohort[];
}

/**
 * A labelled site. A pair's chance comes from the seed, its family and its number within the family alone: cohorts of other
 * families change no time and no size of it. Five million connections at most. Disturbances come last: a pair that loses all its records has no label, and pairs that
 * share an address behind `nat` are one, of no one period. Throws a RuleError that lists everything wrong with the options.
 *
 * @example
 * const { connections } = simulate({ seed: 1, start: 0, hours: 1, cohorts: [{ family: fixed }] });
 * connections.length; // => 60
 */
export function simulate(options: SimulateOptions): Simulation {
  const {
    seed,
    start,
    hours,
    hosts = 200,
    site = 0,
    cohorts = cohortsOf(FAMILIES, hosts),
  } = options;
  check(options, hosts, site, cohorts);
  const draw = endpointsOf(site, hosts, options.nat);
  const drawn = new Map<string, number>();
  const connections: LabelledConnection[] = [];
  const labels = new Map<string, PairLabel>();
  for (const cohort of cohorts) {
    const { family, pairs = 1, sources = family.sources, ipv6 = false } = cohort;
    const [from, to] = cohort.hours ?? [0, hours];
    const window = { start: start + from * HOUR, end: start + to * HOUR };
    let servers: Server[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const number = drawn.get(family.id) ?? 0;
      drawn.set(family.id, number + 1);
      const key = `${seed}/${family.id}/${number}`;
      const where = randomFrom(`${key}/endpoints`);
      if (pair % sources === 0) servers = serversOf(cohort, () => draw.server(where, ipv6));
      const [first, ...others] = servers as [Server, ...Server[]];
      const host = draw.host(where, first, ipv6);
      const places = [first, ...others].map(({ address }) => labelOf(cohort, host, address));
      const made = connect(randomFrom(key), window, cohort, places);
      const logged = disturbed(made, options, randomFrom(`${key}/disturbances`));
      const reached = new Set(logged.map(({ destination }) => destination));
      for (const label of places) if (reached.has(label.destination)) addLabel(labels, label);
      for (const connection of logged) connections.push(connection);
      if (connections.length > MOST_CONNECTIONS) {
        throw new RuleError("simulate", [`more than ${MOST_CONNECTIONS} connections`]);
      }
    }
  }
  connections.sort((a, b) => a.time - b.time);
  return { connections, labels: [...labels.values()] };
}

const HOUR = 3_600_000;

/** About two gigabytes. */
const MOST_CONNECTIONS = 5_000_000;

/** Only behind one address can two pairs have the same endpoints, and they are of one cohort then. */
function addLabel(labels: Map<string, PairLabel>, label: PairLabel): void {
  const key = pairKey(label);
  labels.set(key, labels.has(key) ? { ...label, truth: null } : label);
}

function check(
  options: SimulateOptions,
  hosts: number,
  site: number,
  cohorts: readonly Cohort[],
): void {
  const { start, hours } = options;
  const issues = disturbanceIssues(options);
  if (!(start >= 0 && start < Number.POSITIVE_INFINITY)) issues.push(`start is ${start}`);
  if (!(hours > 0 && hours < Number.POSITIVE_INFINITY)) issues.push(`hours is ${hours}`);
  if (!(Number.isInteger(hosts) && hosts > 0 && hosts <= HOSTS_PER_SITE)) {
    issues.push(`hosts must be 1 to ${HOSTS_PER_SITE}, not ${hosts}`);
  }
  if (!(Number.isInteger(site) && site >= 0 && site <= 255)) issues.push(`site is ${site}`);
  for (const cohort of cohorts) issues.push(...cohortIssues(cohort, hours, hosts));
  const servers = cohorts.reduce((sum, cohort) => sum + destinationsOf(cohort), 0);
  if (servers > SERVERS) issues.push(`${servers} destinations, at most ${SERVERS} are possible`);
  if (issues.length > 0) throw new RuleError("simulate", issues);
}

function labelOf(cohort: Cohort, source: string, destination: string): PairLabel {
  const { family, port = family.port } = cohort;
  const parameters = { ...family.defaults, ...cohort.parameters };
  const { id, code, label } = family;
  const truth = family.truth?.(parameters) ?? null;
  return { source, destination, port, family: id, code, label, parameters, truth };
}

function connect(
  random: Random,
  window: Window,
  { family }: Cohort,
  places: readonly PairLabel[],
): LabelledConnection[] {
  const { parameters, label } = places[0] as PairLabel;
  const exchange = family.exchanges(random, parameters);
  return family.starts(random, window, parameters).map((start) => {
    const visit = typeof start === "number" ? { time: start } : start;
    const { source, destination, port } = places[visit.destination ?? 0] as PairLabel;
    return {
      time: fromMicroseconds(Math.floor(visit.time * 1000)),
      source,
      destination,
      port,
      ...exchanged(visit.exchange ?? exchange(), visit),
      protocol: family.protocol,
      sourcePort: integer(random, 49_152, 65_535),
      id: idFrom(random),
      family: family.id,
      label,
    };
  });
}

/** An attempt that nobody answered stays one: no visit gives it sizes or a duration. */
function exchanged(exchange: Exchange, { factor = 1, duration }: Visit): Exchange {
  const scaled = (bytes: number | null) => (bytes === null ? null : bytes * factor);
  return {
    bytesOut: scaled(exchange.bytesOut),
    bytesIn: scaled(exchange.bytesIn),
    duration: exchange.duration === null ? null : wholeMicroseconds(duration ?? exchange.duration),
  };
}

function wholeMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** As many as one client of the family goes to. */
function serversOf(cohort: Cohort, draw: () => Server): Server[] {
  return Array.from({ length: serversPerClient(cohort) }, draw);
}

/** From character codes at once: letter after letter, a million ids would be as many chains of strings. */
function idFrom(random: Random): string {
  const codes = Array.from({ length: 17 }, () => pick(random, ALPHABET) as number);
  return String.fromCharCode(C, ...codes);
}

const C = "C".charCodeAt(0);

const ALPHABET = Array.from(
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  (letter) => letter.charCodeAt(0),
);
