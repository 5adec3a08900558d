/**
 * The mode of ascending values: the densest half, and of that the densest half, until at most two are left (Bickel &
 * Frühwirth 2006). Where a delay only ever adds to a fixed interval it finds the interval, which mean and median overstate.
 * NaN when there are none.
 *
 * @example halfSampleMode(Float64Array.of(1, 5, 5.1, 9)); // => 5.05
 */
export function halfSampleMode(sorted: Float64Array): number {
  let from = 0;
  let to = sorted.length;
  while (to - from > 2) {
    const half = Math.ceil((to - from) / 2);
    let best = from;
    let width = Number.POSITIVE_INFINITY;
    for (let i = from; i + half <= to; i++) {
      const spread = (sorted[i + half - 1] as number) - (sorted[i] as number);
      if (spread >= width) continue;
      width = spread;
      best = i;
    }
    // Half of three is two: without this, two equally dense halves of three would never become fewer.
    from = best;
    to = best + half;
  }
  if (to === from) return Number.NaN;
  return ((sorted[from] as number) + (sorted[to - 1] as number)) / 2;
}
