/**
 * Chances of many tests, each adjusted for there being many: the smallest share of false discoveries at which it is among them. In the
 * order given.
 *
 * @see Benjamini & Hochberg, Controlling the False Discovery Rate, 1995
 * @example falseDiscovery([0.04, 0.01]); // => [0.04, 0.02]
 */
export function falseDiscovery(chances: readonly number[]): number[] {
  const descending = chances
    .map((chance, at) => ({ chance, at }))
    .sort((a, b) => b.chance - a.chance);
  const adjusted = new Array<number>(chances.length);
  let least = 1;
  for (const [i, { chance, at }] of descending.entries()) {
    const rank = chances.length - i;
    least = Math.min(least, chance * (chances.length / rank));
    adjusted[at] = least;
  }
  return adjusted;
}
