import { describe, expect, test } from "vitest";
import { exponential } from "../../src/evaluation/distributions.js";
import { comb } from "../../src/scorers/comb.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";
import { draws, meanOver, timesOf } from "../support/series.js";

const scoreOf = (intervals: Iterable<number>) => scoreOfIntervals(comb, Array.from(intervals));

/** 1 − 4 · E|I / P − 1| of I uniform in [a, b] at the best period, P² = (a² + b²) / 2. */
function expectedFit(low: number, high: number): number {
  const period = Math.sqrt((low * low + high * high) / 2);
  return 1 - (4 * (2 * period - low - high)) / (high - low);
}

/** Intervals between the check-ins that are left of a clock when a share goes elsewhere. */
function thinned(random: () => number, count: number, lost: number, jitter = 0): number[] {
  const gaps: number[] = [];
  let gap = 0;
  for (let i = 0; i < count; i++) {
    gap += 60 * (1 - jitter * random());
    if (random() < lost) continue;
    gaps.push(gap);
    gap = 0;
  }
  return gaps;
}

describe("comb", () => {
  test("gives a clock 1, its period in seconds, and only single intervals", () => {
    expect(scoreOf(new Array(20).fill(60))).toEqual({
      id: "comb",
      value: 1,
      evidence: { periodSeconds: 60, fit: 1, single: 1 },
    });
  });

  test.each([
    [0.1, 0.89],
    [0.2, 0.78],
    [0.4, 0.51],
  ])("leaves of one-sided jitter of %f what the best period leaves: %f", (jitter, rounded) => {
    const expected = expectedFit(1 - jitter, 1);
    expect(expected).toBeCloseTo(rounded, 2);
    const found = meanOver(20, `comb ${jitter}`, (random) => {
      return scoreOf(draws(1000, () => 60 * (1 - jitter * random())))?.value ?? 0;
    });
    expect(Math.abs(found - expected)).toBeLessThan(0.01);
  });

  test.each([0.3, 0.5])("sees the period when a share of %f of a clock is missing", (lost) => {
    const single = meanOver(20, `lost ${lost}`, (random) => {
      const { value = 0, evidence = {} } = scoreOf(thinned(random, 400, lost)) ?? {};
      expect(evidence.periodSeconds).toBe(60);
      expect(value).toBeGreaterThan(0.85);
      return evidence.single ?? 0;
    });
    // The next check-in is there with the chance that any is.
    expect(Math.abs(single - (1 - lost))).toBeLessThan(0.03);
  });

  test("sees it through jitter of a tenth, too, when a third is missing", () => {
    const value = meanOver(20, "lost and jittered", (random) => {
      const { evidence = {}, value = 0 } = scoreOf(thinned(random, 400, 1 / 3, 0.1)) ?? {};
      expect(Math.abs((evidence.periodSeconds ?? 0) - 57)).toBeLessThan(3);
      return value;
    });
    expect(value).toBeGreaterThan(0.6);
  });

  test("gives chance arrivals nothing, and never less than 0", () => {
    let below = 0;
    const value = meanOver(100, "chance", (random) => {
      const { value = -1, evidence = {} } =
        scoreOf(draws(100, () => exponential(random, 600))) ?? {};
      const { fit = 1 } = evidence;
      expect(fit).toBeLessThan(0.15);
      expect(value).toBe(Math.max(0, fit));
      below += fit < 0 ? 1 : 0;
      return value;
    });
    expect(value).toBeLessThan(0.005);
    expect(below).toBeGreaterThan(50);
  });

  test("does not take the tick of coarse time stamps for a period", () => {
    const cut = meanOver(50, "cut", (random) => {
      const times = timesOf(draws(200, () => exponential(random, 4))).map(Math.floor);
      return scoreOf(times.subarray(1).map((time, i) => time - times[i]!))?.value ?? 1;
    });
    expect(cut).toBeLessThan(0.05);
    const kept = meanOver(50, "kept", (random) => {
      const gaps = thinned(random, 200, 0.4).map((gap) => gap / 12);
      const score = scoreOf(gaps);
      expect(score?.evidence.periodSeconds).toBe(5);
      return score?.value ?? 0;
    });
    expect(kept).toBeGreaterThan(0.8);
  });

  test("takes connections of one check-in as one", () => {
    const bursts = Array.from({ length: 20 }, () => [0.5, 0.5, 59]).flat();
    expect(scoreOf(bursts)?.evidence).toMatchObject({ periodSeconds: 60, fit: 1, single: 1 });
  });

  test("does not mind idle time", () => {
    const clock = new Array<number>(20).fill(60);
    expect(scoreOf([...clock, 50_017, ...clock])?.evidence).toMatchObject({ fit: 1, single: 1 });
  });

  test("says nothing of fewer than five intervals, or of none above 0", () => {
    expect(scoreOf([60, 60, 60, 60])).toBeUndefined();
    expect(scoreOf([60, 60, 60, 60, 60])?.value).toBe(1);
    expect(scoreOf([0, 0, 0, 0, 0, 0])).toBeUndefined();
  });

  test.each([
    [1, 1, "Nearly all intervals are one period of 5 min (comb fit 100 %)."],
    [0.5, 0.901, "Nearly all intervals are one period of 5 min (comb fit 50 %)."],
    [
      0.93,
      0.9,
      "Intervals are whole multiples of 5 min (comb fit 93 %), 90 % of them one period: check-ins are missing or go elsewhere.",
    ],
    [0.499, 1, "Intervals come near whole multiples of 5 min (comb fit 50 %)."],
    [0.2, 1, "Intervals come near whole multiples of 5 min (comb fit 20 %)."],
    [0.199, 1, "No period of which the intervals are multiples: 5 min fits best, to 20 %."],
    [-0.2, 0.3, "No period of which the intervals are multiples: 5 min fits best, to 0 %."],
  ])("explains itself: fit %f, single %f", (fit, single, sentence) => {
    expect(comb.explain?.({ periodSeconds: 300, fit, single })).toBe(sentence);
  });
});
