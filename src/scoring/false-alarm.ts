import type { Score } from "../score.js";
import { NULL_TABLE } from "./null-table.js";

/** How high aperiodic pairs score by chance, by scorer and by number of check-ins. Made by `bench/null.mjs`. */
export interface NullTable {
  /** How many simulated pairs it was made of. */
  readonly pairs: number;
  /** Numbers of check-ins that the rows below belong to, ascending. */
  readonly checkIns: readonly number[];
  /** Shares of the null, descending from 1: the columns of the rows below. */
  readonly shares: readonly number[];
  /** Shares of the null, descending: the columns of `independent`. */
  readonly judged: readonly number[];
  /**
   * To how many independent ones the scorers together come, by number of check-ins, where that share of the null has so small a
   * least chance: fewer, the smaller it is.
   */
  readonly independent: readonly (readonly number[])[];
  /** By scorer and number of check-ins: the values that these shares of the null reach, then the mean excess over the tail's start. */
  readonly scorers: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** Above the value that this share of the null reaches, its tail is taken as exponential. */
export const TAIL_SHARE = 0.01;

/** No chance below this is claimed: the null holds fewer pairs than it would take to tell. */
export const LEAST_CHANCE = 1e-6;

/** What timing says of a pair. */
export interface Chance {
  /** Probability that a pair without any schedule, with as many check-ins, scores as high. */
  readonly falseAlarm: number;
  /** Id of the scorer that alone would be the least probable. */
  readonly strongest: string;
}

/**
 * Whether a scorer's values have a null to be held against.
 *
 * @example isCalibrated("prevalence"); // => false
 */
export function isCalibrated(id: string, table: NullTable = NULL_TABLE): boolean {
  return Object.hasOwn(table.scorers, id);
}

/**
 * The probability that an aperiodic pair has such scores: a beacon need satisfy one scorer, not all, so the least of
 * their chances p counts, as 1 − (1 − p)^m (Šidák 1967) with m the number of independent scorers among them. Only scorers that
 * `counts` lets in are asked. Undefined where none of them has spoken, and below the fewest check-ins of the null.
 */
export function chanceOf(
  scores: readonly Score[],
  checkIns: number,
  counts: (id: string) => boolean = () => true,
  table: NullTable = NULL_TABLE,
): Chance | undefined {
  if (checkIns < (table.checkIns[0] as number)) return undefined;
  let least = Number.POSITIVE_INFINITY;
  let strongest: string | undefined;
  let spoken = 0;
  for (const { id, value } of scores) {
    if (!isCalibrated(id, table) || !counts(id)) continue;
    spoken++;
    const chance = shareAbove(id, value, checkIns, table);
    if (chance >= least) continue;
    least = chance;
    strongest = id;
  }
  if (strongest === undefined) return undefined;
  const trials = trialsOf(least, spoken, checkIns, table);
  const falseAlarm = -Math.expm1(trials * Math.log1p(-Math.min(least, 1)));
  return { falseAlarm: Math.max(LEAST_CHANCE, falseAlarm), strongest };
}

/** The share of aperiodic pairs with so many check-ins that reach the value, by one calibrated scorer. */
export function shareAbove(
  id: string,
  value: number,
  checkIns: number,
  table: NullTable = NULL_TABLE,
): number {
  const rows = table.scorers[id] as readonly (readonly number[])[];
  const { below, above, part } = between(checkIns, table.checkIns);
  const [low, high] = [rows[below], rows[above]] as [readonly number[], readonly number[]];
  // Where a scorer begins to speak between two rows, the lower one knows nothing of its values.
  if (part === 1 || isSilent(low)) return shareIn(high, value, table.shares);
  const [from, to] = [shareIn(low, value, table.shares), shareIn(high, value, table.shares)];
  return from * (to / from) ** part;
}

function isSilent(row: readonly number[]): boolean {
  return row[row.length - 2] === 0;
}

/** By interpolation of the logarithm, and by the exponential tail beyond the row's end. */
function shareIn(row: readonly number[], value: number, shares: readonly number[]): number {
  if (value <= (row[0] as number)) return 1;
  const last = shares.length - 1;
  let i = last;
  // Of equal values the first: the shares of all of them reach it.
  while (i > 0 && (row[i] as number) >= value) i--;
  if (i === last) {
    const excess = value - (row[last] as number);
    return (shares[last] as number) * Math.exp(-excess / (row[last + 1] as number));
  }
  const [from, to] = [row[i] as number, row[i + 1] as number];
  const part = (value - from) / (to - from);
  return (shares[i] as number) * ((shares[i + 1] as number) / (shares[i] as number)) ** part;
}

/** For k of the K scorers: as many independent ones as their number's part of the way from one to all. */
function trialsOf(chance: number, spoken: number, checkIns: number, table: NullTable): number {
  const all = Object.keys(table.scorers).length;
  const { below, above, part } = between(checkIns, table.checkIns);
  const [low, high] = [below, above].map((row) =>
    independentAt(table.independent[row] as readonly number[], chance, table.judged),
  ) as [number, number];
  const whole = low + part * (high - low);
  return all === 1 ? 1 : 1 + ((spoken - 1) * (whole - 1)) / (all - 1);
}

/** Between the chances that belong to two judged shares by their logarithm. */
function independentAt(row: readonly number[], chance: number, judged: readonly number[]): number {
  let [beforeChance, before] = [1, row[0] as number];
  for (let i = 0; i < row.length; i++) {
    const trials = row[i] as number;
    // Of so many independent scorers, this least chance comes up as often as the share says.
    const here = -Math.expm1(Math.log1p(-(judged[i] as number)) / trials);
    if (chance >= here) {
      const part = Math.log(chance / beforeChance) / Math.log(here / beforeChance);
      return before + Math.min(1, Math.max(0, part)) * (trials - before);
    }
    [beforeChance, before] = [here, trials];
  }
  return before;
}

/** The two rows that a number of check-ins lies between, and how far from the first, by its logarithm. */
function between(checkIns: number, rows: readonly number[]) {
  let above = 0;
  while (above < rows.length && (rows[above] as number) < checkIns) above++;
  if (above === 0) return { below: 0, above: 0, part: 0 };
  if (above === rows.length) return { below: above - 1, above: above - 1, part: 0 };
  const [from, to] = [rows[above - 1] as number, rows[above] as number];
  return { below: above - 1, above, part: Math.log(checkIns / from) / Math.log(to / from) };
}
