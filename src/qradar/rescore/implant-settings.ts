import type { Rule } from "../../reference/index.js";
import { spellSeconds, spellShare } from "../../text/units.js";
import { bandReach } from "./band-reach.js";
import { type FittingSetting, settingsThatFit } from "./settings-that-fit.js";
import type { Sign } from "./sign.js";

const MOST_NAMED = 3;
const EXAMPLES = { "one-sided": "Cobalt Strike", "two-sided": "Empire", additive: "Sliver" };

/**
 * Which round settings of implants have this mean, and whether the rule's bands see it. Reports only, the value being ½: nearly any
 * mean fits one.
 */
export const implantSettings: Sign = ({ row, facts: { mean, meanError }, rule, reason }) => {
  if (mean === null) return undefined;
  const fits = settingsThatFit(mean, row.count - 1, meanError);
  // What decides is whether a band is around the mean, whatever the sleep was set to.
  const inBand = reason.startsWith("band");
  const evidence = { fitting: fits.length, outsideBands: inBand ? 0 : fits.length };
  return {
    score: { id: "implant-settings", value: 0.5, evidence },
    sentences: () => {
      const named = fits.length > 0 ? fits : severalConnections(mean, row.count - 1, meanError);
      if (named.length === 0) return [];
      return [fitSentence(named), ...(inBand ? [] : [slipSentence(named, rule)])];
    },
  };
};

function severalConnections(mean: number, intervals: number, error: number): FittingSetting[] {
  return [2, 3, 4].flatMap((k) => settingsThatFit(mean, intervals, error, k).slice(0, 1));
}

function fitSentence(fits: readonly FittingSetting[]): string {
  const more = fits.length > MOST_NAMED ? ", among others" : "";
  const named = fits.slice(0, MOST_NAMED).map(inWords);
  return `Sleeps with such a mean${more}: ${named.join("; ")}.`;
}

/** The first of each law has an example of it. */
function inWords(setting: FittingSetting, i: number, all: readonly FittingSetting[]): string {
  const { law, connections } = setting;
  const several = connections > 1 ? `, ${connections} connections a check-in` : "";
  const isFirst = all.findIndex((other) => other.law === law) === i;
  return `${sleepInWords(setting)}${several}${isFirst ? ` (such as ${EXAMPLES[law]})` : ""}`;
}

function sleepInWords({ law, periodSeconds, jitter }: FittingSetting): string {
  const period = spellSeconds(periodSeconds);
  if (law === "one-sided") return `${period} with ${spellShare(jitter)} one-sided jitter`;
  if (law === "additive") return `${period} plus up to ${spellSeconds(periodSeconds * jitter)}`;
  return jitter === 0
    ? `${period} with any two-sided jitter or none`
    : `${period} with two-sided jitter of ${spellShare(jitter)} or more`;
}

/** How an implant can be set so that no band holds its mean, and how far a band at the first jittered setting would reach. */
function slipSentence(named: readonly FittingSetting[], rule: Rule): string {
  const slips = "Set so, an implant slips past the rule's bands, none of which is around that mean";
  const moved = named.find(({ law, connections }) => law !== "two-sided" && connections === 1);
  const reach = bandReach(rule).find(({ periodSeconds }) => periodSeconds === moved?.periodSeconds);
  if (reach === undefined) return `${slips}.`;
  const { periodSeconds, oneSided, additiveSeconds } = reach;
  return `${slips}: the band at ${spellSeconds(periodSeconds)} reaches to ${spellShare(oneSided)} of one-sided jitter or ${spellSeconds(additiveSeconds)} added.`;
}
