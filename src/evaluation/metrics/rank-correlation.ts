/**
 * The ranks of values, the largest first, from 1; those that tie share the mean of their ranks.
 *
 * @example ranksOf([10, 30, 10]); // => [2.5, 1, 2.5]
 */
export function ranksOf(values: readonly number[]): number[] {
  const order = Array.from(values.keys()).sort(
    (a, b) => (values[b] as number) - (values[a] as number),
  );
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] as number];
    let to = from;
    while (to < order.length && values[order[to] as number] === value) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation of two lists of the same length: Pearson's of their ranks, so that ties are right. NaN when
 * either holds one value only.
 *
 * @see Spearman, The Proof and Measurement of Association between Two Things, 1904
 * @example rankCorrelation([1, 2, 3], [10, 30, 20]); // => 0.5
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] as number) - middle, (y[i] as number) - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

/**
 * How many of the first `k` of one list are among the first `k` of the other.
 *
 * @example overlapAt(["a", "b", "c"], ["b", "d", "a"], 2); // => 1
 */
export function overlapAt<T>(a: readonly T[], b: readonly T[], k: number): number {
  const first = new Set(b.slice(0, k));
  return a.slice(0, k).filter((item) => first.has(item)).length;
}
