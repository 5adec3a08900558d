/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The lower end of Wilson's 95 % interval of a proportion: what the true share may be expected to reach, however few the cases. 0 without
 * cases.
 *
 * @see Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927
 * @example wilsonLower(0, 10); // => 0
 */
export function wilsonLower(successes: number, cases: number): number {
  if (successes === 0 || cases === 0) return 0;
  const share = successes / cases;
  const middle = share + Z ** 2 / (2 * cases);
  const half = Z * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
  return Math.max(0, (middle - half) / (1 + Z ** 2 / cases));
}
