import { describe, expect, test } from "vitest";
import { exponential, lognormal } from "../../src/evaluation/distributions.js";
import type { Random } from "../../src/evaluation/random.js";
import { intervalVariation } from "../../src/scorers/interval-variation.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";
import { draws, meanOver } from "../support/series.js";

const scoreOf = (intervals: Iterable<number>) =>
  scoreOfIntervals(intervalVariation, Array.from(intervals));

/** The mean of a number of the evidence over runs of so many intervals. */
function meanOf(name: string, count: number, draw: (random: Random) => number): number {
  return meanOver(20, name, (random) => {
    const evidence = scoreOf(draws(count, () => draw(random)))?.evidence ?? {};
    return evidence[name] as number;
  });
}

/** 3 · E((x − y) / (x + y))² of x, y uniform in [1 − j, 1], by the midpoint rule. */
function expectedVariation(jitter: number, steps = 400): number {
  const at = (i: number) => 1 - jitter + (jitter * (i + 0.5)) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    for (let k = 0; k < steps; k++) sum += ((at(i) - at(k)) / (at(i) + at(k))) ** 2;
  }
  return (3 * sum) / steps ** 2;
}

/** What chance may add to the local variation of so many intervals. */
const margin = (intervals: number) => (1.64 * 1.08) / Math.sqrt(intervals - 1);

describe("interval-variation", () => {
  test("gives a clock 1, less what chance may have added", () => {
    const score = scoreOf(new Array(65).fill(60));
    expect(score?.value).toBeCloseTo(1 - (1.64 * 1.08) / 8, 12);
    expect(score).toEqual({
      id: "interval-variation",
      value: score?.value,
      evidence: { localVariation: 0, intervals: 65, lower: score?.value },
    });
  });

  test.each([
    [0.2, 0.006],
    [0.5, 0.057],
    [0.9, 0.4],
    [1, 0.68],
  ])("finds the local variation of one-sided jitter of %f: %f", (jitter, rounded) => {
    const expected = expectedVariation(jitter);
    expect(Math.abs(expected - rounded)).toBeLessThan(0.005);
    const found = meanOf("localVariation", 1000, (random) => 600 * (1 - jitter * random()));
    expect(Math.abs(found - expected)).toBeLessThan(0.02 * expected + 0.0005);
  });

  test.each([2, 3, 5])("finds 3 / (2κ + 1) in gamma waits of shape %i", (shape) => {
    const wait = (random: Random) =>
      draws(shape, () => exponential(random, 600)).reduce((sum, part) => sum + part, 0);
    const found = meanOf("localVariation", 1000, wait);
    expect(Math.abs(found - 3 / (2 * shape + 1))).toBeLessThan(0.02);
  });

  test("gives one Poisson process in ten more than 0 at most, and that little", () => {
    for (const count of [20, 60, 200]) {
      let above = 0;
      const value = meanOver(200, `poisson ${count}`, (random) => {
        const one = scoreOf(draws(count, () => exponential(random, 600)))?.value ?? 0;
        above += one > 0 ? 1 : 0;
        return one;
      });
      expect(value).toBeLessThan(0.02);
      expect(above / 200).toBeLessThan(0.13);
    }
  });

  test("gives more of them something where there are many intervals, but next to nothing", () => {
    let above = 0;
    const value = meanOver(15, "long", (random) => {
      const one = scoreOf(draws(3000, () => exponential(random, 600)))?.value ?? 0;
      above += one > 0 ? 1 : 0;
      return one;
    });
    expect(value).toBeLessThan(0.01);
    expect(above / 15).toBeLessThan(0.5);
  });

  test("does not take a rate that changes in the course of a day for regularity", () => {
    const value = meanOver(60, "waves", (random) => {
      const waits = draws(300, () => 0).map((_, i) =>
        exponential(random, 300 * 10 ** Math.sin((2 * Math.PI * i) / 100)),
      );
      return scoreOf(waits)?.value ?? 0;
    });
    expect(value).toBeLessThan(0.02);
  });

  test("gives 0, not less, to what is more irregular than chance", () => {
    const score = meanOver(20, "bursts", (random) => {
      const one = scoreOf(draws(100, () => lognormal(random, 600, 2)));
      expect(one?.evidence.lower).toBeLessThan(0);
      return one?.value ?? 1;
    });
    expect(score).toBe(0);
  });

  test("sees the clock behind check-ins of several connections", () => {
    const bursts = Array.from({ length: 40 }, () => [0.2, 0.3, 0.2, 899.3]).flat();
    const score = scoreOf(bursts);
    // The last burst ends with its silence: 41 check-ins.
    expect(score?.evidence.intervals).toBe(40);
    expect(score?.evidence.localVariation).toBeCloseTo(0, 12);
    expect(score?.value).toBeCloseTo(1 - margin(40), 12);
  });

  test("takes the session gap off intervals between check-ins, which cannot be shorter", () => {
    // 20 s and 40 s in turn, one check-in of two connections; of so few intervals the gap is 3 s.
    const score = scoreOf([20, 40, 20, 40, 20, 1, 39]);
    expect(score?.evidence.intervals).toBe(6);
    expect(score?.evidence.localVariation).toBeCloseTo(3 * (20 / (17 + 37)) ** 2, 12);
  });

  test("takes the connections where they are more regular than the check-ins", () => {
    // Trains of twenty connections, two seconds apart, with pauses of any length between.
    const trains = [40, 900, 100, 1300, 60, 700, 50, 1100, 200, 40].flatMap((pause) => [
      ...new Array<number>(19).fill(2),
      pause,
    ]);
    const score = scoreOf(trains);
    expect(score?.evidence.intervals).toBe(200);
    expect(score?.evidence.localVariation).toBeCloseTo(0.28, 1);
    expect(score?.value).toBeGreaterThan(0.5);
  });

  test("takes the connections, however irregular, where there are too few check-ins", () => {
    const score = scoreOf([0.1, 900, 0.1, 900, 0.1, 900, 900]);
    expect(score?.value).toBe(0);
    expect(score?.evidence.intervals).toBe(7);
    expect(score?.evidence.lower).toBeLessThan(-1);
  });

  test("says nothing of fewer than five intervals", () => {
    expect(scoreOf([60, 60, 60, 60])).toBeUndefined();
    expect(scoreOf([60, 60, 60, 60, 60])?.value).toBeCloseTo(1 - margin(5), 12);
    expect(scoreOf([60, 60, 60, 60, 60])?.value).toBeGreaterThan(0.1);
  });

  test.each([
    [0.9, "Each interval is much like the one before"],
    [0.500001, "Each interval is much like the one before"],
    [0.5, "Intervals are more alike than chance would make them"],
    [0.100001, "Intervals are more alike than chance would make them"],
    [0.1, "Intervals are no more alike than chance would make them"],
    [-0.7, "Intervals are no more alike than chance would make them"],
  ])("explains itself: at least %f regular", (lower, sentence) => {
    expect(intervalVariation.explain?.({ localVariation: 0.0572, intervals: 59, lower })).toBe(
      `${sentence}: local variation 0.057 over 59 intervals (a clock 0, chance arrivals 1).`,
    );
  });
});
