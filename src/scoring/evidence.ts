import { pairCount, pairOf } from "../pairs.js";
import type { ConnectionTable } from "../table.js";
import { combine } from "./combine.js";
import type { Scoring } from "./finding.js";
import { scoresOf } from "./scores.js";

/** What all pairs of a table come to, in numbers: findings are made for those that are shown. */
export interface Evidence {
  /** By pair: the combined score, SILENT, or NaN for one that is no candidate for a finding. */
  readonly scores: Float64Array;
  /** By pair: the chance that it is none, NO_CHANCE where none could be told. */
  readonly chances: Float64Array;
}

/** Stands for the score of a pair on which no scorer can speak: it ranks last. */
export const SILENT = -1;

/** Stands for a chance that is not known: weaker than any. */
export const NO_CHANCE = 2;

/** Scores all pairs that have `minCount` connections and are not left out. */
export function evidenceOf(
  { table, scorers, profile, context, byChance }: Scoring,
  minCount: number,
  leftOut: (pair: number) => boolean = () => false,
): Evidence {
  const scores = new Float64Array(pairCount(table)).fill(Number.NaN);
  const chances = new Float64Array(scores.length).fill(NO_CHANCE);
  for (let index = 0; index < scores.length; index++) {
    if (countOf(table, index) < minCount || leftOut(index)) continue;
    const pair = pairOf(table, index);
    const spoken = scoresOf(pair, scorers, context);
    const combined = combine(spoken, pair.sessions.starts.length, profile, byChance);
    scores[index] = spoken.length === 0 ? SILENT : combined.score;
    chances[index] = combined.falseAlarm ?? NO_CHANCE;
  }
  return { scores, chances };
}

/** How many connections a pair has. */
export function countOf({ offsets }: ConnectionTable, pair: number): number {
  return (offsets[pair + 1] as number) - (offsets[pair] as number);
}
