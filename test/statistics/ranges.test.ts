import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { halfSampleMode } from "../../src/statistics/half-sample-mode.js";
import { uniformRange } from "../../src/statistics/uniform-range.js";
import { upperShare } from "../../src/statistics/upper-share.js";
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
});

describe("halfSampleMode", () => {
  test("finds a fixed sleep under delays that only add, where median and mean do not", () => {
    const mean = meanOver(200, "mode", (random) => {
      const late = draws(200, () => 10 + exponential(random, 0.2)).sort();
      return halfSampleMode(late);
    });
    expect(mean).toBeGreaterThan(9.99);
    expect(mean).toBeLessThan(10.06);
  });

  test.each([
    [[7], 7],
    [[1, 3], 2],
    [[1, 5, 5.1, 9], 5.05],
    [[5, 5, 5, 5, 80], 5],
    [[1, 2, 3], 1.5],
  ])("of %j is %f", (values, mode) => {
    expect(halfSampleMode(Float64Array.from(values))).toBeCloseTo(mode, 12);
  });

  test("of nothing is not a number", () => {
    expect(halfSampleMode(new Float64Array())).toBeNaN();
  });

  test("lies among the values", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (values) => {
        const mode = halfSampleMode(Float64Array.from(values).sort());
        expect(mode >= Math.min(...values) && mode <= Math.max(...values)).toBe(true);
      }),
      { seed: 10 },
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
