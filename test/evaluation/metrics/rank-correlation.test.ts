import fc from "fast-check";
import { sampleRankCorrelation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import {
  overlapAt,
  rankCorrelation,
  ranksOf,
} from "../../../src/evaluation/metrics/rank-correlation.js";

const lists = fc
  .integer({ min: 3, max: 25 })
  .chain((length) =>
    fc.tuple(
      ...([0, 1] as const).map(() =>
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }),
      ),
    ),
  ) as fc.Arbitrary<[number[], number[]]>;

describe("ranks", () => {
  test("are one more than how many are above, and half of those that tie", () => {
    fc.assert(
      fc.property(lists, ([values]) => {
        const brute = values.map((value) => {
          const above = values.filter((other) => other > value).length;
          const ties = values.filter((other) => other === value).length;
          return above + (ties + 1) / 2;
        });
        expect(ranksOf(values)).toEqual(brute);
      }),
    );
  });
});

describe("rank correlation", () => {
  test("is that of simple-statistics where nothing ties", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 3, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 20, maxLength: 20 }),
        (a, noise) => {
          const b = a.map((value, i) => value / 2 + (noise[i] as number) * 1000 + i / 100);
          if (new Set(b).size < b.length) return;
          expect(rankCorrelation(a, b)).toBeCloseTo(sampleRankCorrelation(a, b), 10);
        },
      ),
    );
  });

  test("is 1 of a list with itself, -1 with its mirror, the same both ways, and nothing where all tie", () => {
    fc.assert(
      fc.property(lists, ([a, b]) => {
        if (new Set(a).size < 2) {
          expect(rankCorrelation(a, b)).toBeNaN();
          return;
        }
        expect(rankCorrelation(a, a)).toBeCloseTo(1, 12);
        const mirror = a.map((value) => -value);
        expect(rankCorrelation(a, mirror)).toBeCloseTo(-1, 12);
        expect(rankCorrelation(a, b)).toEqual(rankCorrelation(b, a));
      }),
    );
  });

  test("with ties is Pearson's of the mean ranks", () => {
    // The ranks are 5 3.5 3.5 2 1 and 4 5 2.5 2.5 1: a covariance of 7.25 over a variance of 9.5.
    expect(rankCorrelation([1, 2, 2, 3, 4], [2, 1, 3, 3, 5])).toBeCloseTo(0.7631579, 6);
  });
});

describe("the overlap of two lists", () => {
  test("is how many of the first are first in both", () => {
    expect(overlapAt(["a", "b", "c"], ["c", "b", "a"], 1)).toBe(0);
    expect(overlapAt(["a", "b", "c"], ["c", "b", "a"], 2)).toBe(1);
    expect(overlapAt(["a", "b", "c"], ["c", "b", "a"], 50)).toBe(3);
  });
});
