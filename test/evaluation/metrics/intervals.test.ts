import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanOf } from "../../../src/evaluation/metrics/averages.js";
import { bootstrap } from "../../../src/evaluation/metrics/bootstrap.js";
import { calibration } from "../../../src/evaluation/metrics/calibration.js";
import { proportion } from "../../../src/evaluation/metrics/proportion.js";
import { randomFrom } from "../../../src/evaluation/random.js";

describe("a proportion's interval", () => {
  test("is Wilson's as published", () => {
    // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const published: [number, number, number, number][] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [successes, cases, low, high] of published) {
      const interval = proportion(successes, cases);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  test("holds the proportion and lies in [0, 1]; its ends solve the score equation", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cases, share) => {
          const successes = Math.round(share * cases);
          const { value, low, high } = proportion(successes, cases);
          expect(low >= 0 && low <= value && value <= high && high <= 1).toBe(true);
          for (const end of [low, high]) {
            if (end === 0 || end === 1) continue;
            const z = Math.abs(value - end) / Math.sqrt((end * (1 - end)) / cases);
            expect(z).toBeCloseTo(1.959963984540054, 6);
          }
        },
      ),
    );
  });

  test("is nothing without cases", () => {
    expect(Object.values(proportion(0, 0)).every(Number.isNaN)).toBe(true);
  });
});

describe("calibration", () => {
  test("of honest claims is about what is claimed", () => {
    const random = randomFrom("calibration");
    const claims = Array.from({ length: 20_000 }, () => random());
    for (const claimed of [0.01, 0.001]) {
      const { low, high, cases } = calibration(claims, claimed);
      expect(cases).toBe(20_000);
      expect(low <= claimed && claimed <= high).toBe(true);
    }
  });
});

describe("the bootstrap", () => {
  test("gives the same interval for the same seed, about the statistic of all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 12 }),
        (groups) => {
          const once = bootstrap(groups, meanOf, randomFrom("b"));
          expect(bootstrap(groups, meanOf, randomFrom("b"))).toEqual(once);
          expect(once.value).toBe(meanOf(groups));
          expect(once.low).toBeGreaterThanOrEqual(Math.min(...groups));
          expect(once.high).toBeLessThanOrEqual(Math.max(...groups));
          expect(once.low).toBeLessThanOrEqual(once.high);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("is near the normal interval of a mean of many", () => {
    const random = randomFrom("many");
    const groups = Array.from({ length: 400 }, () => random());
    const half = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(400);
    const { value, low, high } = bootstrap(groups, meanOf, random, 2000);
    expect(high - value).toBeCloseTo(half, 2);
    expect(value - low).toBeCloseTo(half, 2);
  });

  test("has no interval for one group", () => {
    expect(bootstrap([3], meanOf, randomFrom("one"))).toEqual({
      value: 3,
      low: Number.NaN,
      high: Number.NaN,
    });
  });
});
