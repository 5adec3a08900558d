/** A number and the interval in which the true one lies 95 times in 100; NaN where nothing was measured. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * A proportion with Wilson's 95 % interval, which holds its level for few cases and for proportions near 0 and 1.
 *
 * @see Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927
 * @example proportion(0, 10); // => { value: 0, low: 0, high: 0.2775327998628892 }
 */
export function proportion(successes: number, cases: number): Measured {
  const share = successes / cases;
  const scale = 1 + Z ** 2 / cases;
  const middle = (share + Z ** 2 / (2 * cases)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
  return {
    value: share,
    low: successes === 0 && cases > 0 ? 0 : middle - half,
    high: successes === cases && cases > 0 ? 1 : middle + half,
  };
}
