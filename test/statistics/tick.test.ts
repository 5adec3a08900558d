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

describe("isCoarse at its limits", () => {
  test.each([1, 60])("of a median interval below 20 ticks of %i s", (tick) => {
    const coarse = (...intervals: number[]) =>
      isCoarse(
        Float64Array.from(intervals, (interval) => interval * tick),
        tick,
      );
    expect(coarse(0, 1, 19, 25, 30)).toBe(true);
    expect(coarse(0, 1, 20, 25, 30)).toBe(false);
    expect(isCoarse(Float64Array.of(0, 1, 19, 25, 30), 0.001)).toBe(false);
  });

  test("of more than three lengths", () => {
    expect(isCoarse(Float64Array.of(0, 1, 1, 2, 2), 1)).toBe(false);
    expect(isCoarse(Float64Array.of(0, 1, 1, 2, 3), 1)).toBe(true);
  });

  test("of which more than 2 % are 0", () => {
    const withZeros = (zeros: number) =>
      Float64Array.from({ length: 100 }, (_, i) => (i < zeros ? 0 : 1 + (i % 7))).sort();
    expect(isCoarse(withZeros(2), 1)).toBe(false);
    expect(isCoarse(withZeros(3), 1)).toBe(true);
  });
});

describe("spreadOverTick", () => {
  test.each([1, 60])("spreads evenly over %i s, whatever came before", (tick) => {
    const count = 2000;
    const times = Float64Array.from({ length: count }, (_, i) => 1000 * tick * i);
    const parts = spreadOverTick(times, tick).map((time, i) => (time - times[i]!) / 1000 / tick);
    const uneven = parts
      .slice()
      .sort()
      .map((part, i) => Math.abs(part - i / count));
    // Kolmogorov's bound at 1 %.
    expect(Math.max(...uneven)).toBeLessThan(1.63 / Math.sqrt(count));
    const together = parts.subarray(1).map((part, i) => (part - 0.5) * (parts[i]! - 0.5) * 12);
    const correlation = together.reduce((sum, one) => sum + one, 0) / together.length;
    expect(Math.abs(correlation)).toBeLessThan(3 / Math.sqrt(count));
  });

  test("moves times by as much wherever they lie", () => {
    const times = Float64Array.from({ length: 200 }, (_, i) => 1000 * (i >> 2));
    const later = times.map((time) => time + 1.7e12);
    const between = (spread: Float64Array) =>
      spread.subarray(1).map((time, i) => time - spread[i]!);
    expect(between(spreadOverTick(later, 1))).toEqual(between(spreadOverTick(times, 1)));
  });

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
