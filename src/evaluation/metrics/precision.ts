/** The population in which a list is looked at: so many beacons among so many pairs. */
export interface Prevalence {
  readonly beacons: number;
  readonly pairs: number;
}

/** What a day of a mid-sized site may hold. With it no list of 50 can have a precision over 0.2. */
export const DEFAULT_PREVALENCE: Prevalence = { beacons: 10, pairs: 100_000 };

/**
 * Expected precision among the first `k` of a list over a population of the given prevalence, whose beacons score like
 * `positives` and whose other pairs like `negatives`: each score stands for its share of its kind, and of those that tie
 * at the end of the list each is as likely in it. The best that can be reached is beacons / k. NaN without scores of both
 * kinds. What fewer negatives than the population has cannot show is its far tail: read the number with how many there were.
 *
 * @example precisionAt([0.9, 0.5], [0.5, 0.1], 10, { beacons: 10, pairs: 30 }); // => 0.6666666666666666
 */
export function precisionAt(
  positives: readonly number[],
  negatives: readonly number[],
  k: number,
  { beacons, pairs }: Prevalence = DEFAULT_PREVALENCE,
): number {
  if (positives.length === 0 || negatives.length === 0) return Number.NaN;
  const perPositive = beacons / positives.length;
  const perNegative = (pairs - beacons) / negatives.length;
  const [hits, others] = [descending(positives), descending(negatives)];
  let [i, j, found, listed] = [0, 0, 0, 0];
  while (listed < k && (i < hits.length || j < others.length)) {
    const score = Math.max(hits[i] ?? Number.NEGATIVE_INFINITY, others[j] ?? -Infinity);
    const [from, past] = [i, j];
    while (i < hits.length && hits[i] === score) i++;
    while (j < others.length && others[j] === score) j++;
    const tied = (i - from) * perPositive + (j - past) * perNegative;
    const taken = Math.min(1, (k - listed) / tied);
    found += taken * (i - from) * perPositive;
    listed += taken * tied;
  }
  return found / Math.min(k, pairs);
}

function descending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort().reverse();
}
