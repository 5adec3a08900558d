import type { Severity } from "../scores/severity.js";

/** Something that moved a score, by RITA's name for it. */
export interface RitaModifier {
  readonly name: string;
  /** What it is about: a signature, a count, a share. */
  readonly value: string;
  /** What it adds to the score. */
  readonly score: number;
}

/** What a row says of its group. Times are epoch seconds. */
export interface GroupNumbers {
  /** Connections that are over. */
  readonly count: number;
  readonly openCount: number;
  readonly proxyCount: number;
  readonly uniqueTimestamps: number;
  /** Both ways, headers included. */
  readonly totalBytes: number;
  /** Seconds of all connections together. */
  readonly totalDuration: number;
  readonly missingHostCount: number;
  /** Who answered, ten at most. */
  readonly serverIps: readonly string[];
  readonly proxyIps: readonly string[];
  /** `port:protocol:service`, twenty at most. */
  readonly services: readonly string[];
}

/** The signs in a row, each what it is worth as a threat. */
export interface SignNumbers {
  /** The beacon score, 0 where the group is not scored as one; so are its four parts. */
  readonly score: number;
  readonly timestampScore: number;
  readonly dataSizeScore: number;
  readonly durationScore: number;
  readonly histogramScore: number;
  /** The most frequent interval in seconds, the least of those. */
  readonly topInterval: number;
  /** What the beacon score is worth. */
  readonly threatScore: number;
  readonly longConnectionScore: number;
  readonly strobe: boolean;
  readonly c2OverDnsScore: number;
}

/** One line of RITA's results. */
export interface RitaRow extends GroupNumbers, SignNumbers {
  /** What the row is about: a source and a name, a source and an address, a domain queried; of v4 also a name behind a proxy. */
  readonly type: "sni" | "ip" | "dns" | "proxy";
  /** Null for a domain, which has many. */
  readonly source: string | null;
  readonly destination: string | null;
  readonly fqdn: string | null;
  readonly subdomains: number;
  /** Share of the internal hosts that talk to the destination. */
  readonly prevalence: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly modifiers: readonly RitaModifier[];
  /** Of v4 the beacon score. */
  readonly finalScore: number;
  /** Null of v4, which has none. */
  readonly severity: Severity | null;
}
