import type { Score } from "../score.js";
import { chanceOf, type NullTable, TAIL_SHARE } from "../scoring/false-alarm.js";

/** An aperiodic pair: how many check-ins it has, and what the scorers say of it. */
export interface NullSample {
  readonly checkIns: number;
  readonly scores: readonly Score[];
}

/** Columns of a null table: finer where chances get small. */
const SHARES = [1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, TAIL_SHARE];

/** Where the number of independent scorers is measured. */
const JUDGED = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

/** The mean excess where too few values lie beyond the last share to tell it, and the least that is believed. */
const LEAST_TAIL = 10;
const WIDE_TAIL = 0.05;
const NARROW_TAIL = 0.01;

/**
 * The null table of these scorers from samples of pairs without a schedule: each goes to the nearest of `checkIns` by its logarithm. A scorer that says nothing
 * counts as a value of 0. Throws a RangeError when a number of check-ins has fewer than `least` samples.
 */
export function nullTableOf(
  samples: Iterable<NullSample>,
  ids: readonly string[],
  checkIns: readonly number[],
  least = 1000,
): NullTable {
  const groups = checkIns.map((): NullSample[] => []);
  let pairs = 0;
  for (const sample of samples) {
    groups[nearest(checkIns, sample.checkIns)]?.push(sample);
    pairs++;
  }
  groups.forEach((group, i) => {
    if (group.length < least) {
      throw new RangeError(
        `${group.length} samples of about ${checkIns[i]} check-ins, not ${least}`,
      );
    }
  });
  const scorers = Object.fromEntries(
    ids.map((id) => [id, groups.map((group) => rowOf(valuesOf(group, id)))]),
  );
  const alone: NullTable = {
    pairs,
    checkIns,
    shares: SHARES,
    judged: JUDGED,
    independent: checkIns.map(() => JUDGED.map(() => 1)),
    scorers,
  };
  return { ...alone, independent: groups.map((group) => independentIn(group, alone)) };
}

function nearest(checkIns: readonly number[], count: number): number {
  const distance = (i: number) => Math.abs(Math.log(count / (checkIns[i] as number)));
  return checkIns.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
}

/** Ascending. */
function valuesOf(group: readonly NullSample[], id: string): Float64Array {
  return Float64Array.from(
    group,
    ({ scores }) => scores.find((score) => score.id === id)?.value ?? 0,
  ).sort();
}

/** The values that the shares of the null reach, then the mean excess over the last of them. */
function rowOf(values: Float64Array): number[] {
  const n = values.length;
  const row = SHARES.map((share) => values[Math.min(n - 1, Math.round((1 - share) * n))] as number);
  const start = row[row.length - 1] as number;
  const tail = values.filter((value) => value > start);
  const excess = tail.reduce((sum, value) => sum + value - start, 0) / tail.length;
  return [...row, tail.length < LEAST_TAIL ? WIDE_TAIL : Math.max(excess, NARROW_TAIL)].map(
    roundedUp,
  );
}

/** To four digits, never down: a value that many samples share would pass for one beyond them all. */
function roundedUp(value: number): number {
  const rounded = Number(value.toPrecision(4));
  if (rounded >= value) return rounded;
  const lastDigit = 10 ** (Math.floor(Math.log10(value)) - 3);
  return Number((rounded + lastDigit).toPrecision(4));
}

/** For each judged share, how many independent scorers would show a chance as small as these do together as often. */
function independentIn(group: readonly NullSample[], alone: NullTable): number[] {
  const fewest = alone.checkIns[0] as number;
  const least = Float64Array.from(
    group,
    // Samples of fewer check-ins than the first row are of its group: to skip them would make chances look rare.
    ({ checkIns, scores }) =>
      chanceOf(scores, Math.max(checkIns, fewest), () => true, alone)?.falseAlarm ?? 1,
  ).sort();
  return JUDGED.map((share) => {
    const chance = least[Math.floor(share * least.length)] as number;
    const count = Math.log1p(-share) / Math.log1p(-Math.min(chance, 1 - 1e-12));
    return Number(Math.max(1, count).toPrecision(4));
  });
}
