import type { Pair } from "../pairs.js";
import type { Scorer } from "../score.js";
import { spellShare } from "../text/units.js";

const HOUR = 3_600_000;

/** In a shorter window being active every hour means nothing. */
const LEAST_HOURS = 6;

/**
 * How steadily the pair is active over the input's window: the mean of the share of hours with a connection and the share
 * that the longest run of such hours covers. The hours begin with the window; the last one takes in what is left over, or is
 * a little short. Evidence: hours.
 */
export const persistence: Scorer = {
  id: "persistence",

  score(pair, { start, end }) {
    const span = (end - start) / HOUR;
    if (span < LEAST_HOURS) return undefined;
    const hours = Math.round(span);
    const { activeHours, longestRun } = activity(pair, start, hours);
    const value = (activeHours + longestRun) / (2 * hours);
    return { id: "persistence", value, evidence: { hours, activeHours, longestRun } };
  },

  explain({ hours = 1, activeHours = 0, longestRun = 0 }) {
    const share = spellShare(activeHours / hours);
    return `Active in ${activeHours} of ${hours} hours (${share}), at most ${longestRun} in a row.`;
  },
};

/** Counts along the ascending times: an hour is new when its number is. */
function activity(
  { times }: Pair,
  start: number,
  hours: number,
): { activeHours: number; longestRun: number } {
  let activeHours = 0;
  let longestRun = 0;
  let run = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const since = Math.floor(((times[i] as number) - start) / HOUR);
    const hour = Math.min(hours - 1, Math.max(0, since));
    if (hour === previous) continue;
    activeHours++;
    run = hour === previous + 1 ? run + 1 : 1;
    if (run > longestRun) longestRun = run;
    previous = hour;
  }
  return { activeHours, longestRun };
}
