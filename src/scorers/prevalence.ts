import type { Scorer } from "../score.js";
import { spellShare } from "../text/units.js";

/** In a smaller estate it says nothing that a destination has one source. */
const LEAST_SOURCES = 5;

/** So many sources that keep the same interval to one destination are managed agents, with one to spare for each of two. */
const MANAGED = 10;

/**
 * How rare it is to talk to the destination: 1 − ln(k) / ln(N) when k of the N sources in the input do, so 1 for the only one,
 * and 0 when all do.
 * Where several sources keep the same interval to the destination (the medians within 5 %), it is multiplied by
 * 1 − (a − 1) / 9 for a of them: ten hosts on one schedule are managed agents, update checks, clocks. An implant on a few
 * hosts keeps most of its value. Evidence: numbers of sources.
 */
export const prevalence: Scorer = {
  id: "prevalence",

  score(pair, { population }) {
    const sources = population?.sources ?? 0;
    if (population === undefined || sources < LEAST_SOURCES) return undefined;
    // The pair's own source is one, even where the population is that of another input.
    const reaching = Math.max(1, population.sourcesOf(pair.destination));
    const alike = Math.max(1, population.alike(pair));
    const rarity = 1 - Math.log(reaching) / Math.log(sources);
    const managed = Math.min(1, (alike - 1) / (MANAGED - 1));
    const value = Math.max(0, rarity * (1 - managed));
    return { id: "prevalence", value, evidence: { sources, reaching, alike } };
  },

  explain({ sources = 0, reaching = 0, alike = 0 }) {
    const who =
      reaching === 1
        ? `The only one of ${sources} sources to talk to this destination`
        : `${reaching} of ${sources} sources talk to this destination`;
    const same =
      alike >= 3
        ? `; ${alike} of them keep the same interval, as managed agents do`
        : alike === 2
          ? "; another one keeps the same interval"
          : "";
    return `${who} (${spellShare(reaching / sources)})${same}.`;
  },
};
