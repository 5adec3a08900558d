import type { Rule } from "../../reference/index.js";
import { significant, spellSeconds, spellShare } from "../../text/units.js";
import { bandReach, inBands } from "./band-reach.js";
import { type FittingSetting, settingsThatFit } from "./settings-that-fit.js";
import type { Sign } from "./sign.js";

const MOST_NAMED = 4;
const EXAMPLES = { "one-sided": "Cobalt Strike", "two-sided": "Empire", additive: "Sliver" };

/**
 * Which round settings of implants have this mean, and whether the rule's bands would see them. Reports only, the value being ½: nearly
 * any mean fits one.
 */
export const implantSettings: Sign = ({ row, facts: { mean, meanError }, rule }) => {
  if (mean === null) return undefined;
  const fits = settingsThatFit(mean, row.count - 1, meanError);
  const several = fits.length > 0 ? [] : severalConnections(mean, row.count - 1, meanError);
  const named = [...fits, ...several].slice(0, MOST_NAMED);
  const missed = named.filter((setting) => !inBands(rule, setting));
  const evidence = { fitting: fits.length, outsideBands: missed.length };
  return {
    score: { id: "implant-settings", value: 0.5, evidence },
    sentences: [
      ...(named.length === 0 ? [] : [fitSentence(mean, named, fits.length > MOST_NAMED)]),
      ...missedSentence(missed, rule),
    ],
  };
};

function severalConnections(mean: number, intervals: number, error: number): FittingSetting[] {
  return [2, 3, 4].flatMap((k) => settingsThatFit(mean, intervals, error, k).slice(0, 1));
}

function fitSentence(mean: number, named: readonly FittingSetting[], more: boolean): string {
  const list = named.map(inWords).join("; ");
  return `A mean of ${significant(mean, 5)} s is what these sleeps would have${more ? ", among others" : ""}: ${list}. Other programs have it as well.`;
}

function inWords({ law, periodSeconds, jitter, connections }: FittingSetting): string {
  const period = spellSeconds(periodSeconds);
  const several = connections > 1 ? `, ${connections} connections a check-in` : "";
  const example = `(such as ${EXAMPLES[law]})`;
  if (law === "two-sided")
    return `${period} with any two-sided jitter or none ${example}${several}`;
  if (law === "one-sided") {
    return `${period} with ${spellShare(jitter as number)} one-sided jitter ${example}${several}`;
  }
  const added = spellSeconds(periodSeconds * (jitter as number));
  return `${period} plus up to ${added}, additive ${example}${several}`;
}

/** The counterfactual: which of the settings would not be in a band, and how far the nearest band reaches. */
function missedSentence(missed: readonly FittingSetting[], rule: Rule): string[] {
  const [first] = missed;
  if (first === undefined) return [];
  const slips = `Set to ${inWords(first)} it slips past the rule's bands`;
  if (first.connections > 1) return [`${slips}.`];
  const reach = bandReach(rule).find(({ periodSeconds }) => periodSeconds === first.periodSeconds);
  if (reach === undefined)
    return [`${slips}: none is around ${spellSeconds(first.periodSeconds)}.`];
  return [
    `${slips}: at ${spellSeconds(reach.periodSeconds)} they reach to ${spellShare(reach.oneSided)} of one-sided jitter or ${spellSeconds(reach.additiveSeconds)} added.`,
  ];
}
