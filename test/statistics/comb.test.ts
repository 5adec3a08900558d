import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import type { Random } from "../../src/evaluation/random.js";
import { combOf } from "../../src/statistics/comb.js";
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
