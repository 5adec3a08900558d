import type { Rule } from "../../reference/index.js";
import type { Score } from "../../score.js";
import type { ResultRow } from "../result-row.js";
import type { Family } from "./family.js";
import type { RowFacts } from "./row-facts.js";
import type { RowPopulation } from "./row-population.js";

/** A row with all that is asked of it. */
export interface JudgedRow {
  readonly row: ResultRow;
  readonly facts: RowFacts;
  readonly rule: Rule;
  readonly reason: string;
  readonly population: RowPopulation;
  /** The family that it looks like. */
  readonly family: Family | undefined;
  /** How many of the exports that tell of windows of their own have the pair, and how many there are. */
  readonly days: { readonly seen: number; readonly of: number; readonly means: readonly number[] };
  readonly timeZone: string;
}

/** What a sign says: a score, and the sentences that go with it, made only of findings that are shown. */
export interface SignReading {
  readonly score: Score;
  readonly sentences: () => readonly string[];
}

/** Something that aggregates can honestly tell of a row; undefined where it cannot speak. */
export type Sign = (judged: JudgedRow) => SignReading | undefined;
