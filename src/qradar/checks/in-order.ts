/** So many numbers in a hundred may be on the wrong side: damaged ones. */
const STRAY = 0.05;

/**
 * Whether nearly all of some numbers are below nearly all of others, or above them. One in twenty of either may not be.
 *
 * @example inOrder([5, 6, 7], [1, 2, 3]); // => true
 */
export function inOrder(some: readonly number[], others: readonly number[]): boolean {
  return isBelow(some, others) || isBelow(others, some);
}

function isBelow(low: readonly number[], high: readonly number[]): boolean {
  return quantile(low, 1 - STRAY) <= quantile(high, STRAY);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}
