import type { Score } from "../score.js";
import { boundValue } from "../scorers/interval-bound.js";
import { localVariationBound } from "../statistics/local-variation.js";
import { chanceOf } from "./false-alarm.js";

/** A chance that decides: at the default odds it makes the score about ½. */
export const DECIDING = 1e-3;

/** Beyond this nobody waits. */
const MOST = 2000;

/**
 * How many check-ins in all, alike those seen, it would take until chance explains at most one pair in a thousand: of a variation that stays
 * as it is, and of intervals none of which is beyond the bound, as long as none has been. Undefined when not even two thousand would do.
 * `counts` is that of `chanceOf`.
 */
export function checkInsNeeded(
  scores: readonly Score[],
  checkIns: number,
  counts: (id: string) => boolean = () => true,
): number | undefined {
  const decides = (n: number): boolean => {
    const then = scores.map((score) => ({ ...score, value: valueAt(score, n) }));
    return (chanceOf(then, n, counts)?.falseAlarm ?? 1) <= DECIDING;
  };
  // What not even the most would decide is the usual case.
  if (checkIns >= MOST || !decides(MOST)) return undefined;
  for (let n = checkIns + 1; n <= MOST; n = Math.ceil(n * 1.05)) {
    if (decides(n)) return n;
  }
  return MOST;
}

/** What is known to come of more check-ins; of the other scorers nothing is hoped for. */
function valueAt({ id, evidence }: Score, checkIns: number): number {
  const { localVariation, beyond } = evidence;
  if (id === "interval-variation" && localVariation !== undefined) {
    return Math.max(0, localVariationBound(localVariation, checkIns - 1));
  }
  return id === "interval-bound" && beyond === 0 ? boundValue(0, checkIns - 1) : 0;
}
