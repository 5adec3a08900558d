import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
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

  test("of a Poisson process whose events within the gap were taken together is near 1 without the dead time, and not with it", () => {
    const both = [0, 3].map((deadTime) =>
      meanOver(100, "dead", (random) => {
        const kept: number[] = [];
        let since = 0;
        for (let i = 0; i < 1000; i++) {
          const gap = exponential(random, 10);
          since += gap;
          // Collapsed: the next start counts only when the silence before it was longer than the gap.
          if (gap <= 3) continue;
          kept.push(since);
          since = 0;
        }
        return localVariation(Float64Array.from(kept), deadTime);
      }),
    );
    expect(both[0]).toBeCloseTo(0.5, 1);
    expect(both[1]).toBeGreaterThan(0.88);
    expect(both[1]).toBeLessThan(1);
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

  test.each([10, 50, 200])(
    "is above 0 for about 5 %% of Poisson processes of %i intervals",
    (n) => {
      const share = meanOver(3000, `bound/${n}`, (random) =>
        localVariationBound(localVariation(draws(n, () => exponential(random, 60))), n) > 0 ? 1 : 0,
      );
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.075);
    },
  );
});
