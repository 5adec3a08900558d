import type { Pair } from "../pairs.js";
import type { Score } from "../score.js";
import { type Sleep, sleepOf } from "../sleep/sleep-of.js";
import type { Combined } from "./combine.js";
import { shareAbove } from "./false-alarm.js";

/** Above this chance there is no schedule to describe. */
const SCHEDULED = 0.01;

const OF_CHECK_INS: ReadonlySet<string> = new Set(["interval-bound", "comb", "periodicity"]);
const TELLING = 0.05;

/** Below this fit of the comb intervals of one period do not stand apart; a line of this significance tells the period then. */
const FITTING = 0.5;
const SIGNIFICANT = 3;

/** The sleep of a pair that keeps a schedule; undefined for others, and for too few intervals. */
export function scheduleOf(
  pair: Pair,
  scores: readonly Score[],
  { falseAlarm, strongest }: Combined,
): Sleep | undefined {
  if (falseAlarm === null || falseAlarm > SCHEDULED) return undefined;
  if (!tellOfCheckIns(pair, scores)) return undefined;
  return sleepOf(pair.sessions, periodBeside(scores, strongest));
}

/**
 * Whether what is regular are the check-ins, not only the connections within them, of which interval-mad and interval-variation
 * speak, too.
 */
function tellOfCheckIns({ count, sessions }: Pair, scores: readonly Score[]): boolean {
  const checkIns = sessions.starts.length;
  if (checkIns === count) return true;
  return scores.some(
    ({ id, value }) => OF_CHECK_INS.has(id) && shareAbove(id, value, checkIns) <= TELLING,
  );
}

/** A period that the intervals themselves may not show: the spectrum's, and the comb's where no single intervals stand out. */
function periodBeside(scores: readonly Score[], strongest: string | null): number | undefined {
  const of = (wanted: string) => scores.find(({ id }) => id === wanted)?.evidence;
  const [spectrum, comb] = [of("periodicity"), of("comb")];
  if (strongest === "periodicity") return spectrum?.periodSeconds;
  if (strongest !== "comb" || (comb?.fit ?? 1) >= FITTING) return undefined;
  const line = (spectrum?.significance ?? 0) >= SIGNIFICANT;
  return line ? spectrum?.periodSeconds : comb?.periodSeconds;
}
