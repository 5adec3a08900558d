import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, integer, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { burstGap, DEFAULT_GAP_SECONDS } from "../../src/statistics/burst-gap.js";
import { type Sessions, sessionsOf } from "../../src/statistics/sessions.js";
import { timesOf } from "../support/series.js";

/** Gaps in seconds. */
function sessionsFrom(gaps: Iterable<number>): Sessions {
  const times = timesOf(Array.from(gaps, (gap) => gap * 1000));
  const intervals = Float64Array.from(times.subarray(1), (time, i) => (time - times[i]!) / 1000);
  return sessionsOf(times, intervals, intervals.slice().sort());
}

/** One to `most` connections a check-in of 60 s and some jitter. */
function bursts(seed: string, checkIns: number, most: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: checkIns }, () => {
    const others = integer(random, 0, most - 1);
    const within = Array.from({ length: others }, () => exponential(random, 0.4));
    const rest = uniform(random, 48, 60) - within.reduce((sum, one) => sum + one, 0);
    return [...within, rest];
  }).flat();
}

describe("burstGap", () => {
  const gapOf = (gaps: readonly number[]) => burstGap(Float64Array.from(gaps).sort());

  test("is the valley between the connections of a check-in and the check-ins", () => {
    for (let run = 0; run < 20; run++) {
      const gap = gapOf(bursts(`valley/${run}`, 60, 4));
      expect(gap).toBeGreaterThan(1);
      expect(gap).toBeLessThan(40);
    }
  });

  test("is 3 s where no valley shows, and 0 where that would cut the rhythm", () => {
    expect(gapOf(new Array(50).fill(60))).toBe(DEFAULT_GAP_SECONDS);
    expect(gapOf(new Array(50).fill(12))).toBe(DEFAULT_GAP_SECONDS);
    expect(gapOf(new Array(50).fill(11.9))).toBe(0);
    expect(gapOf(new Array(50).fill(2))).toBe(0);
  });

  test("takes two modes less than 0.7 decades apart for one, and a shallow valley for none", () => {
    expect(gapOf([...new Array(30).fill(4), ...new Array(30).fill(15)])).toBe(0);
    const random = randomFrom("flat");
    const flat = Array.from({ length: 400 }, () => 10 ** uniform(random, -2, 3));
    expect([0, 3]).toContain(gapOf(flat));
  });

  test("bears nothing, ties and times at the ends of what can be", () => {
    expect(gapOf([])).toBe(0);
    expect(gapOf([0])).toBe(0);
    expect(gapOf(new Array(9).fill(0))).toBe(0);
    expect(gapOf([...new Array(20).fill(0), ...new Array(20).fill(1e13)])).toBeGreaterThan(0);
  });
});

describe("sessionsOf", () => {
  test("takes the connections of a check-in as one", () => {
    const gaps = bursts("bursts", 80, 4);
    const { starts, intervals, gapSeconds } = sessionsFrom(gaps);
    expect(starts.length).toBe(81);
    expect(gapSeconds).toBeGreaterThan(0);
    expect(Math.min(...intervals)).toBeGreaterThan(47);
    expect(Math.max(...intervals)).toBeLessThan(61);
  });

  test("leaves every connection alone where there are no bursts, and shares the arrays", () => {
    const times = timesOf(new Array(20).fill(60_000));
    const intervals = new Float64Array(20).fill(60);
    const sessions = sessionsOf(times, intervals, intervals);
    expect(sessions.starts).toBe(times);
    expect(sessions.intervals).toBe(intervals);
    expect(sessions.sortedIntervals).toBe(intervals);
    expect(sessions).toMatchObject({ idleGaps: 0, idleSeconds: 0 });
  });

  test("sets idle time apart: silences over half an hour and over six medians", () => {
    const gaps = [...new Array(20).fill(60), 1801, ...new Array(20).fill(60), 50_000, 60];
    const { intervals, idleGaps, idleSeconds, starts } = sessionsFrom(gaps);
    expect([idleGaps, idleSeconds]).toEqual([2, 51_801]);
    expect(new Set(intervals)).toEqual(new Set([60]));
    expect(starts.length).toBe(gaps.length + 1);
    expect(sessionsFrom([...new Array(20).fill(60), 1800]).idleGaps).toBe(0);
    expect(sessionsFrom([...new Array(20).fill(600), 3600]).idleGaps).toBe(0);
    expect(sessionsFrom([...new Array(20).fill(600), 3601]).idleGaps).toBe(1);
  });

  test("loses no time: intervals and idle time are what passes from the first start to the last", () => {
    const gap = fc.oneof(
      fc.constant(0),
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 0, max: 600_000 }),
      fc.integer({ min: 0, max: 90_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 80 }), (milliseconds) => {
        const sessions = sessionsFrom(milliseconds.map((one) => one / 1000));
        const { starts, intervals, sortedIntervals, idleSeconds, idleGaps, gapSeconds } = sessions;
        const sum = intervals.reduce((total, one) => total + one, 0) + idleSeconds;
        expect(sum).toBeCloseTo((starts.at(-1)! - starts[0]!) / 1000, 3);
        expect(intervals.length + idleGaps).toBe(starts.length - 1);
        expect([...sortedIntervals]).toEqual([...intervals].sort((a, b) => a - b));
        for (const interval of intervals) expect(interval).toBeGreaterThanOrEqual(gapSeconds);
      }),
      { seed: 8 },
    );
  });

  test("bears no connection and one", () => {
    expect(
      sessionsOf(new Float64Array(), new Float64Array(), new Float64Array()).starts.length,
    ).toBe(0);
    expect(sessionsFrom([])).toMatchObject({ idleGaps: 0, gapSeconds: 0 });
    expect(sessionsFrom([]).starts.length).toBe(1);
  });
});
