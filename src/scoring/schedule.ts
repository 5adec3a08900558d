import type { Pair } from "../pairs.js";
import type { Score } from "../score.js";
import { type Sleep, sleepOf } from "../sleep/sleep-of.js";
import type { Combined } from "./combine.js";

/** Above this chance there is no schedule to describe. */
const SCHEDULED = 0.01;

/** The sleep of a pair that keeps a schedule; undefined for others, and for too few intervals. */
export function scheduleOf(
  pair: Pair,
  scores: readonly Score[],
  { falseAlarm, strongest }: Combined,
): Sleep | undefined {
  if (falseAlarm === null || falseAlarm > SCHEDULED) return undefined;
  const spectral = scores.find(({ id }) => id === "periodicity" && id === strongest);
  return sleepOf(pair.sessions, spectral?.evidence.periodSeconds);
}
