import { type Groups, groupsOf, type Index, indexOf } from "./groups.js";
import type { ImportTimes } from "./imports.js";
import type { Links, Reading } from "./reading.js";
import { registeredDomains } from "./registered-domain.js";

/** What was read, put in order: groups with their events, and who is behind what. */
export interface Dataset {
  readonly reading: Reading;
  readonly times: ImportTimes;
  readonly pairs: Groups;
  readonly pairLinks: Links;
  /** Groups of addresses by the end outside: the destination of whoever is inside. */
  readonly pairsByOutside: Index;
  readonly names: Groups;
  readonly nameLinks: Links;
  readonly namesByName: Index;
  /** Responses that did not fit their path: of a group, known to an import, from an hour on. */
  readonly mismatches: (group: number, importNumber: number, fromHour: number) => number;
  /** What was queried, by name. */
  readonly queries: { readonly sources: Uint32Array; readonly destinations: Uint32Array };
  readonly queriesByName: Index;
  readonly answers: { readonly ends: Uint32Array };
  readonly answersByName: Index;
  /** The domain that each name counts for, by id; texts of domains. */
  readonly domains: readonly string[];
  /** Ports, protocols and services by id. */
  readonly services: readonly string[];
}

/** Puts what was read in order. The reading is spent. */
export function datasetOf(reading: Reading): Dataset {
  const { endpoints, times } = reading;
  const pairs = groupsOf(reading.pairs, reading.pairEvents);
  const outside = pairs.sources.map((source, i) =>
    endpoints.unsigned(endpoints.isInternal(source) ? (pairs.targets[i] as number) : source),
  );
  const names = groupsOf(reading.namePairs, reading.nameEvents);
  const queries = reading.queries.columns();
  const answers = reading.answers.columns();
  const nameCount = reading.names.size;
  return {
    ...{ reading, times, pairs, names },
    pairLinks: reading.pairLinks.links(),
    pairsByOutside: indexOf(outside, endpoints.size),
    nameLinks: reading.nameLinks.links(),
    namesByName: indexOf(names.targets, nameCount),
    mismatches: reading.mismatches.counter(names.count),
    queries: { sources: queries.second, destinations: queries.third },
    queriesByName: indexOf(queries.first, nameCount),
    answers: { ends: answers.second },
    answersByName: indexOf(answers.first, nameCount),
    domains: registeredDomains(reading.names.texts),
    services: reading.services.texts(),
  };
}
