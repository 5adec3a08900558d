import type { Evidence } from "../../score.js";
import { spellSeconds } from "../../text/units.js";
import type { Sign } from "./sign.js";

/** Fewer sources in all say nothing of who is rare. */
const FEWEST_SOURCES = 5;
/** An implant may be on some hosts; from so many with one interval on an agent is likelier. */
const MANAGED = 4;

/** How few of the sources have a row to the destination: 1 for one of them, 0 for all, by the logarithm. */
export const rowPrevalence: Sign = ({ row, population, facts: { mean } }) => {
  const { sources } = population;
  if (sources < FEWEST_SOURCES) return undefined;
  const here = population.sourcesOf(row.destination);
  const value = Math.max(0, 1 - Math.log(here) / Math.log(sources));
  const evidence = { sourcesOfDestination: here, sources };
  return {
    score: { id: "prevalence", value, evidence },
    sentences: () => {
      // Where all of them poll alike, that sentence has their number.
      const alike = mean === null ? 0 : population.alike(row.destination, mean);
      return alike >= MANAGED && alike === here
        ? []
        : [prevalenceInWords(row.destination, evidence)];
    },
  };
};

/** What the evidence of `prevalence` says. */
export function prevalenceInWords(
  destination: string,
  { sourcesOfDestination: here, sources }: Evidence,
): string {
  return here === 1
    ? `It is the only one of ${sources} sources with a row to ${destination}.`
    : `${here} of ${sources} sources have a row to ${destination}.`;
}

/** Sources with the same mean at the destination: from four on 1.6 by their number, 0.4 and less. */
export const alikeSources: Sign = ({ row, population, facts: { mean } }) => {
  if (mean === null) return undefined;
  const alike = population.alike(row.destination, mean);
  if (alike < MANAGED) return undefined;
  const evidence = { alike, sourcesOfDestination: population.sourcesOf(row.destination) };
  return {
    score: { id: "alike-sources", value: Math.min(0.4, 1.6 / alike), evidence },
    sentences: () => [alikeInWords(row.destination, mean, evidence)],
  };
};

/** What the evidence of `alike-sources` says. */
export function alikeInWords(destination: string, mean: number, { alike }: Evidence): string {
  return `${alike} sources poll ${destination} at the same mean of ${spellSeconds(mean)}, within 3 %: managed agents, or an implant on all of them.`;
}
