import { wilson } from "../../statistics/wilson.js";

/** A number and the interval in which the true one lies 95 times in 100; NaN where nothing was measured. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A proportion with Wilson's 95 % interval.
 *
 * @example proportion(0, 10); // => { value: 0, low: 0, high: 0.2775327998628892 }
 */
export function proportion(successes: number, cases: number): Measured {
  return { value: successes / cases, ...wilson(successes, cases) };
}
