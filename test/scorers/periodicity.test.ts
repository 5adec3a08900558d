import { describe, expect, test } from "vitest";
import { exponential, normal } from "../../src/evaluation/distributions.js";
import { periodicity } from "../../src/scorers/periodicity.js";
import { scoreOfIntervals } from "../support/scorer-laws.js";
import { draws, meanOver } from "../support/series.js";

const scoreOf = (intervals: Iterable<number>) =>
  scoreOfIntervals(periodicity, Array.from(intervals));

/** Intervals between times in seconds, in any order. */
function intervalsOf(times: readonly number[]): number[] {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.slice(1).map((time, i) => time - (sorted[i] as number));
}

/** Whether a period is the expected one, to 2 %. */
const near = (seconds: number, expected: number) => Math.abs(seconds - expected) < 0.02 * expected;

describe("periodicity", () => {
  test("gives a clock nearly 1, and its period in seconds", () => {
    const score = scoreOf(new Array(60).fill(60));
    expect(Object.keys(score?.evidence ?? {})).toEqual([
      "periodSeconds",
      "significance",
      "harmonic",
    ]);
    expect(score?.evidence.harmonic).toBe(1);
    expect(near(score?.evidence.periodSeconds ?? 0, 60)).toBe(true);
    expect(score?.value).toBeGreaterThan(0.95);
  });

  test("gives s / (s + 3) for a significance of s", () => {
    for (const jitter of [0, 0.2, 0.4, 0.6, 1]) {
      meanOver(10, `share ${jitter}`, (random) => {
        const score = scoreOf(draws(100, () => 60 * (1 - jitter * random())));
        const significance = score?.evidence.significance ?? -1;
        expect(significance).toBeGreaterThanOrEqual(0);
        expect(score?.value).toBeCloseTo(significance / (significance + 3), 12);
        return 0;
      });
    }
  });

  test.each([1, 2])("finds 10⁻ˢ in noise no more often than once in 10ˢ times, s = %i", (power) => {
    const runs = 1000;
    const share = meanOver(runs, `noise ${power}`, (random) => {
      const { significance = 0 } =
        scoreOf(draws(60, () => exponential(random, 600)))?.evidence ?? {};
      return significance >= power ? 1 : 0;
    });
    const chance = 10 ** -power;
    expect(share).toBeLessThan(chance + 2 * Math.sqrt(chance / runs));
    expect(share).toBeGreaterThan(chance / 4);
  });

  test("gives jitter of 0.2 much, and of 0.6 hardly more than noise", () => {
    const value = (jitter: number) =>
      meanOver(50, `jitter ${jitter}`, (random) => {
        return scoreOf(draws(100, () => 60 * (1 - jitter * random())))?.value ?? 0;
      });
    const noise = meanOver(50, "noise", (random) => {
      return scoreOf(draws(100, () => exponential(random, 60)))?.value ?? 0;
    });
    expect(value(0.2)).toBeGreaterThan(0.85);
    expect(value(0.6)).toBeLessThan(noise + 0.12);
    expect(noise).toBeLessThan(0.15);
  });

  test("finds a clocked job, however late each run is", () => {
    const found = meanOver(20, "clocked", (random) => {
      const times = Array.from({ length: 120 }, (_, i) => i * 300 + 40 * random());
      const { periodSeconds = 0 } = scoreOf(intervalsOf(times))?.evidence ?? {};
      return near(periodSeconds, 300) ? 1 : 0;
    });
    expect(found).toBe(1);
  });

  test("finds the period of which two check-ins in three are missing", () => {
    const value = meanOver(20, "missing", (random) => {
      const times = Array.from({ length: 300 }, (_, i) => i * 60).filter(() => random() < 1 / 3);
      const score = scoreOf(intervalsOf(times));
      expect(near(score?.evidence.periodSeconds ?? 0, 60)).toBe(true);
      return score?.value ?? 0;
    });
    expect(value).toBeGreaterThan(0.85);
  });

  test("finds a beacon among as much other traffic", () => {
    const value = meanOver(20, "among", (random) => {
      const beacon = Array.from({ length: 120 }, (_, i) => i * 60 + normal(random, 0, 1));
      const other = Array.from({ length: 120 }, () => 7200 * random());
      const score = scoreOf(intervalsOf([...beacon, ...other]));
      return near(score?.evidence.periodSeconds ?? 0, 60) ? (score?.value ?? 0) : 0;
    });
    expect(value).toBeGreaterThan(0.7);
  });

  test("does not mind idle time", () => {
    const day = new Array<number>(100).fill(60);
    const straight = scoreOf([...day, ...day]);
    const idle = scoreOf([...day, 50_017, ...day]);
    expect(idle?.evidence).toEqual(straight?.evidence);
  });

  test.each([
    [60, 240],
    [100, 200],
  ])(
    "names the period, not its harmonic, of check-ins %i s and %i s apart in turn",
    (one, other) => {
      const harmonic = meanOver(20, "twos", (random) => {
        const intervals = draws(200, () => 0).map((_, i) => (i % 2 === 0 ? one : other) + random());
        const { periodSeconds = 0, harmonic = 0 } = scoreOf(intervals)?.evidence ?? {};
        expect(near(periodSeconds, 301)).toBe(true);
        return harmonic;
      });
      expect(harmonic).toBeGreaterThan(1);
    },
  );

  test("looks at the first 1,024 check-ins", () => {
    const first = new Array<number>(1023).fill(60);
    const later = Array.from({ length: 300 }, (_, i) => 30 + ((i * 37) % 61));
    const [short, long] = [scoreOf(first), scoreOf([...first, ...later])];
    expect(long?.evidence).toEqual(short?.evidence);
  });

  test("says nothing of fewer than eight check-ins, or of check-ins all at once", () => {
    expect(scoreOf(new Array(6).fill(60))).toBeUndefined();
    expect(scoreOf(new Array(7).fill(60))?.value).toBeGreaterThan(0);
    expect(scoreOf(new Array(40).fill(0))).toBeUndefined();
  });

  test.each([
    [
      2.9999,
      1,
      "No line in the spectrum: the strongest, at 5 min, is what noise shows in 0.1 % of cases.",
    ],
    [
      0,
      1,
      "No line in the spectrum: the strongest, at 5 min, is what noise shows in 100 % of cases.",
    ],
    [
      0.3,
      2,
      "No line in the spectrum: the strongest, at 5 min, is what noise shows in 50 % of cases.",
    ],
    [
      3,
      1,
      "A line at 5 min stands out of the spectrum; noise would show one like it once in 1000 times.",
    ],
    [
      4.2,
      3,
      "A line at 5 min (seen at its harmonic 3) stands out of the spectrum; noise would show one like it once in 16000 times.",
    ],
    [
      6.1,
      1,
      "A line at 5 min stands out of the spectrum; noise would show one like it less than once in a million times.",
    ],
  ])("explains itself: significance %f, harmonic %i", (significance, harmonic, sentence) => {
    expect(periodicity.explain?.({ periodSeconds: 300, significance, harmonic })).toBe(sentence);
  });
});
