import { describe, expect, test } from "vitest";
import { exponential } from "../../src/evaluation/distributions.js";
import type { Random } from "../../src/evaluation/random.js";
import { activityHistogram } from "../../src/scorers/activity-histogram.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";
import { draws, meanOver } from "../support/series.js";

const scoreOf = (intervals: Iterable<number>) =>
  scoreOfIntervals(activityHistogram, Array.from(intervals));

/** The mean dispersion of so many intervals. */
function dispersionOf(count: number, draw: (random: Random) => number): number {
  return meanOver(30, `dispersion ${count}`, (random) => {
    return scoreOf(draws(count, () => draw(random)))?.evidence.dispersion ?? Number.NaN;
  });
}

describe("activity-histogram", () => {
  test("gives a clock 1: each part has as many check-ins as the next", () => {
    // Many of these check-ins lie on the border of two parts; 1 / (6 · 19 s) is not exact.
    for (const seconds of [60, 19]) {
      for (const count of [24, 60, 66, 300, 1002]) {
        expect(scoreOf(new Array(count).fill(seconds))).toEqual({
          id: "activity-histogram",
          value: 1,
          evidence: { dispersion: 0, bins: count / 6, empty: 0 },
        });
      }
    }
  });

  test("is the variance of the parts' counts by their mean", () => {
    /** Check-ins in four parts of 600 s, and the one that ends the last. */
    const inParts = (...counts: number[]) => {
      const starts = counts.flatMap((count, part) =>
        Array.from({ length: count }, (_, i) => 600 * (part + i / count)),
      );
      return scoreOf([...starts.slice(1), 2400].map((time, i) => time - (starts[i] as number)));
    };
    const even = inParts(8, 6, 6, 4);
    expect(even?.evidence).toEqual({ dispersion: 8 / 3 / 6, bins: 4, empty: 0 });
    expect(even?.value).toBeCloseTo(1 - 8 / 18, 12);
    expect(inParts(12, 11, 1, 0)?.evidence).toEqual({ dispersion: 122 / 3 / 6, bins: 4, empty: 1 });
  });

  test("finds an index of dispersion of 1 in chance arrivals, whatever their rate", () => {
    for (const mean of [600, 7200]) {
      const found = dispersionOf(1200, (random) => exponential(random, mean));
      expect(Math.abs(found - 1)).toBeLessThan(0.06);
    }
  });

  test.each([
    [0.2, 0.02],
    [0.5, 0.07],
    [0.9, 0.25],
  ])("finds little of it in one-sided jitter of %f: %f", (jitter, expected) => {
    const found = dispersionOf(1200, (random) => 600 * (1 - jitter * random()));
    expect(found).toBeCloseTo(expected, 1);
    // Cox & Lewis: the squared coefficient of variation, and a little for parts that end between check-ins.
    const squared = jitter ** 2 / 12 / (1 - jitter / 2) ** 2;
    expect(found).toBeGreaterThan(squared);
    expect(found).toBeLessThan(squared + 0.035);
  });

  test("finds half of it in a gamma law of shape 2", () => {
    const gamma = (random: Random) => exponential(random, 600) + exponential(random, 600);
    expect(Math.abs(dispersionOf(1200, gamma) - 0.5)).toBeLessThan(0.06);
  });

  test("gives people, who come in waves, 0 and tells the empty parts", () => {
    const value = meanOver(40, "waves", (random) => {
      const waves = Array.from({ length: 10 }, () => [
        ...draws(20, () => 4 + exponential(random, 20)),
        3600,
      ]).flat();
      const score = scoreOf(waves);
      const { dispersion = 0, empty = 0, bins = 0 } = score?.evidence ?? {};
      expect(dispersion).toBeGreaterThan(2);
      expect(empty / bins).toBeGreaterThan(0.5);
      return score?.value ?? 1;
    });
    expect(value).toBe(0);
  });

  test("counts idle time, where interval scorers cut it out", () => {
    const clock = new Array<number>(60).fill(60);
    expect(scoreOf([...clock, 36_000, ...clock])?.value).toBe(0);
  });

  test("counts check-ins, not the connections of one", () => {
    const bursts = Array.from({ length: 60 }, () => [0.5, 0.5, 59]).flat();
    expect(scoreOf(bursts)).toEqual(scoreOf(new Array(60).fill(60)));
  });

  test("says nothing of check-ins all at once", () => {
    expect(scoreOf(new Array(40).fill(0))).toBeUndefined();
  });

  test("says nothing of fewer than four parts of six check-ins", () => {
    expect(scoreOf(new Array(23).fill(60))).toBeUndefined();
    expect(scoreOf(new Array(24).fill(60))?.evidence.bins).toBe(4);
    expect(scoreOf(new Array(29).fill(60))?.evidence.bins).toBe(4);
    expect(scoreOf(new Array(30).fill(60))?.evidence.bins).toBe(5);
  });

  test.each([
    [0, "Spread evenly over time: index of dispersion 0"],
    [0.4999, "Spread evenly over time: index of dispersion 0.5"],
    [0.5, "Spread over time as chance would: index of dispersion 0.5"],
    [1.04, "Spread over time as chance would: index of dispersion 1"],
    [2, "Comes in waves: index of dispersion 2"],
    [13.46, "Comes in waves: index of dispersion 13"],
  ])("explains itself: a dispersion of %f", (dispersion, sentence) => {
    expect(activityHistogram.explain?.({ dispersion, bins: 16, empty: 3 })).toBe(
      `${sentence} over 16 parts, 3 of them empty (a clock 0, chance arrivals 1).`,
    );
  });
});
