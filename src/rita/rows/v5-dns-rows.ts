import type { Dataset } from "../dataset/dataset.js";
import { itemsOf } from "../dataset/groups.js";
import { bucketedThreatScore } from "../scores/threat-score.js";
import { directModifiers } from "./direct-connections.js";
import type { Moment } from "./moment.js";
import type { RitaRow } from "./row.js";
import { commonModifiers, finalScore, signNumbers } from "./v5-score.js";

/** The names that count for a domain. */
export type NamesByDomain = ReadonlyMap<string, readonly number[]>;

/** The names by the domain that they count for; those for reverse lookups and local ones count for none. */
export function namesByDomain({ domains }: Dataset): NamesByDomain {
  const names = new Map<string, number[]>();
  for (const [name, domain] of domains.entries()) {
    if (domain === "" || domain.endsWith(".arpa") || domain.endsWith(".local")) continue;
    const known = names.get(domain);
    if (known === undefined) names.set(domain, [name]);
    else known.push(name);
  }
  return names;
}

/** The row of a domain that has so many subdomains queried that it may carry data: that of the latest import that has one. */
export function dnsRow(
  dataset: Dataset,
  domain: string,
  names: readonly number[],
  momentOf: (importNumber: number) => Moment,
): RitaRow | undefined {
  const least = momentOf(0).options.config.scoring.c2ScoreThresholds.base;
  if (names.length < least) return undefined;
  const queries = names.flatMap((name) => [...itemsOf(dataset.queriesByName, name)]);
  const { queriesMet } = dataset.reading;
  for (let importNumber = dataset.times.count - 1; importNumber >= 0; importNumber--) {
    if (!queries.some((query) => queriesMet.metIn(query, importNumber))) continue;
    const row = rowOf(dataset, domain, names, momentOf(importNumber));
    if (row !== undefined) return row;
  }
  return undefined;
}

function rowOf(
  dataset: Dataset,
  domain: string,
  names: readonly number[],
  moment: Moment,
): RitaRow | undefined {
  const { importNumber, allFromHour, options } = moment;
  const { queriesByName, reading } = dataset;
  const { queriesMet } = reading;
  const isQueried = (name: number) =>
    itemsOf(queriesByName, name).some((query) => queriesMet.met(query, importNumber, allFromHour));
  const subdomains = names.filter(isQueried).length;
  const thresholds = options.config.scoring.c2ScoreThresholds;
  if (subdomains < thresholds.base) return undefined;
  const c2OverDnsScore = bucketedThreatScore(subdomains, thresholds);
  const extents = names.flatMap((name) =>
    Array.from(itemsOf(queriesByName, name), (query) => queriesMet.extent(query, importNumber)),
  );
  const share = moment.prevalence.ofNames(names, allFromHour) / moment.prevalence.networkSize;
  const inWindow = extents.reduce(
    (first, { start }) => Math.min(first, start),
    Number.POSITIVE_INFINITY,
  );
  const { history } = moment;
  const firstSeen =
    history === undefined
      ? inWindow
      : names.reduce((first, name) => Math.min(first, history.ofName(name)), inWindow);
  const modifiers = [
    ...commonModifiers(share, firstSeen, moment),
    ...directModifiers(dataset, names, moment),
  ];
  const signs = {
    ...{ beacon: undefined, threatScore: 0, longConnectionScore: 0, strobe: false },
    c2OverDnsScore,
  };
  return {
    type: "dns",
    ...{ source: null, destination: null, fqdn: domain },
    ...{ count: 0, openCount: 0, proxyCount: 0, uniqueTimestamps: 0, missingHostCount: 0 },
    ...{ totalBytes: 0, totalDuration: 0, serverIps: [], proxyIps: [], services: [] },
    ...signNumbers(signs),
    subdomains,
    prevalence: share,
    firstSeen,
    lastSeen: extents.reduce((last, { end }) => Math.max(last, end), Number.NEGATIVE_INFINITY),
    modifiers,
    ...finalScore(signs, modifiers, moment),
  };
}
