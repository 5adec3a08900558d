import type { Score, Scorer } from "../score.js";
import { significant, spellShare } from "../text/units.js";
import { certainty } from "./combine.js";
import type { Profile } from "./profile.js";

/** Above this the factor for few connections moves nothing worth a sentence. */
const CERTAIN = 0.95;

/** One sentence for each thing that moved the score, the heaviest first; what is missing, when nothing did. */
export function explain(
  scorers: readonly Scorer[],
  scores: readonly Score[],
  count: number,
  profile: Profile,
): string[] {
  if (scores.length === 0) {
    return [`Too few connections (${count}) for any scorer to speak.`];
  }
  const weightOf = ({ id }: Score) => profile.weights[id] ?? 1;
  const sentences = scores
    .filter((score) => weightOf(score) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a))
    .map((score) => sentence(scorers, score));
  const factor = certainty(count, profile);
  if (factor >= CERTAIN) return sentences;
  const held = `Only ${count} connections: the score is held down to ${spellShare(factor)} of what they show.`;
  return [...sentences, held];
}

function sentence(scorers: readonly Scorer[], { id, value, evidence }: Score): string {
  const scorer = scorers.find((candidate) => candidate.id === id);
  if (scorer?.explain !== undefined) return scorer.explain(evidence);
  const numbers = Object.entries(evidence).map(
    ([name, number]) => `${name} ${significant(number)}`,
  );
  return `${id} ${significant(value, 2)}${numbers.length > 0 ? ` (${numbers.join(", ")})` : ""}.`;
}
