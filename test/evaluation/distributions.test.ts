import { mean, median, standardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import {
  exponential,
  integer,
  lognormal,
  normal,
  pareto,
  pick,
  uniform,
} from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";

const random = randomFrom("distributions");
const draw = (one: () => number): number[] => Array.from({ length: 100_000 }, one);

describe("distributions", () => {
  test("the examples hold", () => {
    expect(uniform(() => 0.5, 10, 20)).toBe(15);
    expect(integer(() => 0.999, 1, 6)).toBe(6);
    expect(pick(() => 0.5, ["a", "b", "c"])).toBe("b");
    expect(pick(() => 0.5, [])).toBeUndefined();
    expect(exponential(() => 0, 60)).toBe(0);
    expect(pareto(() => 0.75, 2, 60)).toBe(120);
  });

  test("integer gives every number from low to high, and no other", () => {
    expect(new Set(draw(() => integer(random, -1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
  });

  test("exponential has its mean, and a standard deviation as large", () => {
    const values = draw(() => exponential(random, 60));
    expect(mean(values) / 60).toBeCloseTo(1, 1);
    expect(standardDeviation(values) / 60).toBeCloseTo(1, 1);
    expect(median(values) / 60).toBeCloseTo(Math.LN2, 1);
  });

  test("normal has its mean and deviation, and 68 % within one deviation", () => {
    const values = draw(() => normal(random, 10, 2));
    expect(mean(values)).toBeCloseTo(10, 1);
    expect(standardDeviation(values)).toBeCloseTo(2, 1);
    const within = values.filter((value) => Math.abs(value - 10) < 2).length;
    expect(within / values.length).toBeCloseTo(0.683, 2);
  });

  test("pareto starts at its minimum and halves the tail every 2^(1/shape)", () => {
    const values = draw(() => pareto(random, 1.2, 60));
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(60);
    expect(median(values) / (60 * 2 ** (1 / 1.2))).toBeCloseTo(1, 1);
    expect(values.filter((value) => value > 600).length / values.length).toBeCloseTo(10 ** -1.2, 2);
  });

  test("lognormal has its median and the deviation of its logarithm", () => {
    const values = draw(() => lognormal(random, 500, 1.4));
    expect(median(values) / 500).toBeCloseTo(1, 1);
    expect(standardDeviation(values.map(Math.log))).toBeCloseTo(1.4, 1);
  });
});
