import type { AllowList } from "../network/allow-list.js";
import { pairCount, pairOf } from "../pairs.js";
import { comparePairs } from "../reference/index.js";
import { type ConnectionTable, destinationOf } from "../table.js";
import { combine } from "./combine.js";
import type { Scoring } from "./finding.js";
import type { Settings } from "./options.js";
import { scoresOf } from "./scores.js";
import { textsOf } from "./texts-of.js";

/** The pairs of the findings, and the account of those that are none. */
export interface Ranking {
  /** Best first, at most `top`. */
  readonly ranked: readonly number[];
  /** How many there are without `top`. */
  readonly found: number;
  /** How many more the allow list took out. */
  readonly allowed: number;
}

/** Stands for the score of a pair on which no scorer can speak: it ranks last. */
const SILENT = -1;

/** Ranks the pairs by combined score, then by count, source, destination and port. */
export function rank(scoring: Scoring, { minCount, minScore, top, allowed }: Settings): Ranking {
  const { table } = scoring;
  const scores = scoreAll(scoring, minCount);
  const lowest = minScore > 0 ? minScore : top > 0 ? 0 : SILENT;
  const worthy = Array.from(scores.keys()).filter((pair) => (scores[pair] as number) >= lowest);
  const found = allowed ? worthy.filter((pair) => !isAllowed(table, pair, allowed)) : worthy;
  found.sort(
    (a, b) =>
      (scores[b] as number) - (scores[a] as number) ||
      count(table, b) - count(table, a) ||
      comparePairs(table, a, b),
  );
  return {
    ranked: top > 0 ? found.slice(0, top) : found,
    found: found.length,
    allowed: worthy.length - found.length,
  };
}

/** The combined score of each pair; NaN for pairs with too few connections. Keeps numbers only: findings come later. */
function scoreAll(
  { table, scorers, profile, context, byChance }: Scoring,
  minCount: number,
): Float64Array {
  const combined = new Float64Array(pairCount(table)).fill(Number.NaN);
  for (let index = 0; index < combined.length; index++) {
    if (count(table, index) < minCount) continue;
    const pair = pairOf(table, index);
    const scores = scoresOf(pair, scorers, context);
    const checkIns = pair.sessions.starts.length;
    combined[index] =
      scores.length === 0 ? SILENT : combine(scores, checkIns, profile, byChance).score;
  }
  return combined;
}

function count({ offsets }: ConnectionTable, pair: number): number {
  return (offsets[pair + 1] as number) - (offsets[pair] as number);
}

/** By its destination, or by all hosts it was reached as: one that is not on the list may hide behind one that is. */
function isAllowed(table: ConnectionTable, pair: number, allowed: AllowList): boolean {
  if (allowed.has(destinationOf(table, pair))) return true;
  const hosts = textsOf(table, "host", pair);
  return hosts.length > 0 && hosts.every((host) => allowed.has(host));
}
