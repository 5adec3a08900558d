import { exponential } from "../../src/evaluation/distributions.js";
import { type Random, randomFrom } from "../../src/evaluation/random.js";

/** Mean over seeded runs. */
export function meanOver(runs: number, seed: string, value: (random: Random) => number): number {
  let sum = 0;
  for (let run = 0; run < runs; run++) sum += value(randomFrom(`${seed}/${run}`));
  return sum / runs;
}

/** So many draws. */
export function draws(count: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: count }, draw);
}

/** Ascending times from gaps, both in the same unit, beginning with 0. */
export function timesOf(gaps: Iterable<number>): Float64Array {
  let time = 0;
  return Float64Array.from([0, ...Array.from(gaps, (gap) => (time += gap))]);
}

/** A Poisson process: times from 0 in milliseconds, so many gaps of a mean of seconds. */
export function poissonTimes(random: Random, gaps: number, meanSeconds: number): Float64Array {
  return timesOf(draws(gaps, () => 1000 * exponential(random, meanSeconds)));
}
