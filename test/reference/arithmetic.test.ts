import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  averageIntervalSeconds,
  compareInterval,
  durationSeconds,
} from "../../src/reference/arithmetic.js";

const MODES = ["double", "integer", "mixed"] as const;

describe("durationSeconds", () => {
  test("keeps the fraction in doubles only", () => {
    expect(durationSeconds("double", 62500)).toBe(62.5);
    expect(durationSeconds("mixed", 62500)).toBe(62);
    expect(durationSeconds("integer", 62999)).toBe(62);
  });
});

describe("averageIntervalSeconds", () => {
  test("divides by the intervals, not by the records", () => {
    expect(averageIntervalSeconds("double", 62500, 2)).toBe(62.5);
    expect(averageIntervalSeconds("mixed", 131500, 3)).toBe(65.5);
    expect(averageIntervalSeconds("integer", 131500, 3)).toBe(65);
  });

  test("is 0 of one record, of none, and of events that a source counted as none", () => {
    for (const mode of MODES) {
      expect(averageIntervalSeconds(mode, 0, 1)).toBe(0);
      expect(averageIntervalSeconds(mode, 5000, 1)).toBe(0);
      expect(averageIntervalSeconds(mode, 5000, 0)).toBe(0);
    }
  });

  test("divides twice in the query's order, which is another double than dividing once", () => {
    expect(averageIntervalSeconds("double", 86_340_125, 1440)).toBe(86_340_125 / 1000 / 1439);
    expect(86_340_125 / 1000 / 1439).toBe(60.000086865879084);
    const spans = Array.from({ length: 1000 }, (_, i) => 13_500_000 + i);
    const once = spans.filter(
      (span) => averageIntervalSeconds("double", span, 16) !== span / 15_000,
    );
    expect(once.length).toBeGreaterThan(0);
  });
});

describe("compareInterval", () => {
  test("is exact to the millisecond", () => {
    expect(compareInterval("double", 975_000, 16, 65)).toBe(0);
    expect(compareInterval("double", 975_001, 16, 65)).toBeGreaterThan(0);
    expect(compareInterval("double", 974_999, 16, 65)).toBeLessThan(0);
    expect(compareInterval("integer", 975_001, 16, 65)).toBe(0);
  });

  test("drops fractions before it compares where the mode does", () => {
    expect(compareInterval("mixed", 975_999, 16, 65)).toBe(0);
    expect(compareInterval("mixed", 976_000, 16, 65)).toBeGreaterThan(0);
    expect(compareInterval("integer", 989_999, 16, 65)).toBe(0);
    expect(compareInterval("integer", 990_000, 16, 65)).toBeGreaterThan(0);
  });

  test("takes the average of a single record as 0", () => {
    for (const mode of MODES) {
      expect(compareInterval(mode, 0, 1, 1)).toBeLessThan(0);
      expect(compareInterval(mode, 0, 1, 0)).toBe(0);
    }
  });

  test("is exact for bounds of milliseconds, where comparing doubles is not", () => {
    // Three intervals of 1.1 s: the double quotient is not the double 1.1.
    expect(compareInterval("double", 3300, 4, 1.1)).toBe(0);
    const wrong = Array.from({ length: 3000 }, (_, i) => i + 2).filter(
      (count) => averageIntervalSeconds("double", 1100 * (count - 1), count) !== 1.1,
    );
    expect(wrong.length).toBeGreaterThan(0);
    for (const count of wrong) {
      expect(compareInterval("double", 1100 * (count - 1), count, 1.1)).toBe(0);
    }
  });

  test("takes every bound of milliseconds for the number that it is written as", () => {
    for (let ms = 0; ms < 10_000; ms++) {
      expect(compareInterval("double", ms * 99, 100, ms / 1000)).toBe(0);
    }
  });

  test("agrees with a comparison of doubles for every bound of whole seconds", () => {
    const near = fc.record({
      mode: fc.constantFrom(...MODES),
      count: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 10_000_000 })),
      bound: fc.oneof(fc.constantFrom(1, 55, 65, 295, 305, 895, 900, 905), fc.nat(86_400)),
      nudge: fc.integer({ min: -1500, max: 1500 }),
    });
    fc.assert(
      fc.property(near, ({ mode, count, bound, nudge }) => {
        const span = Math.max(0, bound * 1000 * Math.max(0, count - 1) + nudge);
        const average = averageIntervalSeconds(mode, span, count);
        expect(Math.sign(compareInterval(mode, span, count, bound))).toBe(
          Math.sign(average - bound),
        );
      }),
      { seed: 55, numRuns: 5000 },
    );
  });
});
