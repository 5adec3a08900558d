import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { quantileSorted } from "../../src/statistics/quantile.js";
import { uniformRange } from "../../src/statistics/uniform-range.js";
import { upperShare } from "../../src/statistics/upper-share.js";
import { ascending, RUNS } from "../support/arrays.js";
import { draws, meanOver } from "../support/series.js";

describe("upperShare", () => {
  test("is the share at which so few would come up once in 20 times, by the score test", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const count = Math.floor(part * n);
          const share = upperShare(count, n);
          expect(share).toBeGreaterThan(count / n - 1e-12);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
          // Wilson's bound solves |p̂ − p| = z √(p (1 − p) / n).
          const distance = share - count / n;
          if (share < 1 - 1e-9) {
            expect(distance).toBeCloseTo(
              1.6448536269514722 * Math.sqrt((share * (1 - share)) / n),
              9,
            );
          }
        },
      ),
      { seed: 9 },
    );
  });

  test("of none is z² / (n + z²), of all 1", () => {
    const square = 1.6448536269514722 ** 2;
    for (const n of [1, 10, 50, 1000]) {
      expect(upperShare(0, n)).toBeCloseTo(square / (n + square), 12);
      expect(upperShare(n, n)).toBeCloseTo(1, 12);
    }
  });

  test("is what bisection of the score test finds", () => {
    for (const [count, total] of [
      [1, 10],
      [5, 10],
      [3, 200],
      [150, 200],
    ] as const) {
      const score = (p: number) => (p - count / total) / Math.sqrt((p * (1 - p)) / total);
      let [low, high] = [count / total, 1];
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2;
        if (score(middle) < 1.6448536269514722) low = middle;
        else high = middle;
      }
      expect(upperShare(count, total)).toBeCloseTo(low, 12);
    }
  });

  test("rises with the count and falls with the total", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), (total, seed) => {
        const count = seed % total;
        expect(upperShare(count + 1, total)).toBeGreaterThan(upperShare(count, total));
        expect(upperShare(count, total + 1)).toBeLessThan(upperShare(count, total));
      }),
      RUNS,
    );
  });
});

describe("uniformRange", () => {
  test("is unbiased: the ends of the law on average", () => {
    const ends = (end: "low" | "high") =>
      meanOver(
        400,
        "range",
        (random) => uniformRange(draws(60, () => uniform(random, 48, 60)).sort())[end],
      );
    expect(ends("low")).toBeCloseTo(48, 1);
    expect(ends("high")).toBeCloseTo(60, 1);
  });

  test("is the definition, written down again", () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: 0, max: 1000, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 3, maxLength: 120 }), (given) => {
        const sorted = ascending(given);
        const n = sorted.length;
        const spread = quantileSorted(sorted, 0.95) - quantileSorted(sorted, 0.05);
        const wide = ((3 * Math.log(n)) / n) * (spread / 0.9);
        const most = Math.floor(n / 20);
        const isWide = (i: number) => sorted[i + 1]! - sorted[i]! > wide;
        const lowest = Math.max(
          -1,
          ...Array.from({ length: most }, (_, i) => i).filter((i) => isWide(i)),
        );
        const highest = Math.min(
          n,
          ...Array.from({ length: most }, (_, i) => n - 1 - i).filter((i) => isWide(i - 1)),
        );
        const kept = [...sorted].slice(lowest + 1, highest);
        const gap = (kept.at(-1)! - kept[0]!) / (kept.length - 1);
        const { low, high, distance } = uniformRange(sorted);
        expect(low).toBeCloseTo(Math.max(0, kept[0]! - gap), 9);
        expect(high).toBeCloseTo(kept.at(-1)! + gap, 9);
        const steps = kept.flatMap((one, i) => {
          const expected = high > low ? (one - low) / (high - low) : 0.5;
          return [i, i + 1].map((k) => Math.abs(k / kept.length - expected));
        });
        expect(distance).toBeCloseTo(Math.max(...steps) * Math.sqrt(kept.length), 9);
      }),
      { ...RUNS, numRuns: 600 },
    );
  });

  test("of one value many times is that value, half a step of the distribution away from everything", () => {
    const { low, high, distance } = uniformRange(new Float64Array(25).fill(60));
    expect([low, high, distance]).toEqual([60, 60, 0.5 * 5]);
  });

  test("leaves a value out beyond three times the widest gap that is expected: 3 · ln n · range / n", () => {
    // 41 values, of which nine tenths span 36: 3 · ln 41 · 40 / 41 = 10.87.
    const highWith = (gap: number) =>
      uniformRange(Float64Array.from({ length: 41 }, (_, i) => (i < 40 ? 100 + i : 139 + gap)))
        .high;
    expect(highWith(10.8)).toBeGreaterThan(149);
    expect(highWith(10.9)).toBeCloseTo(140, 9);
  });

  test("does not begin below 0", () => {
    expect(uniformRange(Float64Array.of(0, 10, 20)).low).toBe(0);
    expect(uniformRange(Float64Array.of(10, 20, 30))).toMatchObject({ low: 0, high: 40 });
  });

  test("leaves out a few that lie far off, and not more", () => {
    const random = randomFrom("outliers");
    const values = [...draws(100, () => uniform(random, 48, 60)), 1, 180, 240].sort(
      (a, b) => a - b,
    );
    const { low, high } = uniformRange(Float64Array.from(values));
    expect(low).toBeGreaterThan(46);
    expect(high).toBeLessThan(62);
    const many = [...values.slice(1, 101), ...new Array(20).fill(300)].sort((a, b) => a - b);
    expect(uniformRange(Float64Array.from(many)).high).toBeGreaterThan(290);
  });

  test("measures how far from uniform the values are (Kolmogorov)", () => {
    const beyond = (draw: (random: () => number) => number) =>
      meanOver(300, "ks", (random) => {
        const { distance } = uniformRange(draws(100, () => draw(random)).sort());
        return distance > 1.36 ? 1 : 0;
      });
    expect(beyond((random) => uniform(random, 10, 20))).toBeLessThan(0.06);
    expect(beyond((random) => exponential(random, 10))).toBeGreaterThan(0.95);
  });
});
