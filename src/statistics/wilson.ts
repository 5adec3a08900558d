/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's 95 % interval of a proportion, which holds its level for few cases and for proportions near 0 and 1. NaN without cases.
 *
 * @see Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927
 * @example wilson(0, 10); // => { low: 0, high: 0.2775327998628892 }
 */
export function wilson(successes: number, cases: number): { low: number; high: number } {
  const share = successes / cases;
  const scale = 1 + Z ** 2 / cases;
  const middle = (share + Z ** 2 / (2 * cases)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
  return {
    low: successes === 0 && cases > 0 ? 0 : middle - half,
    high: successes === cases && cases > 0 ? 1 : middle + half,
  };
}
