import type { AllowList } from "../network/allow-list.js";
import { pairCount, pairOf } from "../pairs.js";
import { comparePairs } from "../reference/index.js";
import { type ConnectionTable, destinationOf } from "../table.js";
import { combine } from "./combine.js";
import { commonestText } from "./commonest.js";
import type { Scoring } from "./finding.js";
import { scoresOf } from "./scores.js";

/** What is left out of a ranking. */
export interface Cut {
  readonly minCount: number;
  readonly minScore: number;
  /** 0: all, those on which no scorer can speak included. */
  readonly top: number;
  readonly allowed: AllowList | undefined;
}

/** Stands for the score of a pair on which no scorer can speak: it ranks last. */
const SILENT = -1;

/** The pairs worth a finding, best first, and how many of the better ones the allow list took out. */
export function rank(scoring: Scoring, cut: Cut): { ranked: number[]; skipped: number } {
  const { table } = scoring;
  const scores = scoreAll(scoring, cut.minCount);
  const lowest = cut.minScore > 0 ? cut.minScore : cut.top > 0 ? 0 : SILENT;
  const candidates = Array.from(scores.keys()).filter((pair) => (scores[pair] as number) >= lowest);
  candidates.sort(
    (a, b) =>
      (scores[b] as number) - (scores[a] as number) ||
      count(table, b) - count(table, a) ||
      comparePairs(table, a, b),
  );
  const ranked: number[] = [];
  let skipped = 0;
  for (const pair of candidates) {
    if (cut.top > 0 && ranked.length === cut.top) break;
    if (isAllowed(table, pair, cut.allowed)) skipped++;
    else ranked.push(pair);
  }
  return { ranked, skipped };
}

/** The combined score of each pair; NaN for pairs with too few connections. Keeps numbers only: findings come later. */
function scoreAll(scoring: Scoring, minCount: number): Float64Array {
  const { table, profile } = scoring;
  const combined = new Float64Array(pairCount(table)).fill(Number.NaN);
  for (let index = 0; index < combined.length; index++) {
    if (count(table, index) < minCount) continue;
    const pair = pairOf(table, index);
    const scores = scoresOf(pair, scoring);
    combined[index] = scores.length === 0 ? SILENT : combine(scores, pair.count, profile);
  }
  return combined;
}

function count({ offsets }: ConnectionTable, pair: number): number {
  return (offsets[pair + 1] as number) - (offsets[pair] as number);
}

function isAllowed(table: ConnectionTable, pair: number, allowed: AllowList | undefined): boolean {
  return allowed?.has(destinationOf(table, pair), commonestText(table, "host", pair)) ?? false;
}
