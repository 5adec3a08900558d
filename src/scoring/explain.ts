import { BeaconryError } from "../errors.js";
import type { Pair } from "../pairs.js";
import type { Context, Score, Scorer } from "../score.js";
import type { Sleep } from "../sleep/sleep-of.js";
import { significant, spellSeconds } from "../text/units.js";
import { type Combined, countsByChance, decadesOf } from "./combine.js";
import { checkInsNeeded, DECIDING } from "./evidence-needed.js";
import { isCalibrated, LEAST_CHANCE, shareAbove } from "./false-alarm.js";
import { NULL_TABLE } from "./null-table.js";
import type { Profile } from "./profile.js";
import { sleepInWords } from "./sleep-in-words.js";

/** A chance that is worth a sentence, and a move of the odds that is (by an eighth). */
const TELLING_CHANCE = 0.05;
const TELLING_DECADES = 0.05;

/** A beacon looks regular to most scorers; more than these say nothing new. */
const MOST_CALIBRATED = 3;

/** What there is to explain of a pair. */
export interface Explained {
  readonly pair: Pair;
  readonly scores: readonly Score[];
  readonly combined: Combined;
  readonly sleep: Sleep | undefined;
  /** Sentences on the pairs that are taken together. */
  readonly told?: readonly string[];
}

/** What `explain` needs to know beside that. */
interface Explaining {
  readonly scorers: readonly Scorer[];
  readonly profile: Profile;
  readonly context: Context;
}

/**
 * One sentence for each thing that moved the score, the heaviest first: the chance that it is none, the sleep, what was taken
 * together, each scorer that tells, and how much more it would take. What is missing, when nothing could be said.
 */
export function explain(
  { pair, scores, combined, sleep, told = [] }: Explained,
  { scorers, profile, context }: Explaining,
): string[] {
  if (scores.length === 0) return [tooLittle(pair, context), ...told];
  const silent =
    combined.falseAlarm === null && scorers.some(({ id }) => countsByChance(id, profile));
  const telling = tellingScores(scores, pair.sessions.starts.length, combined, profile);
  return [
    ...(silent ? [tooFew(pair)] : chanceInWords(combined)),
    ...(sleep === undefined ? [] : sleepInWords(sleep)),
    ...told,
    ...sessionsInWords(pair),
    ...telling.map((score) => sentence(scorers, score)),
    ...moreInWords(scores, pair, combined, profile),
  ];
}

/** The scorer that decides, others of a small chance, then what moved the odds by the other scorers. */
function tellingScores(
  scores: readonly Score[],
  checkIns: number,
  { strongest }: Combined,
  profile: Profile,
): Score[] {
  const chance = ({ id, value }: Score) => shareAbove(id, value, checkIns);
  const calibrated = scores
    .filter(({ id }) => countsByChance(id, profile))
    .filter((score) => score.id === strongest || chance(score) <= TELLING_CHANCE)
    .sort((a, b) => (a.id === strongest ? -1 : b.id === strongest ? 1 : chance(a) - chance(b)))
    .slice(0, MOST_CALIBRATED);
  const moved = (score: Score) => Math.abs(decadesOf(score, profile));
  const others = scores
    .filter((score) => !isCalibrated(score.id) && moved(score) >= TELLING_DECADES)
    .sort((a, b) => moved(b) - moved(a));
  return [...calibrated, ...others];
}

function chanceInWords({ falseAlarm, strongest }: Combined): string[] {
  if (falseAlarm === null) return [];
  if (falseAlarm <= LEAST_CHANCE) {
    return [`Fewer than one in a million pairs without a schedule are as regular (${strongest}).`];
  }
  const pairs = falseAlarm > 0.5 ? "Most" : `One in ${significant(1 / falseAlarm, 2)}`;
  return [
    `${pairs} pairs without a schedule ${falseAlarm > 0.5 ? "are" : "is"} as regular (${strongest}).`,
  ];
}

function sessionsInWords({ count, sessions }: Pair): string[] {
  const { starts, gapSeconds, idleGaps, idleSeconds } = sessions;
  const together =
    starts.length < count
      ? [
          `${count} connections are ${starts.length} check-ins: those within ${spellSeconds(gapSeconds)} count as one.`,
        ]
      : [];
  const idle =
    idleGaps > 0
      ? [
          `Idle ${idleGaps === 1 ? "once" : `${idleGaps} times`}, ${spellSeconds(idleSeconds)} in all, which no interval counts.`,
        ]
      : [];
  return [...together, ...idle];
}

function moreInWords(
  scores: readonly Score[],
  { sessions }: Pair,
  { falseAlarm }: Combined,
  profile: Profile,
): string[] {
  const checkIns = sessions.starts.length;
  if (falseAlarm === null || falseAlarm <= DECIDING) return [];
  const needed = checkInsNeeded(scores, checkIns, (id) => countsByChance(id, profile));
  if (needed === undefined) return [];
  const more = needed - checkIns;
  const which = more === 1 ? "One more check-in" : `About ${more} more check-ins`;
  return [`${which} like the ${checkIns} seen would decide it.`];
}

function tooFew({ sessions }: Pair): string {
  const { length } = sessions.starts;
  // Of connections that all come at once most scorers say nothing, however many there are.
  if (length >= (NULL_TABLE.checkIns[0] as number)) {
    return `No scorer of timing has anything to go by in ${length} check-ins.`;
  }
  return `${length === 1 ? "One check-in is" : `${length} check-ins are`} too few to tell a schedule from chance.`;
}

function tooLittle({ count, bytesOut }: Pair, { start, end }: Context): string {
  const sized = bytesOut.filter((bytes) => bytes > 0).length;
  const what =
    count === 1
      ? `one connection, ${sized === 1 ? "with" : "without"} bytes sent`
      : `${count} connections, ${sized === 0 ? "none" : sized} of them with bytes sent`;
  const span = spellSeconds((end - start) / 1000);
  return `Too little for any scorer to speak: ${what}, in ${span} of logs.`;
}

function sentence(scorers: readonly Scorer[], score: Score): string {
  const scorer = scorers.find(({ id }) => id === score.id);
  if (scorer?.explain === undefined) return listed(score);
  try {
    return scorer.explain(score.evidence);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BeaconryError(`scorer ${scorer.id} cannot explain itself: ${reason}`, {
      cause: error,
    });
  }
}

/** The numbers of a scorer that has no words of its own. */
function listed({ id, value, evidence }: Score): string {
  const numbers = Object.entries(evidence).map(
    ([name, number]) => `${name} ${significant(number)}`,
  );
  return `${id} ${significant(value, 2)}${numbers.length > 0 ? ` (${numbers.join(", ")})` : ""}.`;
}
