import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import type { Random } from "../../src/evaluation/random.js";
import { combOf } from "../../src/statistics/comb.js";
import { ascending, RUNS } from "../support/arrays.js";
import { draws, meanOver } from "../support/series.js";

const fitOf = (intervals: Float64Array): number => combOf(intervals.sort())?.fit ?? -1;

/** Intervals of a beacon of 60 s of which only each check-in with this chance is seen. */
function thinned(random: Random, seen: number, jitter = 0): Float64Array {
  return draws(60, () => {
    let interval = 0;
    do interval += uniform(random, 60 * (1 - jitter), 60);
    while (random() >= seen);
    return interval;
  });
}

describe("combOf", () => {
  test.each([1, 0.75, 0.5, 1 / 3])(
    "finds the period when a share of %f of check-ins is seen",
    (seen) => {
      meanOver(30, `seen/${seen}`, (random) => {
        const comb = combOf(thinned(random, seen).sort())!;
        expect(comb.period).toBeCloseTo(60, 9);
        // Beyond the sixth tooth nothing is bridged.
        expect(comb.fit).toBeGreaterThan(seen < 0.5 ? 0.6 : 0.9);
        return 0;
      });
    },
  );

  test.each([0.1, 0.2])(
    "sees the middle of the jittered interval through rotation by 3, jitter %f",
    (jitter) => {
      const fits = meanOver(100, `rotation/${jitter}`, (random) => {
        const comb = combOf(thinned(random, 1 / 3, jitter).sort())!;
        expect(Math.abs(comb.period / (60 * (1 - jitter / 2)) - 1)).toBeLessThan(0.04);
        return comb.fit;
      });
      // Chance arrivals fit to 0 or less.
      expect(fits).toBeGreaterThan(0.45);
    },
  );

  test("fits whole multiples up to the sixth entirely, and a seventh not at all", () => {
    const factor = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(factor, fc.integer({ min: 1, max: 5000 }), (factors, period) => {
        const given = Float64Array.from([1, ...factors], (one) => one * period).sort();
        expect(combOf(given)).toEqual({ fit: 1, period });
      }),
      RUNS,
    );
    expect(combOf(Float64Array.of(60, 60, 60, 420))).toEqual({ fit: 0.5, period: 60 });
    // Below half a period no tooth is near.
    expect(combOf(Float64Array.of(20, 60, 60, 60))!.fit).toBeCloseTo(1, 12);
    expect(combOf(Float64Array.of(1, 60, 60, 60))!.fit).toBeCloseTo(0.5, 12);
  });

  test("tries periods up to 4 % beside the best interval", () => {
    // No interval is the period of its multiples; 50.5 is, within 2 %.
    const values = Float64Array.of(50, 101, 151.5, 202, 252.5);
    const comb = combOf(values)!;
    expect(comb.period).toBeCloseTo(50.5, 9);
    expect(comb.fit).toBeCloseTo(1 - (4 * (0.5 / 50.5)) / 5, 9);
    expect(combOf(Float64Array.of(51.5, 100, 150, 200, 250))!.period).toBeCloseTo(0.97 * 51.5, 9);
  });

  test("is a number from −1 to 1, of a period that is not longer than the longest interval by more than 4 %", () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 10 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 400 }), (values) => {
        const sorted = ascending(values);
        const comb = combOf(sorted);
        if (comb === undefined) {
          expect(sorted.filter((one) => one > 0).length).toBeLessThan(1 + sorted.length / 24);
          return;
        }
        expect(Math.abs(comb.fit)).toBeLessThanOrEqual(1);
        expect(comb.period).toBeGreaterThan(0);
        expect(comb.period).toBeLessThanOrEqual(1.04 * 1.0001 * sorted.at(-1)!);
      }),
      RUNS,
    );
  });

  test("fits less, the more jitter", () => {
    const fits = [0, 0.1, 0.2, 0.4, 0.8].map((jitter) =>
      meanOver(100, `jitter/${jitter}`, (random) => fitOf(thinned(random, 1, jitter))),
    );
    // 1 − 4 · E|I / P − 1| with P in the middle: 1 − j / (1 − j / 2).
    expect(fits[1]).toBeCloseTo(1 - 0.1 / 0.95, 1.5);
    expect(fits[2]).toBeCloseTo(1 - 0.2 / 0.9, 1.5);
    expect(fits[3]).toBeCloseTo(1 - 0.4 / 0.8, 1.3);
    expect(fits.toSorted((a, b) => b - a)).toEqual(fits);
  });

  test("fits chance arrivals to nothing", () => {
    const mean = meanOver(200, "chance", (random) =>
      fitOf(draws(200, () => exponential(random, 60))),
    );
    expect(Math.abs(mean)).toBeLessThan(0.25);
  });

  test("is the best of a fine search, or nearly", () => {
    const interval = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(interval, { minLength: 5, maxLength: 30 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        const comb = combOf(sorted)!;
        const fitAt = (period: number) => {
          const off = values.map((value) => {
            const tooth = Math.min(6, Math.max(1, Math.round(value / period)));
            return Math.min(0.5, Math.abs(value / period - tooth));
          });
          return 1 - 4 * (off.reduce((sum, one) => sum + one, 0) / off.length);
        };
        expect(comb.fit).toBeCloseTo(fitAt(comb.period), 9);
        // Every interval is a candidate here, so no interval is a better period.
        if (values.length <= 24) {
          for (const value of values) expect(comb.fit).toBeGreaterThanOrEqual(fitAt(value) - 1e-9);
        }
      }),
      { seed: 4 },
    );
  });

  test("does not mind the unit, and takes a sample of many", () => {
    const random = Float64Array.from({ length: 5000 }, (_, i) => 50 + ((i * 37) % 20)).sort();
    const few = random.filter((_, i) => i % 25 === 12);
    expect(combOf(random)!.fit).toBeCloseTo(combOf(few)!.fit, 1);
    expect(combOf(few.map((value) => value * 8))!.fit).toBe(combOf(few)!.fit);
  });

  test("says nothing where there is no time between", () => {
    expect(combOf(new Float64Array())).toBeUndefined();
    expect(combOf(new Float64Array(9))).toBeUndefined();
    expect(combOf(Float64Array.of(0, 0, 0, 60, 60, 60))?.period).toBe(60);
  });
});
