import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  exponential,
  lognormal,
  normal,
  pareto,
  uniform,
} from "../../src/evaluation/distributions.js";
import type { Random } from "../../src/evaluation/random.js";
import { localVariation, localVariationBound } from "../../src/statistics/local-variation.js";
import { draws, meanOver } from "../support/series.js";

describe("localVariation", () => {
  // Expected values: numerical integration of E[((x − y) / (x + y))²] · 3 for independent x, y.
  test.each([
    [0.1, 0.001],
    [0.2, 0.006],
    [0.37, 0.026],
    [0.5, 0.057],
    [0.75, 0.195],
    [0.9, 0.396],
    [0.99, 0.643],
  ])("of one-sided jitter %f is %f", (jitter, expected) => {
    const mean = meanOver(200, `lv/${jitter}`, (random) =>
      localVariation(draws(500, () => uniform(random, 1 - jitter, 1))),
    );
    expect(Math.abs(mean - expected)).toBeLessThan(0.002 + 0.01 * expected);
  });

  test("of a uniform law is what integration over both intervals gives", () => {
    const integral = (low: number, high: number, steps = 400) => {
      const at = (i: number) => low + ((high - low) * (i + 0.5)) / steps;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        for (let k = 0; k < steps; k++) sum += ((at(i) - at(k)) / (at(i) + at(k))) ** 2;
      }
      return (3 * sum) / steps ** 2;
    };
    for (const [low, high] of [
      [0.8, 1],
      [0.25, 1],
      [30, 90],
    ] as const) {
      const mean = meanOver(200, `integral/${low}`, (random) =>
        localVariation(draws(500, () => uniform(random, low, high))),
      );
      expect(Math.abs(mean / integral(low, high) - 1)).toBeLessThan(0.015);
    }
  });

  /** The intervals of a clock of which each tick is missing with this chance. */
  const dropped = (chance: number) => (random: Random) => {
    let interval = 60;
    while (random() < chance) interval += 60;
    return interval;
  };
  test.each<[string, number, (random: Random) => number]>([
    ["symmetric jitter of 0.2", 0.02, (random) => uniform(random, 48, 72)],
    ["symmetric jitter of 0.5", 0.132, (random) => uniform(random, 30, 90)],
    ["symmetric jitter of 1", 0.684, (random) => uniform(random, 0, 120)],
    ["normal jitter of a tenth", 0.015, (random) => normal(random, 60, 6)],
    ["a lognormal law of sigma 1", 0.82, (random) => lognormal(random, 60, 1)],
    ["a lognormal law of sigma 2", 1.56, (random) => lognormal(random, 60, 2)],
    ["a Pareto law of shape 1.2", 0.55, (random) => pareto(random, 1.2, 60)],
    ["a clock that misses 1 tick in 20", 0.03, dropped(0.05)],
    ["a clock that misses 1 tick in 10", 0.07, dropped(0.1)],
    ["a clock that misses 1 tick in 4", 0.18, dropped(0.25)],
    ["a clock that misses every other tick", 0.39, dropped(0.5)],
  ])("of %s is %f", (name, expected, draw) => {
    const mean = meanOver(200, name, (random) => localVariation(draws(500, () => draw(random))));
    expect(Math.abs(mean - expected)).toBeLessThan(0.006 + 0.01 * expected);
  });

  test("of three connections a check-in is near 2: bursts", () => {
    const gaps = Float64Array.from({ length: 901 }, (_, i) => (i % 3 < 2 ? 0.2 : 59.6));
    // Of three pairs two are a short and a long one, and one is two short ones.
    expect(localVariation(gaps)).toBeCloseTo(2 * (59.4 / 59.8) ** 2, 9);
  });

  test.each([1, 2, 3, 5])("of gamma intervals of shape %i is 3 / (2κ + 1)", (shape) => {
    const mean = meanOver(200, `gamma/${shape}`, (random) =>
      localVariation(
        draws(500, () => {
          let sum = 0;
          for (let i = 0; i < shape; i++) sum += exponential(random, 1);
          return sum;
        }),
      ),
    );
    expect(mean).toBeCloseTo(3 / (2 * shape + 1), 1.7);
  });

  test("of a Poisson process is 1 even when its rate changes a hundredfold in the course of the day", () => {
    const mean = meanOver(200, "rate", (random) =>
      localVariation(
        Float64Array.from({ length: 500 }, (_, i) =>
          exponential(random, 10 ** (1 + Math.sin(i / 80))),
        ),
      ),
    );
    expect(mean).toBeCloseTo(1, 1.7);
  });

  // A Poisson process of mean 10 s: by simulation, as it is and with the gap as dead time.
  test.each([
    [1, 0.74, 0.99],
    [3, 0.5, 0.93],
    [10, 0.29, 0.83],
    [20, 0.42, 0.9],
  ])(
    "of a Poisson process whose events within %i s were taken together is %f, and %f without the dead time",
    (gap, asItIs, without) => {
      const mean = (deadTime: number) =>
        meanOver(150, `dead/${gap}`, (random) => {
          const starts: number[] = [];
          let since = 0;
          for (let i = 0; i < 1500; i++) {
            const interval = exponential(random, 10);
            since += interval;
            // The next start counts only when the silence before it was longer than the gap.
            if (interval <= gap) continue;
            starts.push(since);
            since = 0;
          }
          return localVariation(Float64Array.from(starts), deadTime);
        });
      expect(Math.abs(mean(0) - asItIs)).toBeLessThan(0.015);
      expect(Math.abs(mean(gap) - without)).toBeLessThan(0.015);
    },
  );

  test("takes the dead time off each interval, and never more than there is", () => {
    const given = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 60 }), (values, deadTime) => {
        const rest = Float64Array.from(values, (value) => Math.max(0, value - deadTime));
        expect(localVariation(Float64Array.from(values), deadTime)).toBe(localVariation(rest));
      }),
      { seed: 3 },
    );
  });

  test("is the formula, term by term", () => {
    const interval = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(interval, { minLength: 2, maxLength: 40 }), (values) => {
        const terms = values
          .slice(1)
          .map((value, i) => ((value - values[i]!) / (value + values[i]!)) ** 2);
        const mean = terms.reduce((sum, term) => sum + term, 0) / terms.length;
        expect(localVariation(Float64Array.from(values))).toBeCloseTo(3 * mean, 9);
      }),
      { seed: 1 },
    );
  });

  test("does not mind the unit, nor the direction of time", () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, (given) => {
        const lv = localVariation(Float64Array.from(given));
        expect(lv >= 0 && lv <= 3).toBe(true);
        expect(localVariation(Float64Array.from(given, (value) => value * 64))).toBe(lv);
        expect(localVariation(Float64Array.from(given.toReversed()))).toBeCloseTo(lv, 9);
      }),
      { seed: 2 },
    );
  });

  test("takes two intervals of nothing for chance, and says nothing of fewer than two", () => {
    expect(localVariation(Float64Array.of(0, 0, 0))).toBe(1);
    expect(localVariation(Float64Array.of(3, 3, 3), 5)).toBe(1);
    expect(localVariation(Float64Array.of(60))).toBeNaN();
    expect(localVariation(new Float64Array())).toBeNaN();
  });
});

describe("localVariationBound", () => {
  test("is 1 − Lv less 1.64 standard deviations of a Poisson process's", () => {
    expect(localVariationBound(0.4, 101)).toBeCloseTo(0.6 - 0.17712, 12);
  });

  test.each([3, 5, 10, 50, 200])(
    "is above 0 for 5 %% of Poisson processes of %i intervals at most",
    (n) => {
      const share = meanOver(3000, `bound/${n}`, (random) =>
        localVariationBound(localVariation(draws(n, () => exponential(random, 60))), n) > 0 ? 1 : 0,
      );
      // Three standard errors.
      expect(share).toBeLessThan(0.05 + 0.012);
      if (n >= 10) expect(share).toBeGreaterThan(0.025);
    },
  );

  test("rises with the number of intervals, towards 1 − Lv", () => {
    const bounds = [3, 10, 100, 1e4, 1e10].map((n) => localVariationBound(0.3, n));
    expect(bounds.toSorted((a, b) => a - b)).toEqual(bounds);
    expect(bounds.at(-1)).toBeCloseTo(0.7, 4);
  });
});
