import { describe, expect, test } from "vitest";
import { ritaV4 } from "../../../src/rita/scores/v4.js";
import { ritaV4Proxy } from "../../../src/rita/scores/v4-proxy.js";
import { ritaV5 } from "../../../src/rita/scores/v5.js";
import { hourly, hoursTo, spaced, weights, withBeacon } from "./groups.js";

describe("ritaV4", () => {
  test("a clock through the whole day loses only what its bytes are of 64 KiB", () => {
    // (1 + 1 + (1 − 100 / 65,535)) / 3 = 0.99949, and every rounding is upward.
    expect(ritaV4(hourly(hoursTo(24)))).toMatchObject({ score: 1, dataSizeScore: 1 });
    const large = { ...hourly(hoursTo(24)), sizes: hoursTo(24).map(() => 65_535) };
    expect(ritaV4(large)).toMatchObject({ score: 0.917, dataSizeScore: 0.667, smallness: 0 });
  });

  test("median 25 and deviation 9 make 0.821, where v5 has 0.82", () => {
    expect(ritaV4(spaced([16, 25, 34]))).toMatchObject({ timestampMad: 9, timestampScore: 0.821 });
    expect(ritaV5(spaced([16, 25, 34]))).toMatchObject({ timestampMad: 9, timestampScore: 0.82 });
  });

  test("sizes that are all 0 score two thirds: symmetric, small, not steady", () => {
    const score = ritaV4(spaced([60, 60, 60], [0, 0, 0, 0]));
    expect(score).toMatchObject({ dataSizeScore: 0.667, smallness: 1 });
  });

  test("smallness is of the most frequent size; of two as frequent, the smaller", () => {
    const sizes = [70_000, 70_000, 13_107, 13_107];
    expect(ritaV4(spaced([60, 60, 60], sizes))).toMatchObject({
      smallness: 0.8,
      dataSizeRange: 56_893,
      dataSizes: { mode: 13_107, modeCount: 2 },
    });
  });

  test("no size is larger than 64 KiB to it", () => {
    const sizes = [90_000, 90_000, 90_000, 90_000];
    expect(ritaV4(spaced([60, 60, 60], sizes))?.smallness).toBe(0);
  });

  test("seven filled hours have a duration score, six have not", () => {
    expect(ritaV4(hourly(hoursTo(6)))).toMatchObject({ durationScore: 0, totalBars: 6 });
    // 6 of 24 hours, 7 of 12 bars.
    const seven = { coverage: 0.25, consistency: 0.584, durationScore: 0.584 };
    expect(ritaV4(hourly(hoursTo(7)))).toMatchObject(seven);
  });

  test("takes the configured least number of bimodal hours as it is", () => {
    const config = withBeacon({ histogramBimodalMinHoursSeen: 5 });
    expect(ritaV4(hourly(hoursTo(8)), config)?.bimodalScore).toBe(1);
    expect(ritaV4(hourly(hoursTo(8)))?.bimodalScore).toBe(0);
  });

  test("takes weights that v5 refuses", () => {
    const config = withBeacon(weights(0.4, 0.3, 0.2, 0.1));
    expect(ritaV4(hourly(hoursTo(24)), config)?.score).toBe(1);
  });

  test("sorts the times first", () => {
    const [sorted, runs] = [
      [100, 130, 160, 190, 220, 250],
      [100, 160, 220, 130, 190, 250],
    ].map((timestamps) => ritaV4({ timestamps, sizes: [1], start: 100, end: 250 }));
    expect(runs).toStrictEqual(sorted);
    expect(runs?.intervals.values).toStrictEqual(Uint32Array.of(30));
  });

  test("the range is of the intervals above 0, the mode of all", () => {
    const score = ritaV4(spaced([0, 0, 50, 60, 75]));
    expect(score).toMatchObject({ timestampRange: 25, intervals: { mode: 0, modeCount: 2 } });
  });

  test("refuses three distinct seconds, however many connections, and no sizes", () => {
    expect(ritaV4(spaced([0, 60, 0, 60, 0]))).toBeUndefined();
    expect(ritaV4(spaced([]))).toBeUndefined();
    expect(ritaV4({ timestamps: [], sizes: [], start: 0, end: 9 })).toBeUndefined();
    expect(ritaV4({ ...spaced([60, 60, 60]), sizes: [] })).toBeUndefined();
    expect(ritaV4(spaced([60, 60, 60]))).toBeDefined();
  });
});

describe("ritaV4Proxy", () => {
  test("three perfect parts of weight 0.333 make 1", () => {
    expect(0.333 + 0.333 + 0.333).toBe(0.9990000000000001);
    expect(ritaV4Proxy(hourly(hoursTo(24)))?.score).toBe(1);
  });

  test("one perfect part makes 0.333", () => {
    expect(ritaV4Proxy(spaced([60, 60, 60]))?.score).toBe(0.333);
  });

  test("a second counts once", () => {
    const once = ritaV4Proxy(spaced([50, 60, 70, 90]));
    expect(ritaV4Proxy(spaced([0, 50, 0, 60, 70, 0, 90]))).toStrictEqual(once);
    expect(once?.histogram[0]).toBe(5);
  });

  test("refuses three distinct seconds, and none", () => {
    expect(ritaV4Proxy(spaced([0, 60, 60, 0]))).toBeUndefined();
    expect(ritaV4Proxy({ timestamps: [], start: 0, end: 9 })).toBeUndefined();
  });
});
