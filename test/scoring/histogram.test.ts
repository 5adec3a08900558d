import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HISTOGRAM_BINS, intervalHistogram } from "../../src/scoring/histogram.js";

const MIDDLE = 8;
const binsOf = (intervals: readonly number[], median: number) =>
  intervalHistogram(Float64Array.from(intervals), median);
const filled = (bins: readonly number[]) =>
  bins.flatMap((count, bin) => (count > 0 ? [[bin - MIDDLE, count]] : []));

describe("intervalHistogram", () => {
  test("puts the median in the middle of its 17 bins", () => {
    expect(binsOf([60, 60, 61], 60)).toHaveLength(17);
    expect(HISTOGRAM_BINS).toBe(17);
    expect(filled(binsOf([60, 60, 61], 60))).toEqual([[0, 3]]);
  });

  test("has three bins an octave", () => {
    expect(filled(binsOf([60, 120, 240, 30, 15], 60))).toEqual([
      [-6, 1],
      [-3, 1],
      [0, 1],
      [3, 1],
      [6, 1],
    ]);
    const halfABin = 2 ** (1 / 6);
    expect(filled(binsOf([60 * halfABin * 0.999, 60 * halfABin * 1.001], 60))).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  test("takes everything beyond into the outermost bins, no interval included", () => {
    expect(filled(binsOf([0, 1e-9, 60, 1e9], 60))).toEqual([
      [-8, 2],
      [0, 1],
      [8, 1],
    ]);
  });

  test("has bursts in the middle and pauses at the end when the median is 0", () => {
    expect(filled(binsOf([0, 0, 0, 5], 0))).toEqual([
      [0, 3],
      [8, 1],
    ]);
  });

  test("is empty without intervals", () => {
    expect(filled(binsOf([], Number.NaN))).toEqual([]);
  });

  test("counts every interval once", () => {
    const intervals = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(intervals, fc.double({ min: 0, max: 1e9, noNaN: true }), (given, median) => {
        expect(binsOf(given, median).reduce((sum, count) => sum + count, 0)).toBe(given.length);
      }),
      { seed: 1 },
    );
  });
});
