import { significant, spellSeconds, spellShare } from "../../text/units.js";
import { chanceOfNear, nearestSetting } from "./round-settings.js";
import type { Sign } from "./sign.js";

/** A mean that lies as near with more than this chance is not even called near. */
const NEAR = 0.05;
/** With no more rows than this expected to lie as near by chance, a near mean hints at a timer. */
const FEW = 0.5;
/** So many timers with a mean that near are taken to be among the rows, however many rows there are. */
const TIMERS = 3;

/**
 * How near the mean lies to a round setting, against how near one without a timer would by chance; the error of printed times
 * makes every mean less near. From ½, which moves nothing, to 1 for a mean at a setting: ½ + ½ · a · b.
 *
 * - a = 3 / (3 + expected) is for how many rows would lie as near by chance: among three timers and so many others a row that near is
 *   a timer with this probability. Of a hundred thousand rows hundreds lie within a thousandth of a setting, and to be one of
 *   them says nothing. Where half a row is expected it is 0.86, where three are, ½, where forty, 0.07.
 * - b = 1 − (chance / 0.05)² is for a few rows, of which one is not likely to lie near whatever the chance: it ends at a chance of 1 in 20.
 *
 * Both fall as the mean moves away. Three is a choice: with one, jittered implants on sites of a hundred rows are ranked worse
 * (`bench/rescoring.mjs`), with many, chance earns score. It is said to hint at a timer only where no more than half a row
 * is expected. A hint and nothing more: a mean hides how its intervals are spread.
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
      value: nearness(chance, expected),
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

function nearness(chance: number, expected: number): number {
  const timer = TIMERS / (TIMERS + expected);
  const near = Math.max(0, 1 - (chance / NEAR) ** 2);
  return 0.5 + 0.5 * timer * near;
}
