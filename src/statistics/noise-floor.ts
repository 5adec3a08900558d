/** A band of the floor has this share of its lowest number of cycles as its width, and at least so many ordinates. */
const SHARE = 0.15;
const LEAST_WIDTH = 32;

/** The geometric mean of exponential ordinates is e^−γ of their mean. */
const GEOMETRIC = Math.exp(0.5772156649015329);

/** Below this the floor of a very regular series would make mountains of its molehills. */
const LOWEST = 0.1;

/**
 * Divides ordinates `from`… of a periodogram by the floor of noise about them, in place: the geometric mean of a band, scaled
 * to the mean that exponential ordinates would have. A narrow peak hardly lifts it, while traffic that comes in waves (people,
 * bursts) lifts it over all low frequencies, so that it is measured against itself.
 *
 * @example
 * const power = new Float64Array(64).fill(3);
 * whiten(power, 8);
 * power[20].toFixed(4); // => "0.5615"
 */
export function whiten(power: Float64Array, from: number): void {
  for (let start = from; start < power.length; ) {
    const end = bandEnd(start, power.length);
    const floor = Math.max(LOWEST, geometricMean(power, start, end) * GEOMETRIC);
    for (let k = start; k < end; k++) power[k] = (power[k] as number) / floor;
    start = end;
  }
}

/** A rest too short for a band of its own joins the last one. */
function bandEnd(start: number, length: number): number {
  const end = start + Math.max(LEAST_WIDTH, Math.floor(SHARE * start));
  return length - end < LEAST_WIDTH ? length : end;
}

/** By the logarithm of products of eight: a logarithm each would cost as much as the transform. Ordinates lie far from 10⁻³⁸ and 10³⁸. */
function geometricMean(power: Float64Array, start: number, end: number): number {
  let sum = 0;
  let product = 1;
  for (let k = start; k < end; k++) {
    product *= (power[k] as number) + 1e-12;
    if (((k - start) & 7) !== 7) continue;
    sum += Math.log(product);
    product = 1;
  }
  return Math.exp((sum + Math.log(product)) / (end - start));
}
