import type { Score } from "../../score.js";

/** A range of numbers, both ends included. */
export type Range = readonly [lower: number, upper: number];

/** What a kind of harmless traffic looks like in a row. All patterns that are stated must hold; what a row lacks holds none. */
export interface Family {
  readonly id: string;
  /** As it stands after "looks like". */
  readonly name: string;
  /** CIDR ranges or addresses of the destination. */
  readonly networks?: readonly string[] | undefined;
  /** The row's host is one of these domains or below one. */
  readonly domains?: readonly string[] | undefined;
  readonly ports?: readonly number[] | undefined;
  /** Of the mean, seconds. */
  readonly intervalSeconds?: Range | undefined;
  readonly bytesOutPerRequest?: Range | undefined;
  readonly bytesInPerRequest?: Range | undefined;
  /** Bytes out by bytes in. */
  readonly ratio?: Range | undefined;
  /** At least so many sources with the same mean at the destination. */
  readonly leastSources?: number | undefined;
}

/**
 * The three kinds of false alarm that the query's page names: by the names of well-known services, and by shape where a row has only addresses.
 *
 * @example DEFAULT_FAMILIES.length; // => 6
 */
export const DEFAULT_FAMILIES: readonly Family[] = [
  {
    id: "cloud-backup",
    name: "a backup agent to cloud storage",
    domains: [
      "amazonaws.com",
      "blob.core.windows.net",
      "backblazeb2.com",
      "backblaze.com",
      "storage.googleapis.com",
      "wasabisys.com",
      "crashplan.com",
      "carbonite.com",
    ],
    bytesOutPerRequest: [10_000, Number.MAX_VALUE],
  },
  {
    id: "certificate-check",
    name: "a check of certificates (OCSP, CRL)",
    domains: [
      "digicert.com",
      "lencr.org",
      "pki.goog",
      "sectigo.com",
      "globalsign.com",
      "entrust.net",
      "usertrust.com",
    ],
    ports: [80],
  },
  {
    id: "endpoint-agent",
    name: "an agent of endpoint management",
    domains: [
      "manage.microsoft.com",
      "tanium.com",
      "jamfcloud.com",
      "bigfix.com",
      "windowsupdate.com",
      "endpoint.security.microsoft.com",
    ],
  },
  {
    id: "endpoint-agent-shape",
    name: "an agent of endpoint management, polling alike on many hosts",
    leastSources: 5,
  },
  {
    id: "cloud-backup-shape",
    name: "a backup agent, by what it uploads",
    ports: [443],
    bytesOutPerRequest: [100_000, Number.MAX_VALUE],
    ratio: [5, Number.MAX_VALUE],
  },
  {
    id: "certificate-check-shape",
    name: "a check of certificates (OCSP, CRL), by its small requests in the clear",
    ports: [80],
    intervalSeconds: [120, Number.MAX_VALUE],
    bytesOutPerRequest: [100, 600],
    bytesInPerRequest: [400, 5000],
  },
];

/** The score of a row that looks like a family. */
export function familyScore(value = 0): Score {
  return { id: "known-family", value, evidence: {} };
}
