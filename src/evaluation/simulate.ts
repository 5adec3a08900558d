import type { Connection } from "../connection.js";
import { RuleError } from "../errors.js";
import { type Cohort, cohortIssues, destinationsOf } from "./cohort.js";
import { integer, pick } from "./distributions.js";
import { endpointsOf, HOSTS_PER_SITE, SERVERS, type Server } from "./endpoints.js";
import { FAMILIES } from "./families.js";
import type { Label, Parameters, Window } from "./family.js";
import { type Random, randomFrom } from "./random.js";

/** What to simulate. */
export interface SimulateOptions {
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

/** A connection that says what made it. */
export interface LabelledConnection extends Connection {
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  readonly protocol: "tcp" | "udp";
  /** Seconds; null when unknown. */
  readonly duration: number | null;
  readonly sourcePort: number;
  /** Like Zeek's uid: a C and 17 letters or digits. */
  readonly id: string;
  readonly family: string;
  readonly label: Label;
}

/** The truth about one pair. */
export interface PairLabel {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly family: string;
  readonly label: Label;
  readonly parameters: Parameters;
}

/** Connections by time, and a label for each pair among them in the order of the cohorts. */
export interface Simulation {
  readonly connections: readonly LabelledConnection[];
  readonly labels: readonly PairLabel[];
}

/**
 * A labelled site. A pair's chance comes from the seed, its family and its number within the family alone: cohorts of other
 * families change no time and no size of it. Throws a RuleError that lists everything wrong with the options.
 *
 * @example
 * const { connections } = simulate({ seed: 1, start: 0, hours: 1, cohorts: [{ family: fixed }] });
 * connections.length; // => 60
 */
export function simulate(options: SimulateOptions): Simulation {
  const { seed, start, hours, hosts = 200, site = 0, cohorts = everyFamily(hosts) } = options;
  check(options, hosts, site, cohorts);
  const draw = endpointsOf(site, hosts);
  const drawn = new Map<string, number>();
  const connections: LabelledConnection[] = [];
  const labels: PairLabel[] = [];
  for (const cohort of cohorts) {
    const { family, pairs = 1, sources = family.sources, ipv6 = false } = cohort;
    const [from, to] = cohort.hours ?? [0, hours];
    const window = { start: start + from * HOUR, end: start + to * HOUR };
    let server: Server | undefined;
    for (let pair = 0; pair < pairs; pair++) {
      const number = drawn.get(family.id) ?? 0;
      drawn.set(family.id, number + 1);
      const key = `${seed}/${family.id}/${number}`;
      const where = randomFrom(`${key}/endpoints`);
      if (server === undefined || pair % sources === 0) server = draw.server(where, ipv6);
      const label = labelOf(cohort, draw.host(where, server, ipv6), server.address);
      const made = connect(randomFrom(key), window, cohort, label);
      if (made.length > 0) labels.push(label);
      for (const connection of made) connections.push(connection);
    }
  }
  return { connections: connections.sort((a, b) => a.time - b.time), labels };
}

const HOUR = 3_600_000;

function everyFamily(hosts: number): Cohort[] {
  const benign = Math.min(10, hosts);
  return FAMILIES.map((family) => ({ family, pairs: family.label === "c2" ? 1 : benign }));
}

function check(
  { start, hours }: SimulateOptions,
  hosts: number,
  site: number,
  cohorts: readonly Cohort[],
): void {
  const issues: string[] = [];
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
  return { source, destination, port, family: family.id, label: family.label, parameters };
}

function connect(
  random: Random,
  window: Window,
  { family }: Cohort,
  { source, destination, port, label, parameters }: PairLabel,
): LabelledConnection[] {
  const exchange = family.exchanges(random);
  return family.starts(random, window, parameters).map((start) => ({
    time: wholeMicroseconds(start),
    source,
    destination,
    port,
    ...exchange(),
    protocol: family.protocol,
    sourcePort: integer(random, 49_152, 65_535),
    id: `C${Array.from({ length: 17 }, () => pick(random, ALPHABET)).join("")}`,
    family: family.id,
    label,
  }));
}

const ALPHABET = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];

/** Epoch milliseconds cut to whole microseconds, as every format here reads them: seconds × 1000 + microseconds / 1000. */
function wholeMicroseconds(time: number): number {
  const microseconds = Math.floor(time * 1000);
  const rest = microseconds % 1_000_000;
  return (microseconds - rest) / 1000 + rest / 1000;
}
