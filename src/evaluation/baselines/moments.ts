/**
 * The mean and the sample standard deviation (n − 1) of values; NaN where there are too few.
 *
 * @example meanAndDeviation([2, 4, 6]); // => { mean: 4, deviation: 2 }
 */
export function meanAndDeviation(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * How often each value occurs, and the most frequent one; of equally frequent ones the smallest. Undefined without values.
 *
 * @example modeOf([60, 59, 60])?.value; // => 60
 */
export function modeOf(
  values: Iterable<number>,
): { value: number; count: number; counts: ReadonlyMap<number, number> } | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [value, count] = [Number.NaN, 0];
  for (const [candidate, times] of counts) {
    if (times > count || (times === count && candidate < value))
      [value, count] = [candidate, times];
  }
  return count === 0 ? undefined : { value, count, counts };
}
