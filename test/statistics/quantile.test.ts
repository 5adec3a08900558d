import fc from "fast-check";
import { linearRegression, linearRegressionLine, median } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { medianSorted, quantileSorted } from "../../src/statistics/quantile.js";
import { ascending, numbers, RUNS } from "../support/arrays.js";

const share = fc.oneof(
  fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

describe("quantileSorted", () => {
  test("the example holds", () => {
    expect(quantileSorted(Float64Array.of(1, 2, 3, 4), 0.25)).toBe(1.75);
  });

  test("gives the deciles of 1, 4, 9, …, 100 as Hyndman and Fan define type 7", () => {
    const squares = Float64Array.from({ length: 10 }, (_, i) => (i + 1) ** 2);
    const deciles = [1, 3.7, 8, 13.9, 21.4, 30.5, 41.2, 53.5, 67.4, 82.9, 100];
    for (const [tenths, decile] of deciles.entries()) {
      expect(quantileSorted(squares, tenths / 10)).toBeCloseTo(decile, 10);
    }
  });

  test("lies on the line of simple-statistics through the two neighbours of (n − 1)p", () => {
    fc.assert(
      fc.property(numbers(2), share, (values, p) => {
        const sorted = ascending(values);
        const position = (sorted.length - 1) * p;
        const at = Math.min(Math.floor(position), sorted.length - 2);
        const neighbours = [at, at + 1].map((i) => [i - at, sorted[i] as number]);
        const expected = linearRegressionLine(linearRegression(neighbours))(position - at);
        const difference = Math.abs(quantileSorted(sorted, p) - expected);
        expect(difference).toBeLessThanOrEqual(8 * Number.EPSILON * 1e6);
      }),
      RUNS,
    );
  });

  test("is an element, exactly, where (n − 1)p is whole", () => {
    const five = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.7);
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantileSorted(five, p))).toEqual([...five]);
  });

  test("stays between the least and the greatest, and never falls as p grows", () => {
    fc.assert(
      fc.property(numbers(1), share, share, (values, one, other) => {
        const sorted = ascending(values);
        const low = quantileSorted(sorted, Math.min(one, other));
        const high = quantileSorted(sorted, Math.max(one, other));
        expect(low).toBeGreaterThanOrEqual(sorted[0] as number);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) as number);
        expect(high - low).toBeGreaterThanOrEqual(-1e-9);
      }),
      RUNS,
    );
  });

  test("of one value is that value, of none NaN", () => {
    for (const p of [0, 0.3, 1]) {
      expect(quantileSorted(Float64Array.of(-7), p)).toBe(-7);
      expect(quantileSorted(new Float64Array(0), p)).toBeNaN();
    }
  });

  test("leaves its input alone", () => {
    const values = Float64Array.of(1, 2, 3);
    quantileSorted(values, 0.4);
    expect(values).toEqual(Float64Array.of(1, 2, 3));
  });
});

describe("medianSorted", () => {
  test("the example holds", () => {
    expect(medianSorted(Float64Array.of(1, 2, 10))).toBe(2);
  });

  test("is the median of simple-statistics: to the bit for whole numbers, else within its last", () => {
    fc.assert(
      fc.property(numbers(1), (values) => {
        const ours = medianSorted(ascending(values));
        const theirs = median(values);
        if (values.every(Number.isInteger)) expect(ours).toBe(theirs + 0);
        else expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(Number.EPSILON * 1e6);
      }),
      RUNS,
    );
  });
});
