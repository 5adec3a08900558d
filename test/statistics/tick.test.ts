import { describe, expect, test } from "vitest";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { isCoarse, spreadOverTick, tickOf } from "../../src/statistics/tick.js";
import { draws } from "../support/series.js";

describe("tickOf", () => {
  test.each([
    [[60, 120, 0], 60],
    [[59, 60, 61], 1],
    [[59.5, 60], 0.001],
    [[], 60],
  ])("of %j is %f", (intervals, tick) => {
    expect(tickOf(Float64Array.from(intervals))).toBe(tick);
  });
});

describe("isCoarse", () => {
  const coarse = (intervals: Iterable<number>, tick: number) =>
    isCoarse(Float64Array.from(intervals).sort(), tick);

  test("is so for chance arrivals every few ticks, not for slower ones", () => {
    const random = randomFrom("coarse");
    const whole = (mean: number) => draws(200, () => Math.floor(exponential(random, mean)));
    expect(coarse(whole(5), 1)).toBe(true);
    expect(coarse(whole(60), 1)).toBe(false);
    expect(coarse(whole(60), 0.001)).toBe(false);
  });

  test("is not so for a schedule that keeps to the tick", () => {
    const random = randomFrom("kept");
    expect(
      coarse(
        draws(200, () => 5),
        1,
      ),
    ).toBe(false);
    expect(
      coarse(
        draws(200, () => Math.floor(uniform(random, 4, 7))),
        1,
      ),
    ).toBe(false);
    expect(coarse([], 1)).toBe(false);
  });
});

describe("spreadOverTick", () => {
  test("keeps every time within its tick, ascending, and is the same each time", () => {
    const times = Float64Array.from({ length: 500 }, (_, i) => 1000 * Math.floor(i / 3));
    const spread = spreadOverTick(times, 1);
    expect(spread).toEqual(spreadOverTick(times, 1));
    for (let i = 0; i < times.length; i++) {
      expect(spread[i]! >= times[i]! && spread[i]! < times[i]! + 1000).toBe(true);
      if (i > 0) expect(spread[i]!).toBeGreaterThanOrEqual(spread[i - 1]!);
    }
    const parts = spread.map((time, i) => (time - times[i]!) / 1000);
    expect(parts.reduce((sum, one) => sum + one, 0) / parts.length).toBeCloseTo(0.5, 1);
  });
});
