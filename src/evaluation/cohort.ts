import type { Family, Parameters } from "./family.js";

/** Pairs that are alike: one family, one set of parameters. */
export interface Cohort {
  readonly family: Family;
  /** How many; 1 unless told otherwise. */
  readonly pairs?: number;
  /** Those that differ from the family's own. */
  readonly parameters?: Parameters;
  /** From and to, hours after the start of the simulation; all of it unless told otherwise. */
  readonly hours?: readonly [from: number, to: number];
  /** How many hosts share one destination. */
  readonly sources?: number;
  readonly port?: number;
  /** Between IPv6 addresses. */
  readonly ipv6?: boolean;
}

/** A cohort of each family: of `pairs`, or of one pair of an implant and ten of what implants hide among, or as many as hosts. */
export function cohortsOf(families: readonly Family[], hosts: number, pairs?: number): Cohort[] {
  const benign = Math.min(10, hosts);
  return families.map((family) => ({
    family,
    pairs: pairs ?? (family.label === "c2" ? 1 : benign),
  }));
}

/** How many destinations a cohort has, each for up to `sources` of its pairs. */
export function destinationsOf(cohort: Cohort): number {
  const { family, pairs = 1, sources = family.sources } = cohort;
  return Math.ceil(pairs / sources) * serversPerClient(cohort);
}

/** How many destinations one client of the cohort goes to. */
export function serversPerClient({ family, parameters }: Cohort): number {
  return family.destinations?.({ ...family.defaults, ...parameters }) ?? 1;
}

/** What is wrong with a cohort in a simulation of so many hours and hosts, one text for each fault. */
export function cohortIssues(cohort: Cohort, hours: number, hosts: number): string[] {
  const { family, pairs = 1, parameters = {}, port = family.port } = cohort;
  const [from, to] = cohort.hours ?? [0, hours];
  const sources = cohort.sources ?? family.sources;
  const needed = Math.min(pairs, sources);
  const issues: string[] = [];
  if (!isCount(pairs, 0)) issues.push(`pairs must be a whole number, not ${pairs}`);
  if (!isCount(sources, 1)) issues.push(`sources must be a whole number above 0, not ${sources}`);
  if (needed > hosts) issues.push(`needs ${needed} hosts for one destination, there are ${hosts}`);
  if (!isCount(port, 0) || port > 65535) issues.push(`bad port ${port}`);
  if (!(from >= 0 && from < to && to <= hours)) issues.push(`hours ${from} to ${to} of ${hours}`);
  const servers = serversPerClient(cohort);
  if (!isCount(servers, 1)) issues.push(`goes to ${servers} destinations, not a whole number`);
  for (const [name, value] of Object.entries(parameters)) {
    if (!Object.hasOwn(family.defaults, name)) issues.push(`has no parameter ${name}`);
    else if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) issues.push(`${name} is ${value}`);
    else if (name === "jitter" && value > 1) issues.push(`jitter must be 0 to 1, not ${value}`);
  }
  return issues.map((issue) => `${family.id}: ${issue}`);
}

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}
