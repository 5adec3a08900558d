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
  /** How many of those keep the pair's interval (medians within 5 %), its own source included; a hundred stands for more. */
  alike(pair: Pair): number;
}

/** A way to score a pair. Any object of this shape will do; see CONTRIBUTING for the laws it must keep. */
export interface Scorer {
  readonly id: string;
  /** The score, or undefined when the pair holds too little to say anything. Pure: same pair, same score. */
  score(pair: Pair, context: Context): Score | undefined;
  /** One sentence for an analyst with the evidence's numbers in it; without it the evidence is listed. */
  explain?(evidence: Evidence): string;
}
