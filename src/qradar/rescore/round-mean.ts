import { significant, spellSeconds, spellShare } from "../../text/units.js";
import { chanceOfNear, nearestSetting } from "./round-settings.js";
import type { Sign } from "./sign.js";

/** A chance from which on nothing is said. */
const TELLING = 0.25;

/**
 * How near the mean lies to a round setting, against how near one without a timer would by chance; the error of printed times
 * makes every mean less near. 1 − √chance. A hint at a timer and nothing more: a mean hides how its intervals are spread.
 */
export const roundMean: Sign = ({ row, facts: { mean, meanError } }) => {
  const setting = mean === null ? undefined : nearestSetting(mean);
  if (mean === null || setting === undefined) return undefined;
  const share = (Math.abs(mean - setting) + meanError) / setting;
  const chance = chanceOfNear(mean, share);
  const sentences =
    chance > TELLING
      ? []
      : [
          `Its mean of ${significant(mean, 5)} s over ${row.count - 1} intervals lies ${spellShare(share)} from ${spellSeconds(setting)}; a mean without a timer lies as near a round setting with a chance of ${significant(chance, 2)}. That hints at a timer, and says nothing of how evenly the requests come.`,
        ];
  return {
    score: {
      id: "round-mean",
      value: 1 - Math.sqrt(chance),
      evidence: { settingSeconds: setting, meanSeconds: mean, offShare: share, chance },
    },
    sentences,
  };
};
