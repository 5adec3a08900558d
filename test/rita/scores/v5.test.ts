import { describe, expect, test } from "vitest";
import { RITA_PRESETS } from "../../../src/rita/config/presets.js";
import { ritaV5 } from "../../../src/rita/scores/v5.js";
import { hourly, hoursTo, spaced, weights, withBeacon } from "./groups.js";

describe("ritaV5", () => {
  test("a clock through the whole day is perfect in every part", () => {
    expect(ritaV5(hourly(hoursTo(24)))).toMatchObject({
      score: 1,
      timestampScore: 1,
      dataSizeScore: 1,
      durationScore: 1,
      histogramScore: 1,
      coverage: 0.959,
      consistency: 1,
      coefficientOfVariationScore: 1,
      bimodalScore: 1,
      totalBars: 24,
      longestRun: 24,
      frequencyClasses: { 1: 24 },
    });
  });

  test("median 100 and deviation 28.5 make 0.857", () => {
    const score = ritaV5(spaced([71, 72, 128, 129]));
    expect(score).toMatchObject({ timestampMad: 28.5, timestampSkew: 0, timestampScore: 0.857 });
  });

  test("intervals with quartiles 9 apart have no skewness, 10 apart they have", () => {
    expect(ritaV5(spaced([60, 61, 69]))?.timestampSkew).toBe(0);
    expect(ritaV5(spaced([60, 61, 70]))?.timestampSkew).toBe(0.8);
  });

  test("seconds that occur twice do not lower the timestamp score, but are among the intervals", () => {
    const { timestampScore, intervals } = ritaV5(spaced([0, 50, 0, 60, 0, 0, 70])) ?? {};
    expect(timestampScore).toBe(ritaV5(spaced([50, 60, 70]))?.timestampScore);
    expect(intervals).toMatchObject({ mode: 0, modeCount: 4 });
  });

  test("times in two runs are not sorted first: one interval wraps around", () => {
    const timestamps = [100, 160, 220, 130, 190, 250];
    const score = ritaV5({ timestamps, sizes: [1, 1, 1], start: 100, end: 250 });
    expect(score?.intervals.values).toStrictEqual(Uint32Array.of(60, 2 ** 32 - 90));
    expect(score).toMatchObject({ timestampScore: 1, timestampMad: 0, intervals: { mode: 60 } });
  });

  test("the histogram and the duration are of the sorted times all the same", () => {
    const { timestamps, ...rest } = hourly(hoursTo(8));
    const odd = Array.from(timestamps).filter((_, hour) => hour % 2 === 1);
    const even = Array.from(timestamps).filter((_, hour) => hour % 2 === 0);
    const [runs, sorted] = [[...odd, ...even], timestamps].map((list) =>
      ritaV5({ timestamps: list, ...rest }),
    );
    expect(runs?.histogram).toStrictEqual(sorted?.histogram);
    expect(runs?.coverage).toBe(sorted?.coverage);
  });

  test("sizes that are all 0 score a half", () => {
    expect(ritaV5(spaced([60, 60, 60], [0, 0, 0, 0]))?.dataSizeScore).toBe(0.5);
  });

  test("six filled hours have a duration score", () => {
    // 5 of 24 hours are 0.2084, 6 of 12 bars a half.
    const six = ritaV5(hourly(hoursTo(6)));
    expect(six).toMatchObject({ coverage: 0.209, consistency: 0.5, durationScore: 0.5 });
    expect(ritaV5(hourly(hoursTo(5)))).toMatchObject({ coverage: 0, durationScore: 0 });
  });

  test("consistency is a twelfth a bar, rounded upward", () => {
    const table = [0.5, 0.584, 0.667, 0.75, 0.834, 0.917, 1, 1];
    const ofHours = (hours: number) => ritaV5(hourly(hoursTo(hours)))?.consistency;
    expect([6, 7, 8, 9, 10, 11, 12, 13].map(ofHours)).toStrictEqual(table);
  });

  test("a least number of bimodal hours below 6 is taken for 11", () => {
    const eight = hourly(hoursTo(8));
    const bimodal = (histogramBimodalMinHoursSeen: number) =>
      ritaV5(eight, withBeacon({ histogramBimodalMinHoursSeen }))?.bimodalScore;
    expect([3, 5, 6, 8, 9].map(bimodal)).toStrictEqual([0, 0, 1, 1, 0]);
  });

  test("weights are applied in their order", () => {
    const config = withBeacon(weights(0.1, 0.2, 0.3, 0.4));
    expect(ritaV5(spaced([60, 60, 60]), config)?.score).toBe(0.3);
    expect(ritaV5(hourly(hoursTo(6)), config)?.score).toBe(0.45);
  });
});

describe("ritaV5 refuses", () => {
  const group = spaced([60, 60, 60]);

  test.each([
    ["no connections", { ...group, timestamps: [], sizes: [] }],
    ["three times", { ...group, timestamps: [0, 60, 120] }],
    ["two intervals above 0", spaced([60, 60, 0, 0])],
    ["two sizes", { ...group, sizes: [100, 100] }],
    ["a window that ends where it starts", { ...group, start: 500, end: 500 }],
    ["a window that is not a number", { ...group, end: Number.NaN }],
  ])("%s", (_, refused) => {
    expect(ritaV5(refused)).toBeUndefined();
  });

  test.each([
    ["weights that sum to 0.9999999999999999", weights(0.4, 0.3, 0.2, 0.1)],
    ["one large weight and three small ones", weights(0.7, 0.1, 0.1, 0.1)],
    ["weights that sum to 2", weights(0.5, 0.5, 0.5, 0.5)],
    ["a weight below 0", weights(-0.5, 0.5, 0.5, 0.5)],
    ["no least number of hours", { durationMinHoursSeen: 0 }],
    ["no ideal number of hours", { durationConsistencyIdealHoursSeen: 0 }],
  ])("%s", (_, changes) => {
    expect(ritaV5(group, withBeacon(changes))).toBeUndefined();
  });

  test("neither the same weights in ascending order, nor others that sum to 1", () => {
    for (const list of [weights(0.1, 0.2, 0.3, 0.4), weights(0.3, 0.3, 0.2, 0.2)]) {
      expect(ritaV5(group, withBeacon(list))).toBeDefined();
    }
    expect(ritaV5(group, withBeacon(weights(0.15, 0.35, 0.25, 0.25)))).toBeDefined();
    expect(ritaV5(group, RITA_PRESETS.code)).toStrictEqual(ritaV5(group, RITA_PRESETS.file));
  });
});
