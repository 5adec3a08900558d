import fc from "fast-check";
import { median } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { exponential, integer, lognormal, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { burstGap, DEFAULT_GAP_SECONDS } from "../../src/statistics/burst-gap.js";
import { type Sessions, sessionsOf } from "../../src/statistics/sessions.js";
import { spreadOverTick } from "../../src/statistics/tick.js";
import { ascending, RUNS } from "../support/arrays.js";
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

  test("is the valley that a plain histogram shows", () => {
    const binOf = (seconds: number) =>
      Math.min(79, Math.max(0, Math.floor(8 * (Math.log10(seconds) + 3))));
    const plain = (sorted: Float64Array): number => {
      const middle = sorted.length === 0 ? Number.NaN : median([...sorted]);
      const otherwise = middle >= 12 ? 3 : 0;
      if (sorted.length < 8 || sorted[0]! > 5) return otherwise;
      const counts = new Array<number>(80).fill(0);
      for (const one of sorted) counts[binOf(one)]! += 1;
      const heights = counts.map((one, i) => (counts[i - 1] ?? 0) + 2 * one + (counts[i + 1] ?? 0));
      const short = heights.slice(0, binOf(5) + 1);
      const lower = short.indexOf(Math.max(...short));
      const nearest = Math.ceil(lower + 5.6);
      const long = heights.slice(nearest);
      const upper = nearest + long.indexOf(Math.max(...long));
      const least = Math.min(heights[lower]!, heights[upper]!);
      const slope = upper === nearest && heights[nearest - 1]! > heights[nearest]!;
      const between = heights.slice(lower, upper + 1);
      const depth = Math.min(...between);
      if (least === 0 || slope || depth > 0.35 * least) return otherwise;
      const first = between.indexOf(depth);
      const after = between.findIndex((one, i) => i > first && one !== depth);
      return 10 ** ((lower + Math.floor((first + after - 1) / 2) + 0.5) / 8 - 3);
    };
    const one = (low: number, high: number) =>
      fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);
    const interval = fc.oneof(fc.constant(0), one(-1, 0.5), one(1, 2), one(-4, 8));
    let valleys = 0;
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 100 }), (gaps) => {
        const sorted = ascending(gaps);
        const gap = burstGap(sorted);
        expect(gap).toBeCloseTo(plain(sorted), 9);
        if (gap !== 0 && gap !== DEFAULT_GAP_SECONDS) valleys++;
      }),
      { ...RUNS, numRuns: 1000 },
    );
    expect(valleys).toBeGreaterThan(50);
  });

  test("sees no valley in one mode, wherever it lies", () => {
    for (const [i, centre] of [0.01, 0.5, 2, 5, 20, 300].entries()) {
      const random = randomFrom(`mode/${i}`);
      for (let run = 0; run < 20; run++) {
        const gap = gapOf(Array.from({ length: 200 }, () => lognormal(random, centre, 0.3)));
        expect(gap).toBe(centre > 12 ? DEFAULT_GAP_SECONDS : 0);
      }
    }
  });

  test("takes a valley of at most 35 % of the lower mode", () => {
    const middleOf = (bin: number) => 10 ** ((bin + 0.5) / 8 - 3);
    // A mode of n more in one bin, with 4 in each bin from 0.1 s to 60 s: 16 beside 2n + 16.
    const between = Array.from({ length: 23 }, (_, i) =>
      new Array(4).fill(middleOf(16 + i)),
    ).flat();
    const withModes = (more: number) => [
      ...between,
      ...new Array(more).fill(middleOf(18)),
      ...new Array(more).fill(middleOf(36)),
    ];
    expect(gapOf(withModes(14))).toBe(0);
    // The middle of the stretch from bin 20 to 34.
    expect(gapOf(withModes(15))).toBeCloseTo(middleOf(27), 9);
  });

  test("needs eight intervals to look for a valley", () => {
    expect(gapOf([0.1, 0.1, 0.1, 60, 60, 60, 60])).toBe(DEFAULT_GAP_SECONDS);
    const gap = gapOf([0.1, 0.1, 0.1, 0.1, 60, 60, 60, 60]);
    expect(gap).toBeGreaterThan(1);
    expect(gap).toBeLessThan(6);
  });

  test("bears nothing, ties and times at the ends of what can be", () => {
    expect(gapOf([])).toBe(0);
    expect(gapOf([0])).toBe(0);
    expect(gapOf(new Array(9).fill(0))).toBe(0);
    expect(gapOf([...new Array(20).fill(0), ...new Array(20).fill(1e13)])).toBeGreaterThan(0);
  });
});

describe("sessionsOf", () => {
  test.each([1, 2, 3, 4])("counts check-ins of one to %i connections", (most) => {
    for (let run = 0; run < 10; run++) {
      const gaps = bursts(`count/${most}/${run}`, 80, most);
      expect(sessionsFrom(gaps).starts.length).toBe(81);
    }
  });

  test("begins a session with its first connection, when the silence is longer than the gap", () => {
    // Too few for a valley.
    const { starts, intervals, gapSeconds } = sessionsFrom([3, 3.001, 57, 0, 60, 60, 60]);
    expect(gapSeconds).toBe(3);
    expect([...starts]).toEqual([0, 6001, 63_001, 123_001, 183_001, 243_001]);
    expect([...intervals]).toEqual([6.001, 57, 60, 60, 60]);
  });

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
    expect(sessionsFrom([...new Array(20).fill(60), 1800, 1801]).idleGaps).toBe(1);
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

  test("is the definition, connection by connection", () => {
    const gap = fc.oneof(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 0, max: 600_000 }),
      fc.integer({ min: 0, max: 9_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 80 }), (milliseconds) => {
        const sessions = sessionsFrom(milliseconds.map((one) => one / 1000));
        const times = [...timesOf(milliseconds)];
        const starts = times.filter(
          (time, i) =>
            i === 0 ||
            sessions.gapSeconds === 0 ||
            time - times[i - 1]! > sessions.gapSeconds * 1000,
        );
        expect([...sessions.starts].map(Math.round)).toEqual(starts);
        const all = starts.slice(1).map((start, i) => (start - starts[i]!) / 1000);
        const longest = all.length === 0 ? 0 : Math.max(1800, 6 * median(all));
        const kept = all.filter((one) => one <= longest);
        expect(sessions.intervals.length).toBe(kept.length);
        for (const [i, one] of kept.entries()) expect(sessions.intervals[i]).toBeCloseTo(one, 6);
        expect(sessions.idleGaps).toBe(all.length - kept.length);
      }),
      RUNS,
    );
  });

  test("takes connections of one and the same time for one check-in, or for so many of no interval", () => {
    const same = sessionsFrom(new Array(9).fill(0));
    expect(same.gapSeconds).toBe(0);
    expect([...same.intervals]).toEqual(new Array(9).fill(0));
    const pairs = sessionsFrom(Array.from({ length: 20 }, () => [0, 60]).flat());
    expect(pairs.starts.length).toBe(21);
    expect(new Set(pairs.intervals)).toEqual(new Set([60]));
  });

  test("spreads connections over the tick of coarse time stamps, and no others", () => {
    const random = randomFrom("coarse");
    const arrivals = timesOf(Array.from({ length: 200 }, () => 1000 * exponential(random, 4)));
    const sessionsAt = (times: Float64Array) =>
      sessionsFrom(Array.from(times.subarray(1), (time, i) => (time - times[i]!) / 1000));
    const cut = arrivals.map((time) => 1000 * Math.floor(time / 1000));
    const { starts, intervals, sortedIntervals, gapSeconds } = sessionsAt(cut);
    expect(gapSeconds).toBe(0);
    expect(starts).toEqual(spreadOverTick(cut, 1));
    expect(starts).not.toEqual(cut);
    expect([...intervals]).toEqual(
      Array.from(starts.subarray(1), (start, i) => (start - starts[i]!) / 1000),
    );
    expect([...sortedIntervals]).toEqual([...ascending(intervals)]);
    expect(sessionsAt(arrivals).starts).toEqual(arrivals);
    const rare = cut.map((time) => 20 * time);
    expect(sessionsAt(rare).starts.every((start) => start % 1000 === 0)).toBe(true);
  });

  test("bears no connection and one", () => {
    expect(
      sessionsOf(new Float64Array(), new Float64Array(), new Float64Array()).starts.length,
    ).toBe(0);
    expect(sessionsFrom([])).toMatchObject({ idleGaps: 0, gapSeconds: 0 });
    expect(sessionsFrom([]).starts.length).toBe(1);
  });
});
