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

/** A connection that is not like the others of its pair. */
export interface Visit {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Which of its destinations a family with several goes to, from 0; the first unless told otherwise. */
  readonly destination?: number;
  /** What its bytes are multiplied by, both ways. */
  readonly factor?: number;
  /** Seconds, in place of what the size law says. */
  readonly duration?: number;
  /** What passes in it, where another law than the family's says so. */
  readonly exchange?: Exchange;
}

/** The sleep of an implant as its operator set it. */
export interface Truth {
  readonly periodSeconds: number;
  /** Share of the period; of an additive law, what is added at most by the period. */
  readonly jitter: number;
  readonly law: "fixed" | "clocked" | "one-sided" | "two-sided" | "additive";
}

/**
 * A kind of traffic: when one pair connects, and what passes. Its parameters `P` must be a type, not an interface
 * (an interface has no index signature, and the list of families needs one).
 */
export interface Family<P extends Parameters = Parameters> {
  readonly id: string;
  /** Where it stands in the bench's list: B for implants, N for benign, P for benign programs on a schedule. */
  readonly code: string;
  readonly label: Label;
  /** The port and transport unless a cohort says otherwise. */
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  /** How many hosts talk to one destination, unless a cohort says otherwise. */
  readonly sources: number;
  readonly defaults: P;
  /** Over how many destinations one client spreads its connections; 1 unless told otherwise. */
  destinations?(parameters: P): number;
  /** What a scorer should find out; absent where there is no one period, or none with a law of these. */
  truth?(parameters: P): Truth;
  /** Start times of one pair within the window, epoch milliseconds, in any order; with more to say of some of them, visits. */
  starts(random: Random, window: Window, parameters: P): readonly (number | Visit)[];
  /** The size law of one pair: draws what all its connections share, and returns what draws each of them. */
  exchanges(random: Random, parameters: P): () => Exchange;
}
