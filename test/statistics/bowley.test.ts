import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bowleySkewness } from "../../src/statistics/bowley.js";
import { RUNS } from "../support/arrays.js";

const quartiles = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 })
  .map((values) => values.sort((a, b) => a - b) as [number, number, number]);
const wholeQuartiles = fc
  .array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 3, maxLength: 3 })
  .map((values) => values.sort((a, b) => a - b) as [number, number, number]);

describe("bowleySkewness", () => {
  test("the example holds", () => {
    expect(bowleySkewness(1, 2, 5)).toBe(0.5);
  });

  test("never leaves [−1, 1], whatever rounding does", () => {
    expect(bowleySkewness(0.1, 0.1, 0.3)).toBe(1);
    fc.assert(
      fc.property(quartiles, ([q1, q2, q3]) => {
        expect(Math.abs(bowleySkewness(q1, q2, q3))).toBeLessThanOrEqual(1);
      }),
      { ...RUNS, numRuns: 5000 },
    );
  });

  test("is 1 when the median is the first quartile, −1 when it is the third", () => {
    fc.assert(
      fc.property(quartiles, ([q1, , q3]) => {
        fc.pre(q1 < q3);
        expect(bowleySkewness(q1, q1, q3)).toBe(1);
        expect(bowleySkewness(q1, q3, q3)).toBe(-1);
      }),
      RUNS,
    );
  });

  test("turns its sign, to the bit, when the values are mirrored", () => {
    fc.assert(
      fc.property(quartiles, ([q1, q2, q3]) => {
        expect(bowleySkewness(-q3, -q2, -q1) + 0).toBe(-bowleySkewness(q1, q2, q3) + 0);
      }),
      RUNS,
    );
  });

  test("does not see where the values are, nor on what scale", () => {
    fc.assert(
      fc.property(
        wholeQuartiles,
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: -20, max: 20 }),
        ([q1, q2, q3], shift, power) => {
          const skew = bowleySkewness(q1, q2, q3);
          expect(bowleySkewness(q1 + shift, q2 + shift, q3 + shift)).toBe(skew);
          const scale = 2 ** power;
          expect(bowleySkewness(q1 * scale, q2 * scale, q3 * scale)).toBe(skew);
        },
      ),
      RUNS,
    );
  });

  test("is the printed formula wherever that is exact", () => {
    fc.assert(
      fc.property(wholeQuartiles, ([q1, q2, q3]) => {
        fc.pre(q1 < q3);
        expect(bowleySkewness(q1, q2, q3)).toBe((q1 + q3 - 2 * q2) / (q3 - q1));
      }),
      RUNS,
    );
  });

  test("is 0 when the quartiles coincide, and ln(4/3) / ln 3 for waiting times of a Poisson process", () => {
    expect(bowleySkewness(60, 60, 60)).toBe(0);
    const quantile = (p: number) => -Math.log(1 - p);
    expect(bowleySkewness(quantile(0.25), quantile(0.5), quantile(0.75))).toBeCloseTo(
      Math.log(4 / 3) / Math.log(3),
      12,
    );
  });
});
