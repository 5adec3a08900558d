import { significant, spellSeconds, spellShare } from "../../text/units.js";
import { chanceOfNear, nearestSetting } from "./round-settings.js";
import type { Sign } from "./sign.js";

/** A mean that lies as near with more than this chance is not even called near. */
const NEAR = 0.05;
/** With fewer rows than this expected to lie as near by chance, a near mean hints at a timer. */
const FEW = 0.5;

/**
 * How near the mean lies to a round setting, against how near one without a timer would by chance; the error of printed times
 * makes every mean less near. 1 − √(5 · chance) up to a chance of 0.05, which is ½; above it 0, which moves nothing. It is said to
 * hint at a timer only where the chance is small for so many rows: of a hundred one lies as near as one in a hundred. A hint
 * and nothing more: a mean hides how its intervals are spread.
 */
export const roundMean: Sign = ({ facts: { mean, meanError }, population }) => {
  const setting = mean === null ? undefined : nearestSetting(mean);
  if (mean === null || setting === undefined) return undefined;
  const offShare = (Math.abs(mean - setting) + meanError) / setting;
  // As a ratio, like the way between settings: below one of them a share of it is less than that.
  const distance = Math.abs(Math.log(mean / setting)) + Math.log1p(meanError / mean);
  const chance = chanceOfNear(mean, distance);
  const { rows } = population;
  const expected = rows * chance;
  const hints = expected <= FEW && chance <= NEAR;
  return {
    score: {
      id: "round-mean",
      value: chance <= NEAR ? 1 - Math.sqrt(chance / NEAR) / 2 : 0,
      evidence: { settingSeconds: setting, meanSeconds: mean, offShare, chance, expected, rows },
    },
    sentences: () => {
      if (chance > NEAR) return [];
      const near = `Its mean of ${significant(mean, 5)} s lies ${spellShare(offShare)} from ${spellSeconds(setting)}`;
      const by = `as some ${significant(expected, 2)} of ${rows} ${rows === 1 ? "row" : "rows"} would by chance`;
      const hint = ": that hints at a timer, and says nothing of how even the intervals are";
      return [`${near}, ${by}${hints ? hint : ""}.`];
    },
  };
};
