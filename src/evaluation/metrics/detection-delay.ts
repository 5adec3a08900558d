/** What a detector said of the first `count` connections of a pair. */
export interface Prefix {
  readonly count: number;
  readonly value: number;
}

/**
 * How many connections it took until the score was above the threshold for good: the count of the first prefix from which on
 * every one is. Undefined when the last is not. Prefixes ascending by count.
 *
 * @example
 * const prefixes = [{ count: 4, value: 0.9 }, { count: 8, value: 0.2 }, { count: 16, value: 0.8 }, { count: 32, value: 0.9 }];
 * detectionDelay(prefixes, 0.5); // => 16
 */
export function detectionDelay(prefixes: readonly Prefix[], threshold: number): number | undefined {
  const lastBelow = prefixes.findLastIndex(({ value }) => !(value > threshold));
  return prefixes[lastBelow + 1]?.count;
}

/** About the square root of 2 from each to the next. */
const LADDER = [4, 5, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256];

/**
 * The counts at which a pair of so many connections is looked at while it grows: 4 to 256, √2 apart, and all of it.
 *
 * @example prefixCounts(10); // => [4, 5, 6, 8, 10]
 */
export function prefixCounts(count: number): number[] {
  return [...LADDER.filter((step) => step < count), count];
}
