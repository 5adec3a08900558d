import fc from "fast-check";
import { medianAbsoluteDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { madSorted } from "../../src/statistics/mad.js";
import { ascending, numbers, RUNS } from "../support/arrays.js";

describe("madSorted", () => {
  test("the example holds", () => {
    expect(madSorted(Float64Array.of(1, 1, 2, 2, 4, 6, 9))).toBe(1);
  });

  test("is the one of simple-statistics: to the bit for whole numbers, else within rounding", () => {
    fc.assert(
      fc.property(numbers(1), (values) => {
        const ours = madSorted(ascending(values));
        const theirs = medianAbsoluteDeviation(values);
        if (values.every(Number.isInteger)) expect(ours).toBe(theirs);
        else expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(4 * Number.EPSILON * 1e6);
      }),
      { ...RUNS, numRuns: 1000 },
    );
  });

  test("of a sleep S with one-sided jitter j is S·j / 4: the closed form of a uniform law", () => {
    const sleeps = Float64Array.from({ length: 10_001 }, (_, i) => 60 * (0.8 + (0.2 * i) / 10_000));
    expect(madSorted(sleeps)).toBeCloseTo((60 * 0.2) / 4, 9);
  });

  test("does not move while fewer than half of the values are anything else", () => {
    const values = [...new Array(51).fill(60), ...Array.from({ length: 49 }, (_, i) => 1000 + i)];
    expect(madSorted(ascending(values))).toBe(0);
  });

  test("grows with the scale and not with the place", () => {
    fc.assert(
      fc.property(numbers(1), fc.integer({ min: -8, max: 8 }), (values, power) => {
        const whole = values.map((x) => Math.round(x) + 0);
        const mad = madSorted(ascending(whole));
        expect(madSorted(ascending(whole.map((x) => x * 2 ** power)))).toBe(mad * 2 ** power);
        expect(madSorted(ascending(whole.map((x) => x + 12_345)))).toBe(mad);
        expect(madSorted(ascending(whole.map((x) => 0 - x)))).toBe(mad);
      }),
      RUNS,
    );
  });

  test("of one value is 0, of two half their distance, of none NaN", () => {
    expect(madSorted(Float64Array.of(5))).toBe(0);
    expect(madSorted(Float64Array.of(1, 4))).toBe(1.5);
    expect(madSorted(new Float64Array(0))).toBeNaN();
  });
});
