import type { Random } from "./random.js";

// `Math.log`, `Math.exp` and `Math.pow` may differ in the last bit from engine to engine. What is drawn here ends as whole
// microseconds, milliseconds and bytes, and a difference of 1e-16 changes such a number about once in many millions: the same
// bytes everywhere in practice, and on one engine always.

/**
 * Uniform in [low, high).
 *
 * @example uniform(() => 0.5, 10, 20); // => 15
 */
export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/**
 * A whole number from low to high, both included.
 *
 * @example integer(() => 0.999, 1, 6); // => 6
 */
export function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/**
 * One of the items, each as likely as the next; undefined when there are none.
 *
 * @example pick(() => 0.5, ["a", "b", "c"]); // => "b"
 */
export function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}

/**
 * Exponential with the given mean: the gaps of a Poisson process. By inversion.
 *
 * @example exponential(() => 0, 60); // => 0
 */
export function exponential(random: Random, mean: number): number {
  return mean * -Math.log1p(-random());
}

/** Normal with the given mean and standard deviation, by Marsaglia's polar method (1964). */
export function normal(random: Random, mean: number, deviation: number): number {
  for (;;) {
    const x = uniform(random, -1, 1);
    const y = uniform(random, -1, 1);
    const square = x * x + y * y;
    if (square > 0 && square < 1) {
      return mean + deviation * x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }
}

/**
 * Pareto from `minimum` up: P(X > x) = (minimum / x)^shape. By inversion; without a mean when the shape is 1 or less.
 *
 * @example pareto(() => 0.75, 2, 60); // => 120
 */
export function pareto(random: Random, shape: number, minimum: number): number {
  return minimum * (1 - random()) ** (-1 / shape);
}

/** Lognormal by its median and the standard deviation of its logarithm. */
export function lognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(normal(random, 0, sigma));
}
