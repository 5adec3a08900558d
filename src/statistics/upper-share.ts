/** The normal quantile of 95 %. */
const Z = 1.6448536269514722;

/**
 * The share that `count` of `total` may stand for at most, at 95 %: the upper bound of Wilson's score interval (Wilson 1927).
 *
 * @example upperShare(0, 50).toFixed(4); // => "0.0513"
 */
export function upperShare(count: number, total: number): number {
  const share = count / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total));
  return (share + (Z * Z) / (2 * total) + spread) / (1 + (Z * Z) / total);
}
