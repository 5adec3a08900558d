import { BeaconryError } from "../errors.js";
import type { Pair } from "../pairs.js";
import type { Context, Score, Scorer } from "../score.js";
import { significant, spellSeconds, spellShare } from "../text/units.js";
import { certainty } from "./combine.js";
import { type Profile, weightOf } from "./profile.js";

/** Above this the factor for few connections moves nothing worth a sentence. */
const CERTAIN = 0.95;

/** What `explain` needs to know beside the pair and its scores. */
interface Explaining {
  readonly scorers: readonly Scorer[];
  readonly profile: Profile;
  readonly context: Context;
}

/** One sentence for each thing that moved the score, the heaviest first; what is missing, when nothing did. */
export function explain(
  pair: Pair,
  scores: readonly Score[],
  { scorers, profile, context }: Explaining,
): string[] {
  if (scores.length === 0) return [tooLittle(pair, context)];
  const sentences = scores
    .filter(({ id }) => weightOf(profile, id) > 0)
    .sort((a, b) => weightOf(profile, b.id) - weightOf(profile, a.id))
    .map((score) => sentence(scorers, score));
  const factor = certainty(pair.count, profile);
  if (factor >= CERTAIN) return sentences;
  const held = `Only ${pair.count} connections: the score is held down to ${spellShare(factor)} of what they show.`;
  return [...sentences, held];
}

function tooLittle({ count, bytesOut }: Pair, { start, end }: Context): string {
  const sized = bytesOut.filter((bytes) => bytes > 0).length;
  const sizes = `${sized === 0 ? "none" : sized} of them with bytes sent`;
  const span = spellSeconds((end - start) / 1000);
  return `Too little for any scorer to speak: ${count} connections, ${sizes}, in ${span} of logs.`;
}

function sentence(scorers: readonly Scorer[], score: Score): string {
  const scorer = scorers.find(({ id }) => id === score.id);
  if (scorer?.explain === undefined) return listed(score);
  try {
    return scorer.explain(score.evidence);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BeaconryError(`scorer ${scorer.id} cannot explain itself: ${reason}`, {
      cause: error,
    });
  }
}

/** The numbers of a scorer that has no words of its own. */
function listed({ id, value, evidence }: Score): string {
  const numbers = Object.entries(evidence).map(
    ([name, number]) => `${name} ${significant(number)}`,
  );
  return `${id} ${significant(value, 2)}${numbers.length > 0 ? ` (${numbers.join(", ")})` : ""}.`;
}
