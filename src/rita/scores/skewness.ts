/** Quartiles that stand closer than this, in seconds or bytes, count as symmetric. */
const LEAST_SPREAD = 10;

/**
 * Bowley's skewness as RITA takes it: 0 where the quartiles are less than 10 apart, and where the median is one of them.
 * The formula is the printed one: `bowleySkewness` differs from it in the last bit now and then.
 *
 * @example guardedSkewness(10, 12, 20); // => 0.6
 * @example guardedSkewness(10, 11, 19); // => 0
 */
export function guardedSkewness(q1: number, q2: number, q3: number): number {
  const spread = q3 - q1;
  if (spread < LEAST_SPREAD || q2 === q1 || q2 === q3) return 0;
  return (q1 + q3 - 2 * q2) / spread;
}

/** What a list of values says about how regular they are. */
export interface Regularity {
  /** Bowley's skewness. */
  readonly skew: number;
  /** The median absolute deviation from the median, in the values' unit. */
  readonly mad: number;
  /** 1 for symmetric values. */
  readonly symmetry: number;
  /** 1 for values that do not scatter about their median. */
  readonly steadiness: number;
}
