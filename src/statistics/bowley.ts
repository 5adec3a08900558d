/**
 * Bowley's quartile skewness (Q1 + Q3 − 2·Q2) / (Q3 − Q1), in [−1, 1] (Bowley 1901); 0 when the quartiles coincide.
 * Computed from the two halves of the spread: the formula as it is printed rounds to 1.0000000000000002 now and then.
 *
 * @example bowleySkewness(1, 2, 5); // => 0.5
 */
export function bowleySkewness(q1: number, q2: number, q3: number): number {
  const spread = q3 - q1;
  return spread === 0 ? 0 : (q3 - q2 - (q2 - q1)) / spread;
}
