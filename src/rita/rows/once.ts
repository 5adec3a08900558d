/**
 * What `of` gives for a key, worked out at the first time that it is asked for.
 *
 * @example once(new Map([[3, 9]]), 3, () => 0); // => 9
 */
export function once(known: Map<number, number>, key: number, of: (key: number) => number): number {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = of(key);
  known.set(key, value);
  return value;
}
