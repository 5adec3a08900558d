import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviationAt } from "../../../src/rita/scores/deviation.js";
import { nearestRankRegularity } from "../../../src/rita/scores/nearest-rank.js";
import { guardedSkewness } from "../../../src/rita/scores/skewness.js";
import { tukeyRegularity } from "../../../src/rita/scores/tukey.js";
import { bowleySkewness } from "../../../src/statistics/bowley.js";
import { ascending, RUNS } from "../../support/arrays.js";

const whole = fc.array(fc.nat(500), { minLength: 1, maxLength: 40 });

describe("deviationAt", () => {
  test("is what sorting the distances gives, at every rank and for a centre between values", () => {
    fc.assert(
      fc.property(whole, fc.nat(1000), (values, doubled) => {
        const sorted = ascending(values);
        const distances = ascending(values.map((value) => Math.abs(value - doubled / 2)));
        const ranks = distances.map((_, rank) => deviationAt(sorted, doubled / 2, rank));
        expect(ranks).toStrictEqual(distances);
      }),
      RUNS,
    );
  });
});

describe("guardedSkewness", () => {
  test("quartiles less than 10 apart are symmetric", () => {
    expect(guardedSkewness(60, 61, 69)).toBe(0);
    expect(guardedSkewness(60, 61, 70)).toBe(0.8);
  });

  test("so are those of which the median is one", () => {
    expect(guardedSkewness(60, 60, 600)).toBe(0);
    expect(guardedSkewness(60, 600, 600)).toBe(0);
  });

  test("is Bowley's skewness else", () => {
    const quartiles = fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500)).map((q) => [...ascending(q)]);
    fc.assert(
      fc.property(quartiles, ([q1 = 0, q2 = 0, q3 = 0]) => {
        fc.pre(q3 - q1 >= 10 && q1 < q2 && q2 < q3);
        expect(guardedSkewness(q1, q2, q3)).toBeCloseTo(bowleySkewness(q1, q2, q3), 12);
      }),
      RUNS,
    );
  });
});

describe("of an odd number of values", () => {
  const values = Uint32Array.of(10, 20, 30, 40, 100);

  test("v5 leaves the middle one out of both halves: quartiles 15 and 70", () => {
    expect(tukeyRegularity(values, 1).skew).toBe((15 + 70 - 60) / 55);
  });

  test("v4 takes the values at ranks 1, 2 and 3", () => {
    expect(nearestRankRegularity(values, 1).skew).toBe(0);
    expect(nearestRankRegularity(Uint32Array.of(10, 20, 30, 60, 100), 1).skew).toBe(
      (20 + 60 - 60) / 40,
    );
  });
});

describe("of an even number of values", () => {
  const values = Uint32Array.of(10, 12, 14, 30);

  test("v5 takes the mean of the middle two: median 13, distances 1, 1, 3, 17", () => {
    expect(tukeyRegularity(values, 1)).toMatchObject({ mad: 2, steadiness: 11 / 13 });
  });

  test("v4 takes the upper of them: median 14, distances 0, 2, 4, 16", () => {
    expect(nearestRankRegularity(values, 1)).toMatchObject({ mad: 4, steadiness: 1 - 4 / 14 });
  });
});

test("v5's steadiness is (median − mad) / median: 1 − mad / median would round the other way", () => {
  const { mad, symmetry, steadiness } = tukeyRegularity(Uint32Array.of(71, 72, 128, 129), 1);
  expect({ mad, symmetry, steadiness }).toStrictEqual({
    mad: 28.5,
    symmetry: 1,
    steadiness: 0.715,
  });
  expect(1 - 28.5 / 100).toBeGreaterThan(0.715);
});

test("a median below 1 has the steadiness it is given", () => {
  const halves = Uint32Array.of(0, 0, 1, 1);
  expect(tukeyRegularity(halves, 0).steadiness).toBe(0);
  expect(tukeyRegularity(halves, 1).steadiness).toBe(1);
  expect(nearestRankRegularity(Uint32Array.of(0, 0, 0), 0).steadiness).toBe(0);
});
