/** An average with so many decimals was printed in full. */
const FULL = 7;

/**
 * Whether a printed number is the exact one: to some units in the last place where its column was printed in full, else to half a unit
 * of the last decimal printed.
 *
 * @example isAbout(59.3333333333333, 59.333333333333336, 13); // => true
 * @example isAbout(59.33, 59.333333333333336, 2); // => true
 * @example isAbout(59.34, 59.333333333333336, 2); // => false
 */
export function isAbout(printed: number, exact: number, decimals: number): boolean {
  const error = Math.abs(printed - exact);
  if (error <= 1e-12 * Math.max(1, Math.abs(exact))) return true;
  return decimals < FULL && decimals > 0 && error <= 0.5 * 10 ** -decimals * (1 + 1e-9);
}
