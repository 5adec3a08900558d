import { describe, expect, test } from "vitest";
import { randomFrom } from "../../../src/evaluation/random.js";
import { roundMean } from "../../../src/qradar/rescore/round-mean.js";
import {
  chanceOfNear,
  nearestSetting,
  ROUND_SETTINGS,
} from "../../../src/qradar/rescore/round-settings.js";
import type { JudgedRow } from "../../../src/qradar/rescore/sign.js";

const scoreOf = (mean: number, meanError = 0, rows = 1) =>
  roundMean({ facts: { mean, meanError }, population: { rows } } as JudgedRow)?.score;
const chance = (mean: number, meanError = 0) => scoreOf(mean, meanError)?.evidence.chance as number;

describe("the chance that a mean without a timer lies as near to a setting", () => {
  test("is spread evenly over means that are spread evenly on a logarithmic scale", () => {
    const random = randomFrom("round-mean");
    const way = Math.log(ROUND_SETTINGS.at(-1) as number);
    const chances = Float64Array.from({ length: 40_000 }, () =>
      chance(Math.exp(way * random())),
    ).sort();
    const apart = Array.from(chances, (p, i) => Math.abs(p - (i + 0.5) / chances.length));
    // Kolmogorov's distance at 1 in 1000.
    expect(Math.max(...apart)).toBeLessThan(1.95 / Math.sqrt(chances.length));
  });

  test("is 1 halfway between two settings, and as much above the one as below the other", () => {
    expect(chance(Math.sqrt(60 * 90))).toBeCloseTo(1, 12);
    expect(chance(60 * 1.01)).toBeCloseTo(chance(90 / 1.01), 12);
    expect(chance(60 * 1.01)).toBeCloseTo((2 * Math.log(1.01)) / Math.log(1.5), 12);
  });

  test("grows by the error of printed times", () => {
    expect(chance(60, 0.6)).toBeCloseTo(chance(60 * 1.01), 12);
    expect(chance(61, 0.61)).toBeCloseTo((2 * Math.log(61.61 / 60)) / Math.log(1.5), 12);
  });

  test("is known below the least setting and above the largest, and never over 1", () => {
    for (const mean of [0.5, 0.7, 86_401, 172_800]) {
      expect(chance(mean)).toBeGreaterThan(0);
      expect(chance(mean)).toBeLessThanOrEqual(1);
    }
    expect(chanceOfNear(60, 9)).toBe(1);
  });
});

test("half a second to two days have a nearest setting, others have none", () => {
  expect([0.5, 172_800].map(nearestSetting)).toEqual([1, 86_400]);
  expect([0.499, 172_801, 0, Number.NaN].map(nearestSetting)).toEqual(new Array(4).fill(undefined));
  expect(scoreOf(0.4)).toBeUndefined();
});

/** The value for a mean of this chance among so many rows. */
const valueAt = (p: number, rows = 1) =>
  scoreOf(60 * Math.exp((p * Math.log(1.5)) / 2), 0, rows)?.value as number;

describe("the value", () => {
  test("is 1 at a setting, however many rows there are", () => {
    expect(valueAt(0)).toBe(1);
    expect(valueAt(0, 100_000)).toBe(1);
  });

  test("is one half, which moves nothing, from a chance of 1 in 20 on", () => {
    expect(valueAt(0.0499999)).toBeCloseTo(0.5, 5);
    expect([0.0500001, 0.2, 1].map((p) => valueAt(p))).toEqual([0.5, 0.5, 0.5]);
  });

  test("of a few rows falls by the chance alone", () => {
    expect(valueAt(0.025)).toBeCloseTo(0.5 + (0.5 * 0.75) / (1 + 0.025 / 3), 9);
  });

  test("of many falls by how many would lie as near: half as much is left where three would", () => {
    for (const rows of [1e4, 1e5, 1e6]) {
      expect(valueAt(0.5 / rows, rows)).toBeCloseTo(0.5 + 0.5 * (6 / 7), 3);
      expect(valueAt(3 / rows, rows)).toBeCloseTo(0.75, 3);
      expect(valueAt(43 / rows, rows)).toBeLessThan(0.54);
    }
  });

  test("never rises with the chance, nor with the number of rows", () => {
    const values = Array.from({ length: 140 }, (_, i) => valueAt(1e-6 * 1.1 ** i, 500));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const byRows = Array.from({ length: 100 }, (_, i) => valueAt(0.002, Math.ceil(1.2 ** i)));
    expect(byRows).toEqual(byRows.toSorted((a, b) => b - a));
  });
});
