import type { Pair } from "./pairs.js";

/** The numbers behind a score, by name; names say their unit where there is one (`medianSeconds`). */
export type Evidence = Readonly<Record<string, number>>;

/** What one scorer says of one pair. */
export interface Score {
  readonly id: string;
  /** From 0 (measured, and not like a beacon) to 1. */
  readonly value: number;
  readonly evidence: Evidence;
}

/** What a scorer may know beside the pair: facts about the whole input. */
export interface Context {
  /** The first and the last time of all accepted records, epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Facts about all pairs; absent where a pair is scored alone. */
  readonly population?: Population;
}

/** Who else talks to a destination. */
export interface Population {
  /** Distinct sources in the input. */
  readonly sources: number;
  /** How many of them talk to the destination. */
  sourcesOf(destination: string): number;
  /** How many of those keep the pair's interval (medians within 5 %), its own source included. */
  alike(pair: Pair): number;
  /** What is known of the pair's TLS client among all others; undefined where the pair is not of this input, or has no fingerprint. */
  client?(pair: Pair): ClientFacts | undefined;
}

/**
 * What a pair's most frequent TLS fingerprint is among those of all sources. Fingerprints of one family (JA4 with the same transport,
 * version and ciphers) are one.
 */
export interface ClientFacts {
  /** Sources of which a fingerprint tells: they show a second one, or reach three destinations. */
  readonly sources: number;
  /** How many of them use this one. */
  readonly using: number;
  /** Whether the pair's source is among `sources`. */
  readonly counted: boolean;
  /** Whether it stands for all JA3 of a client that permutes its extensions, of which none comes twice. */
  readonly randomized: boolean;
  /** How many fingerprints the pair's source has. */
  readonly fingerprints: number;
  /** Connections of the source with this one, and the distinct hosts (else addresses) they went to. */
  readonly connections: number;
  readonly destinations: number;
  /** The server's most frequent answer to it; null where unknown. */
  readonly server: ServerFacts | null;
  /** Whether a fingerprint of the pair, client's or server's, is on the caller's list. */
  readonly listed: boolean;
}

/** What a server's fingerprint (JA3S) is among those of all connections. */
export interface ServerFacts {
  /** How many of the sources have this client's fingerprint answered with it. */
  readonly using: number;
  /** Its share of all connections with one. */
  readonly share: number;
  /** How much client and server go together, from −1 to 1. */
  readonly association: number;
}

/** A way to score a pair. Any object of this shape will do; see CONTRIBUTING for the laws it must keep. */
export interface Scorer {
  readonly id: string;
  /** The score, or undefined when the pair holds too little to say anything. Pure: same pair, same score. */
  score(pair: Pair, context: Context): Score | undefined;
  /** One sentence for an analyst with the evidence's numbers in it; without it the evidence is listed. */
  explain?(evidence: Evidence): string;
}
