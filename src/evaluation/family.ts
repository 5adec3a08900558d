import type { Random } from "./random.js";

/** What a pair is. `benign-periodic` is what no timing can tell from `c2`: count it apart. */
export type Label = "c2" | "benign" | "benign-periodic";

/** From start to before end, epoch milliseconds. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** A family's numbers by name; names say their unit where there is one (`periodSeconds`). */
export type Parameters = Readonly<Record<string, number>>;

/** What passes in one connection: bytes and seconds, null where no log would know them. */
export interface Exchange {
  readonly bytesOut: number | null;
  readonly bytesIn: number | null;
  readonly duration: number | null;
}

/**
 * A kind of traffic: when one pair connects, and what passes. Its parameters `P` must be a type, not an interface
 * (an interface has no index signature, and the list of families needs one).
 */
export interface Family<P extends Parameters = Parameters> {
  readonly id: string;
  readonly label: Label;
  /** The port and transport unless a cohort says otherwise. */
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  /** How many hosts talk to one destination, unless a cohort says otherwise. */
  readonly sources: number;
  readonly defaults: P;
  /** Start times of one pair within the window, epoch milliseconds, in any order. */
  starts(random: Random, window: Window, parameters: P): number[];
  /** The size law of one pair: draws what all its connections share, and returns what draws each of them. */
  exchanges(random: Random): () => Exchange;
}
