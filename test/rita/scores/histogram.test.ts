import { describe, expect, test } from "vitest";
import { RITA_PRESETS } from "../../../src/rita/config/presets.js";
import { countBars, evenness, longestRun } from "../../../src/rita/scores/bars.js";
import { frequencyClasses, largestTwo } from "../../../src/rita/scores/frequency-classes.js";
import { histogramV4, histogramV5 } from "../../../src/rita/scores/histogram.js";
import { histogramScore } from "../../../src/rita/scores/histogram-score.js";
import { ceil3, round3 } from "../../../src/rita/scores/round.js";

const { beacon } = RITA_PRESETS.file.scoring;
const barsAt = (bars: Record<number, number>) => Array.from({ length: 24 }, (_, i) => bars[i] ?? 0);

describe("the bars", () => {
  test("v5's are 24ths of the window, v4's whole seconds wide with the rest in the last", () => {
    const times = Uint32Array.of(4, 92, 95, 96);
    expect(histogramV5(times, 0, 100)).toStrictEqual(barsAt({ 0: 1, 22: 2, 23: 1 }));
    expect(histogramV4(times, 0, 100)).toStrictEqual(barsAt({ 1: 1, 23: 3 }));
  });

  test("a connection in the window's last second is in v5's last bar and stays where v4 was", () => {
    const times = Uint32Array.of(0, 25, 50, 600);
    expect(histogramV5(times, 0, 600)).toStrictEqual(barsAt({ 0: 1, 1: 1, 2: 1, 23: 1 }));
    expect(histogramV4(times, 0, 600)).toStrictEqual(barsAt({ 0: 1, 1: 1, 2: 2 }));
  });

  test("what is before the window is in the first, what is behind it in v5's last", () => {
    const times = Uint32Array.of(10, 3000, 3600, 9000);
    expect(histogramV5(times, 3600, 6000)).toStrictEqual(barsAt({ 0: 3, 23: 1 }));
    expect(histogramV4(times, 3600, 6000)).toStrictEqual(barsAt({ 0: 4 }));
  });

  test("an edge belongs to the bar behind it", () => {
    expect(histogramV5(Uint32Array.of(24, 25), 0, 600)).toStrictEqual(barsAt({ 0: 1, 1: 1 }));
    expect(histogramV4(Uint32Array.of(24, 25), 0, 600)).toStrictEqual(barsAt({ 0: 1, 1: 1 }));
  });
});

describe("runs", () => {
  test("the last bar stands beside the first", () => {
    expect(longestRun(barsAt({ 0: 1, 1: 1, 22: 1, 23: 1, 10: 1 }))).toBe(4);
  });

  test("a full histogram is one run of 24", () => {
    expect(longestRun(new Array(24).fill(2))).toBe(24);
    expect(countBars(new Array(24).fill(2))).toBe(24);
  });
});

describe("evenness", () => {
  test("of equal bars is 1, of a single bar 0", () => {
    expect(evenness(new Array(24).fill(3), round3)).toBe(1);
    expect(evenness(barsAt({ 5: 10 }), round3)).toBe(0);
  });

  test("counts the empty bars and takes the deviation of the population", () => {
    // 18 bars of 4 and 6 empty ones: mean 3, variance (18·1 + 6·9) / 24 = 3.
    const bars = Array.from({ length: 24 }, (_, i) => (i < 18 ? 4 : 0));
    expect(evenness(bars, round3)).toBe(0.423);
    expect(evenness(bars, ceil3)).toBe(0.423);
    expect(1 - Math.sqrt(3) / 3).toBeCloseTo(0.42265, 5);
  });
});

describe("frequency classes", () => {
  test("are a twentieth of the highest bar wide, rounded up", () => {
    // 0.05 · 41 = 2.05, so a class is 3 wide.
    expect(frequencyClasses([41, 40, 39, 38, 2, 0], 0.05)).toStrictEqual({ 0: 1, 36: 1, 39: 3 });
  });

  test("with no sensitivity at all, every filled bar is in class 0", () => {
    expect(frequencyClasses([7, 0, 900, 3], 0)).toStrictEqual({ 0: 3 });
  });

  test("two largest of the same size both count, and one alone has no second", () => {
    expect(largestTwo({ 1: 3, 5: 1, 9: 3 })).toBe(6);
    expect(largestTwo({ 5: 4 })).toBe(4);
    expect(largestTwo({ 1: 1, 2: 5, 3: 2 })).toBe(7);
  });
});

describe("the bimodal score", () => {
  // Four bars each of 1, 50 and 100: classes of 5.
  const heights = Array.from(
    { length: 24 },
    (_, i) => (i < 12 ? [1, 50, 100][i % 3] : 0) as number,
  );

  test("is the share of the two largest classes, one outlier forgiven", () => {
    const {
      bimodalScore,
      totalBars,
      histogramScore: score,
    } = histogramScore(heights, beacon, 11, round3);
    expect(totalBars).toBe(12);
    expect(bimodalScore).toBe(0.727); // 8 of 11
    expect(histogramScore(heights, beacon, 11, ceil3).bimodalScore).toBe(0.728);
    expect(score).toBe(0.727);
  });

  test("is at most 1 when there is no outlier to forgive", () => {
    expect(histogramScore(new Array(24).fill(5), beacon, 11, round3).bimodalScore).toBe(1);
  });

  test("is 0 with fewer bars than asked for", () => {
    expect(histogramScore(heights, beacon, 12, round3).bimodalScore).toBe(0.727);
    expect(histogramScore(heights, beacon, 13, round3).bimodalScore).toBe(0);
  });

  test("of as many bars as may be outliers divides by one", () => {
    const outliers = { ...beacon, histogramBimodalOutlierRemoval: 24 };
    expect(histogramScore(heights, outliers, 11, round3).bimodalScore).toBe(1);
  });
});
