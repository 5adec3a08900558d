import fc from "fast-check";
import { quantile } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { intervalSkew } from "../../src/scorers/interval-skew.js";
import { exponential, oneSided, spread, twoSided } from "../support/intervals.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";

const scoreOf = (intervals: readonly number[]) => scoreOfIntervals(intervalSkew, intervals);

describe("interval-skew", () => {
  test("gives a clock 1", () => {
    expect(scoreOf(new Array(20).fill(60))).toEqual({
      id: "interval-skew",
      value: 1,
      evidence: { q1: 60, q2: 60, q3: 60, skew: 0 },
    });
  });

  test.each([
    ["one-sided", oneSided(60, 0.37)],
    ["two-sided", twoSided(60, 0.5)],
  ])("gives %s jitter 1: it is symmetric", (_, quantiles) => {
    expect(scoreOf(spread(quantiles))?.value).toBeCloseTo(1, 6);
  });

  test("finds the skew of chance arrivals, 0.262", () => {
    const score = scoreOf(spread(exponential(60)));
    expect(score?.evidence.skew).toBeCloseTo(0.262, 3);
    expect(score?.value).toBeCloseTo(0.738, 3);
  });

  test("minds the side no more than the other: a tail to the left costs as much as one to the right", () => {
    const right = [10, 10, 11, 12, 13, 30, 40, 50, 60];
    const left = right.map((seconds) => 70 - seconds);
    expect(scoreOf(left)?.value).toBeCloseTo(scoreOf(right)?.value as number, 12);
    expect(scoreOf(left)?.evidence.skew).toBeCloseTo(
      -(scoreOf(right)?.evidence.skew as number),
      12,
    );
  });

  test("gives bursts 0, although zeros lie evenly about zero", () => {
    expect(scoreOf([0, 0, 0, 0, 0, 0, 0])?.value).toBe(0);
    expect(scoreOf([0, 0, 0, 0, 600, 600, 600])?.value).toBe(0);
  });

  test("says nothing of fewer than seven intervals", () => {
    expect(scoreOf(new Array(6).fill(60))).toBeUndefined();
    expect(scoreOf(new Array(7).fill(60))?.value).toBe(1);
  });

  test("takes the quartiles that simple-statistics takes, and Bowley's formula of them", () => {
    const intervals = fc.array(fc.integer({ min: 1, max: 100_000 }), {
      minLength: 7,
      maxLength: 80,
    });
    fc.assert(
      fc.property(intervals, (seconds) => {
        const { q1 = 0, q2 = 0, q3 = 0, skew } = scoreOf(seconds)?.evidence ?? {};
        // R-7, where simple-statistics follows another of R's types.
        const at = (p: number) => interpolated(seconds, p);
        expect([q1, q2, q3]).toEqual([at(0.25), at(0.5), at(0.75)]);
        expect(q2).toBe(quantile(seconds, 0.5));
        expect(skew).toBeCloseTo(q3 === q1 ? 0 : (q1 + q3 - 2 * q2) / (q3 - q1), 10);
      }),
      { seed: 1 },
    );
  });

  test("explains itself", () => {
    expect(intervalSkew.explain?.({ q1: 50, q2: 60, q3: 70, skew: 0 })).toBe(
      "Intervals lie evenly about their median of 60 s (middle half 50 s – 70 s, skew 0).",
    );
    expect(intervalSkew.explain?.({ q1: 50, q2: 60, q3: 90, skew: 0.5 })).toBe(
      "Intervals lean to one side about their median of 60 s (middle half 50 s – 90 s, skew 0.5).",
    );
    const about = (skew: number) => intervalSkew.explain?.({ q1: 50, q2: 60, q3: 90, skew });
    expect(about(0.099)).toMatch(/^Intervals lie evenly about .*, skew 0.099\).$/);
    for (const skew of [0.1, -0.1]) expect(about(skew)).toMatch(/^Intervals lean to one side /);
    expect(intervalSkew.explain?.({ q1: 0, q2: 0, q3: 90, skew: 1 })).toBe(
      "With a median interval of 0 s the symmetry of the intervals says nothing.",
    );
  });
});

/** Hyndman and Fan's type 7, from its definition: quarters of whole numbers are exact. */
function interpolated(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const low = sorted[Math.floor(position)] as number;
  const high = sorted[Math.ceil(position)] as number;
  return low + (position % 1) * (high - low);
}
