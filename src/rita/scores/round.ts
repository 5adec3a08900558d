/**
 * A number from 0 up at three decimals, halves upward: the multiplication comes first, so that 0.0045 is 0.005.
 *
 * @example round3(0.0045); // => 0.005
 */
export function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/**
 * A number at three decimals, upward. Whatever the last bit of the sum before it added counts: 0.82 may come out as 0.821.
 *
 * @example ceil3(0.1231); // => 0.124
 */
export function ceil3(value: number): number {
  return Math.ceil(value * 1000) / 1000;
}

/** How scores are cut to three decimals. */
export type Rounding = (value: number) => number;
