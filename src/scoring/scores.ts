import { BeaconryError } from "../errors.js";
import type { Pair } from "../pairs.js";
import type { Context, Score, Scorer } from "../score.js";

/** What the scorers say of a pair, in their order; those that say nothing are left out. */
export function scoresOf(
  pair: Pair,
  { scorers, context }: { readonly scorers: readonly Scorer[]; readonly context: Context },
): Score[] {
  const scores: Score[] = [];
  for (const scorer of scorers) {
    const score = scorer.score(pair, context);
    if (score === undefined) continue;
    if (!(score.value >= 0 && score.value <= 1)) {
      const name = `${pair.source} to ${pair.destination}:${pair.port}`;
      throw new BeaconryError(
        `scorer ${scorer.id} gave ${score.value} for ${name}; 0 to 1 is allowed`,
      );
    }
    scores.push(score);
  }
  return scores;
}
