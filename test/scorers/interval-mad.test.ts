import fc from "fast-check";
import { median, medianAbsoluteDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../src/evaluation/index.js";
import { intervalMad } from "../../src/scorers/interval-mad.js";
import { exponential, oneSided, spread, twoSided } from "../support/intervals.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";

const scoreOf = (intervals: readonly number[]) => scoreOfIntervals(intervalMad, intervals);

describe("interval-mad", () => {
  test("gives a clock 1 and names its period", () => {
    expect(scoreOf(new Array(20).fill(60))).toEqual({
      id: "interval-mad",
      value: 1,
      evidence: { medianSeconds: 60, madSeconds: 0, ratio: 0 },
    });
  });

  test.each([
    [0.1, 0.026],
    [0.2, 0.056],
    [0.37, 0.114],
    [0.5, 0.167],
    [0.9, 0.409],
  ])("finds j / (4 − 2j) in one-sided jitter of %f: %f", (jitter, ratio) => {
    const score = scoreOf(spread(oneSided(60, jitter)));
    expect(score?.evidence.ratio).toBeCloseTo(jitter / (4 - 2 * jitter), 3);
    expect(score?.evidence.ratio).toBeCloseTo(ratio, 2);
    expect(score?.value).toBeCloseTo(1 - ratio / 0.694, 2);
  });

  test.each([0.1, 0.2, 0.5])("finds j / 2 in two-sided jitter of %f", (jitter) => {
    expect(scoreOf(spread(twoSided(300, jitter)))?.evidence.ratio).toBeCloseTo(jitter / 2, 3);
  });

  test("is 1 less MAD / median by what that is of waiting times without a schedule", () => {
    const chance = Math.asinh(0.5) / Math.LN2;
    expect(scoreOf([40, 50, 60, 70, 80])?.value).toBeCloseTo(1 - 1 / 6 / chance, 12);
  });

  test("gives chance arrivals 0: their ratio is 0.694", () => {
    const score = scoreOf(spread(exponential(60)));
    expect(score?.evidence.ratio).toBeCloseTo(0.694, 3);
    expect(score?.value).toBeCloseTo(0, 2);
  });

  test("does not mind a third of the check-ins being missed", () => {
    const missed = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 120 : 60));
    expect(scoreOf(missed)?.value).toBe(1);
  });

  test.each([0.1, 0.25, 0.4, 0.47])("does not mind a share of %f lost by chance", (lost) => {
    const random = randomFrom(`lost ${lost}`);
    const kept = Array.from({ length: 5000 }, (_, i) => i * 60).filter(() => random() >= lost);
    expect(Math.abs(kept.length / 5000 - (1 - lost))).toBeLessThan(0.02);
    expect(scoreOf(kept.slice(1).map((time, i) => time - (kept[i] as number)))?.value).toBe(1);
  });

  test("minds once most intervals are longer than the sleep", () => {
    const longer = (count: number) =>
      Array.from({ length: 101 }, (_, i) => (i < count ? 120 + i : 60));
    expect(scoreOf(longer(50))?.value).toBe(1);
    expect(scoreOf(longer(60))?.value).toBeLessThan(1);
  });

  test("gives a seeded Poisson process next to nothing, whatever its rate", () => {
    for (const mean of [1, 60, 3600]) {
      const random = randomFrom(`poisson ${mean}`);
      const waits = Array.from({ length: 5000 }, () => exponential(mean)(random()));
      expect(scoreOf(waits)?.value).toBeLessThan(0.05);
    }
  });

  test("says nothing of fewer than four intervals", () => {
    expect(scoreOf([60, 60, 60])).toBeUndefined();
    expect(scoreOf([60, 60, 60, 60])?.value).toBe(1);
  });

  test("gives 0 to what is wider than chance, and to bursts", () => {
    expect(scoreOf([1, 1, 1, 900, 900, 1800])?.value).toBe(0);
    expect(scoreOf([0, 0, 0, 60, 60])?.value).toBe(0);
    expect(scoreOf([0, 0, 0, 0])?.value).toBe(0);
  });

  test("measures what simple-statistics measures", () => {
    const intervals = fc.array(fc.integer({ min: 0, max: 100_000 }), {
      minLength: 4,
      maxLength: 80,
    });
    fc.assert(
      fc.property(intervals, (seconds) => {
        const evidence = scoreOf(seconds)?.evidence;
        expect(evidence?.medianSeconds).toBe(median(seconds));
        expect(evidence?.madSeconds).toBe(medianAbsoluteDeviation(seconds));
      }),
      { seed: 1 },
    );
  });

  test("explains itself in the units of an analyst", () => {
    expect(intervalMad.explain?.({ medianSeconds: 5400, madSeconds: 615.6, ratio: 0.114 })).toBe(
      "Every 90 min, give or take 10.3 min (11 %; chance arrivals: 69 %).",
    );
    expect(intervalMad.explain?.({ medianSeconds: 60, madSeconds: 29.94, ratio: 0.499 })).toBe(
      "Every 60 s, give or take 29.9 s (50 %; chance arrivals: 69 %).",
    );
    expect(intervalMad.explain?.({ medianSeconds: 60, madSeconds: 30, ratio: 0.5 })).toBe(
      "No steady interval: the median is 60 s, and half of the intervals are off by more than 30 s (50 %; chance arrivals: 69 %).",
    );
    expect(intervalMad.explain?.({ medianSeconds: 0, madSeconds: 0, ratio: 1 })).toBe(
      "At least half of the intervals are 0 s long: bursts.",
    );
  });
});
