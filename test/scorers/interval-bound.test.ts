import { describe, expect, test } from "vitest";
import { exponential } from "../../src/evaluation/distributions.js";
import type { Random } from "../../src/evaluation/random.js";
import { boundValue, intervalBound } from "../../src/scorers/interval-bound.js";
import { exponential as exponentialAt, oneSided, spread, twoSided } from "../support/intervals.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";
import { draws, meanOver } from "../support/series.js";

const scoreOf = (intervals: Iterable<number>) =>
  scoreOfIntervals(intervalBound, Array.from(intervals));

/** The value when none of so many intervals is beyond: Wilson's upper end for 0 of n is z² / (n + z²). */
const noneOf = (n: number) =>
  1 - 1.6448536269514722 ** 2 / (n + 1.6448536269514722 ** 2) / 2 ** -2.25;

describe("interval-bound", () => {
  test("gives a clock what so many intervals can prove", () => {
    expect(scoreOf(new Array(50).fill(60))).toEqual({
      id: "interval-bound",
      value: boundValue(0, 50),
      evidence: { beyond: 0, intervals: 50, limitSeconds: 135, medianSeconds: 60 },
    });
  });

  test.each([
    [15, 0.27],
    [50, 0.76],
    [300, 0.96],
  ])("proves little by a few intervals: none beyond in %i gives %f", (count, value) => {
    expect(boundValue(0, count)).toBeCloseTo(noneOf(count), 12);
    expect(boundValue(0, count)).toBeCloseTo(value, 2);
  });

  test("falls with each interval beyond the bound, to 0 at chance's share of 21 %", () => {
    const values = [0, 5, 10, 15, 21, 60, 100].map((beyond) => boundValue(beyond, 100));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.slice(0, 3).every((value) => value > 0)).toBe(true);
    expect(values.slice(4)).toEqual([0, 0, 0]);
  });

  test.each([
    ["one-sided 0.5", oneSided(600, 0.5)],
    ["one-sided 1", oneSided(600, 1)],
    ["two-sided 0.5", twoSided(600, 0.5)],
    ["two-sided 1", twoSided(600, 1)],
  ])("finds no interval of jitter %s beyond twice the median and a quarter", (_, quantile) => {
    const score = scoreOf(spread(quantile, 500));
    expect(score?.evidence.beyond).toBe(0);
    expect(score?.value).toBeCloseTo(noneOf(score?.evidence.intervals ?? 0), 12);
  });

  test("finds 21 % of chance arrivals beyond it, and 11 % of a gamma law of shape 2", () => {
    const share = (wait: (random: Random) => number) =>
      meanOver(30, "beyond", (random) => {
        // Of means so short that no silence is idle time, so long that none is within a check-in.
        const { beyond = 0, intervals = 1 } =
          scoreOf(draws(1000, () => wait(random)))?.evidence ?? {};
        return beyond / intervals;
      });
    expect(share((random) => 0.2 + exponential(random, 200))).toBeCloseTo(2 ** -2.25, 2);
    const gamma = (random: Random) => exponential(random, 100) + exponential(random, 100);
    expect(share(gamma)).toBeCloseTo(0.109, 2);
  });

  test("gives 0 to waits without a schedule, spread as evenly as can be", () => {
    expect(scoreOf(spread(exponentialAt(60)))?.value).toBe(0);
  });

  test("gives a seeded Poisson process next to nothing", () => {
    for (const count of [12, 60, 300]) {
      const value = meanOver(200, `poisson ${count}`, (random) => {
        return scoreOf(draws(count, () => exponential(random, 600)))?.value ?? 0;
      });
      expect(value).toBeLessThan(0.02);
    }
  });

  test("tells jitter of 100 % from chance, where little else does", () => {
    const value = meanOver(30, "full", (random) => {
      return scoreOf(draws(100, () => 600 * (1 - random())))?.value ?? 0;
    });
    expect(value).toBeGreaterThan(0.8);
  });

  test("does not count an interval on the bound itself", () => {
    const intervals = [...new Array(19).fill(100), 225];
    expect(scoreOf(intervals)?.evidence.beyond).toBe(0);
    expect(scoreOf([...intervals, 225.001])?.evidence.beyond).toBe(1);
  });

  test("looks at check-ins, not at the connections of one", () => {
    const bursts = Array.from({ length: 20 }, () => [0.5, 0.5, 59]).flat();
    expect(scoreOf(bursts)?.evidence).toEqual({
      beyond: 0,
      intervals: 20,
      limitSeconds: 135,
      medianSeconds: 60,
    });
  });

  test("says nothing of fewer than ten intervals", () => {
    expect(scoreOf(new Array(9).fill(60))).toBeUndefined();
    expect(scoreOf(new Array(10).fill(60))?.value).toBe(boundValue(0, 10));
  });

  test("says nothing when the median interval is 0", () => {
    expect(scoreOf(new Array(40).fill(0))).toBeUndefined();
  });

  test("gives ten intervals too little to prove anything: the value is 0, not undefined", () => {
    expect(boundValue(0, 10)).toBe(0);
    expect(boundValue(0, 11)).toBeGreaterThan(0);
  });

  test.each([
    [
      0,
      50,
      "None of 50 intervals is longer than 2.25 min, 2.25 times the median (chance arrivals: about 11).",
    ],
    [
      1,
      50,
      "1 of 50 intervals is longer than 2.25 min, 2.25 times the median (chance arrivals: about 11).",
    ],
    [
      7,
      12,
      "7 of 12 intervals are longer than 2.25 min, 2.25 times the median (chance arrivals: about 3).",
    ],
  ])("explains itself: %i of %i", (beyond, intervals, sentence) => {
    const evidence = { beyond, intervals, limitSeconds: 135, medianSeconds: 60 };
    expect(intervalBound.explain?.(evidence)).toBe(sentence);
  });
});
