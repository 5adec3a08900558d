import { BeaconryError } from "../errors.js";
import type { Pair } from "../pairs.js";
import type { Context, Score, Scorer } from "../score.js";

/**
 * What the scorers say of a pair, in their order; those that say nothing are left out. Throws a BeaconryError that names scorer
 * and pair for a scorer that fails or breaks its word: scorers may be anybody's.
 */
export function scoresOf(pair: Pair, scorers: readonly Scorer[], context: Context): Score[] {
  const scores: Score[] = [];
  for (const scorer of scorers) {
    const score = ask(scorer, pair, context);
    if (score === undefined) continue;
    const problem = problemOf(score, scorer.id);
    if (problem !== undefined) {
      throw new BeaconryError(`scorer ${scorer.id} gave ${problem} for ${nameOf(pair)}`);
    }
    scores.push(score);
  }
  return scores;
}

function ask(scorer: Scorer, pair: Pair, context: Context): Score | undefined {
  try {
    return scorer.score(pair, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BeaconryError(`scorer ${scorer.id} failed on ${nameOf(pair)}: ${reason}`, {
      cause: error,
    });
  }
}

function problemOf(score: Score | null, scorerId: string): string | undefined {
  if (typeof score !== "object" || score === null) return `${String(score)}, which is no score,`;
  const { id, value, evidence } = score;
  if (id !== scorerId) return `a score with the id ${JSON.stringify(id)}`;
  if (!(value >= 0 && value <= 1)) return `${value}, which is not from 0 to 1,`;
  if (typeof evidence !== "object" || evidence === null) return "a score without evidence";
  for (const name in evidence) {
    if (!Number.isFinite(evidence[name])) return `${evidence[name]} as its evidence "${name}"`;
  }
  return undefined;
}

function nameOf({ source, destination, port }: Pair): string {
  return `${source} to ${destination}, port ${port}`;
}
