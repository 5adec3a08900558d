import { mean, standardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { additiveJitter } from "../../src/evaluation/families/additive-jitter.js";
import { backingOff } from "../../src/evaluation/families/backing-off.js";
import { browsing } from "../../src/evaluation/families/browsing.js";
import { bursts } from "../../src/evaluation/families/bursts.js";
import { clocked } from "../../src/evaluation/families/clocked.js";
import { connectionReuse } from "../../src/evaluation/families/connection-reuse.js";
import { dataJitter } from "../../src/evaluation/families/data-jitter.js";
import { diurnal, HOURLY_ACTIVITY } from "../../src/evaluation/families/diurnal.js";
import { exfiltration } from "../../src/evaluation/families/exfiltration.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { flowTimeout } from "../../src/evaluation/families/flow-timeout.js";
import { gaussianJitter } from "../../src/evaluation/families/gaussian-jitter.js";
import { goldenRatio } from "../../src/evaluation/families/golden-ratio.js";
import { keepAlive } from "../../src/evaluation/families/keep-alive.js";
import { laptopSleep } from "../../src/evaluation/families/laptop-sleep.js";
import { latticeJitter } from "../../src/evaluation/families/lattice-jitter.js";
import { logUniform } from "../../src/evaluation/families/log-uniform.js";
import { missed } from "../../src/evaluation/families/missed.js";
import { mixed } from "../../src/evaluation/families/mixed.js";
import { monitoring } from "../../src/evaluation/families/monitoring.js";
import { nat } from "../../src/evaluation/families/nat.js";
import { ntp } from "../../src/evaluation/families/ntp.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { outages } from "../../src/evaluation/families/outages.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { rotation } from "../../src/evaluation/families/rotation.js";
import { sampled } from "../../src/evaluation/families/sampled.js";
import { stages } from "../../src/evaluation/families/stages.js";
import { telemetry } from "../../src/evaluation/families/telemetry.js";
import { twoSidedJitter } from "../../src/evaluation/families/two-sided-jitter.js";
import { workingHours } from "../../src/evaluation/families/working-hours.js";
import { FAMILIES } from "../../src/evaluation/families.js";
import type { Family, Parameters, Visit, Window } from "../../src/evaluation/family.js";
import { type Random, randomFrom } from "../../src/evaluation/random.js";

const START = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

/** Seconds between the starts of a family over so many days. */
function intervals(family: Family, days: number, parameters: Parameters): Float64Array {
  const window = { start: START, end: START + days * DAY };
  const times = Float64Array.from(
    timesOf(family, randomFrom(family.id), window, parameters),
  ).sort();
  return times.subarray(1).map((time, i) => (time - (times[i] as number)) / 1000);
}

function timesOf(family: Family, random: Random, window: Window, parameters: Parameters): number[] {
  const all = { ...family.defaults, ...parameters };
  return family
    .starts(random, window, all)
    .map((start) => (typeof start === "number" ? start : start.time));
}

function law(seconds: Float64Array): { mean: number; cv: number } {
  const values = [...seconds];
  return { mean: mean(values), cv: standardDeviation(values) / mean(values) };
}

describe.each(FAMILIES)("$id", (family) => {
  // From Sunday morning to Thursday night: the slow ones have something to show, and the working day is in it.
  const window = { start: START + DAY / 4, end: START + 5 * DAY };

  test("starts within the window, and the same for the same seed", () => {
    const times = timesOf(family, randomFrom("a"), window, {});
    expect(times.length).toBeGreaterThan(10);
    expect(times.every((time) => time >= window.start && time < window.end)).toBe(true);
    expect(timesOf(family, randomFrom("a"), window, {})).toEqual(times);
    expect(timesOf(family, randomFrom("b"), window, {})).not.toEqual(times);
  });

  test("goes to destinations it has, and says of what kind it is by its code", () => {
    const servers = family.destinations?.(family.defaults) ?? 1;
    const visits = family.starts(randomFrom("a"), window, family.defaults);
    const strange = visits.filter((visit) => {
      const destination = typeof visit === "number" ? 0 : (visit.destination ?? 0);
      return !(Number.isInteger(destination) && destination >= 0 && destination < servers);
    });
    expect(strange).toEqual([]);
    const labels = { B: "c2", N: "benign", P: "benign-periodic" } as const;
    expect(family.label).toBe(labels[family.code.charAt(0) as "B" | "N" | "P"]);
    expect(family.code).toMatch(/^[BNP]\d+$/);
  });

  test("names its truth in the terms of a finding", () => {
    const truth = family.truth?.(family.defaults);
    if (truth === undefined) return;
    expect(truth.periodSeconds).toBeGreaterThan(0);
    expect(truth.jitter >= 0 && truth.jitter <= 1).toBe(true);
    expect(["fixed", "clocked", "one-sided", "two-sided", "additive"]).toContain(truth.law);
  });

  test("has nothing to say of an empty window", () => {
    const empty = { start: START, end: START };
    expect(family.starts(randomFrom("a"), empty, family.defaults)).toEqual([]);
  });

  test("exchanges whole bytes and whole microseconds, or unknown ones", () => {
    const next = family.exchanges(randomFrom("a"), family.defaults);
    const isCount = (bytes: number | null) =>
      bytes === null || (Number.isInteger(bytes) && bytes >= 0);
    const strange = Array.from({ length: 1000 }, next).filter(
      ({ bytesOut, bytesIn, duration }) =>
        !(isCount(bytesOut) && isCount(bytesIn)) ||
        (duration !== null && Number(duration.toFixed(6)) !== duration),
    );
    expect(strange).toEqual([]);
  });
});

test("ids are unique, and in the form of file names", () => {
  expect(new Set(FAMILIES.map(({ id }) => id)).size).toBe(FAMILIES.length);
  for (const { id } of FAMILIES) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

describe.each([
  { family: fixed, parameters: { periodSeconds: 0, latencySeconds: 0 } },
  { family: oneSidedJitter, parameters: { periodSeconds: 1e-9, jitter: 0, latencySeconds: 0 } },
  { family: twoSidedJitter, parameters: { periodSeconds: 0, jitter: 0, latencySeconds: 0 } },
  { family: telemetry, parameters: { periodSeconds: 1e-4, spreadSeconds: 2 } },
  { family: telemetry, parameters: { periodSeconds: 0, spreadSeconds: 2 } },
  { family: poisson, parameters: { perDay: 1e12 } },
  { family: diurnal, parameters: { perDay: 1e12 } },
  { family: ntp, parameters: { pollSeconds: 0 } },
])("$family.id", ({ family, parameters }) => {
  test("refuses a period so near 0 that memory would not do", () => {
    const attempt = () =>
      timesOf(family as Family, randomFrom("a"), { start: START, end: START + DAY }, parameters);
    expect(attempt).toThrow(RangeError);
  });
});

describe("the implants' laws", () => {
  test("fixed: the period, and with latency a half-normal's mean √(2/π) σ more", () => {
    const exact = law(intervals(fixed, 30, { periodSeconds: 60, latencySeconds: 0 }));
    expect(exact.mean).toBeCloseTo(60, 6);
    expect(exact.cv).toBeLessThan(1e-6);
    const late = law(intervals(fixed, 30, { periodSeconds: 60, latencySeconds: 0.15 }));
    expect(late.mean).toBeCloseTo(60 + 0.15 * Math.sqrt(2 / Math.PI), 2);
  });

  test.each([0.1, 0.2, 0.37, 0.5, 0.9])("one-sided jitter %d: U[S(1 − j), S]", (jitter) => {
    const seconds = intervals(oneSidedJitter, 60, { periodSeconds: 60, jitter, latencySeconds: 0 });
    const { mean, cv } = law(seconds);
    expect(mean / (60 * (1 - jitter / 2))).toBeCloseTo(1, 2);
    expect(cv / (jitter / (Math.sqrt(3) * (2 - jitter)))).toBeCloseTo(1, 1.7);
    expect(seconds.every((s) => s > 60 * (1 - jitter) - 1e-3 && s < 60 + 1e-3)).toBe(true);
  });

  test.each([0.1, 0.2, 0.5, 1])("two-sided jitter %d: U[S(1 − j), S(1 + j)]", (jitter) => {
    const seconds = intervals(twoSidedJitter, 60, { periodSeconds: 60, jitter, latencySeconds: 0 });
    const { mean, cv } = law(seconds);
    expect(mean / 60).toBeCloseTo(1, 1.7);
    expect(cv / (jitter / Math.sqrt(3))).toBeCloseTo(1, 1.7);
  });

  test("check-ins ask nearly the same size every time", () => {
    const next = fixed.exchanges(randomFrom("sizes"), fixed.defaults);
    const sizes = Array.from({ length: 1000 }, () => next().bytesOut).filter((b) => b !== null);
    const smallest = Math.min(...sizes);
    expect(sizes.length).toBeLessThan(1000);
    expect(sizes.filter((b) => b <= smallest + 3).length / sizes.length).toBeGreaterThan(0.95);
  });
});

describe("the background's laws", () => {
  test("poisson: exponential gaps, coefficient of variation 1", () => {
    const { mean, cv } = law(intervals(poisson, 200, { perDay: 200 }));
    expect(mean / 432).toBeCloseTo(1, 1.7);
    expect(cv).toBeCloseTo(1, 1.7);
  });

  test("diurnal: each hour has its part of the day, and the day its number", () => {
    expect(mean([...HOURLY_ACTIVITY])).toBeCloseTo(1, 9);
    const window = { start: START, end: START + 400 * DAY };
    const times = timesOf(diurnal, randomFrom("d"), window, { perDay: 200 });
    expect(times.length / (400 * 200)).toBeCloseTo(1, 1.7);
    const hours = new Array<number>(24).fill(0);
    for (const time of times) hours[new Date(time).getUTCHours()]!++;
    for (const [hour, count] of hours.entries()) {
      expect((count / times.length) * 24).toBeCloseTo(HOURLY_ACTIVITY[hour] as number, 0.7);
    }
  });

  test("browsing: gaps are either within a page or at least the shortest time off", () => {
    const gaps = [...intervals(browsing, 200, { minimumOffSeconds: 60 })];
    const pages = gaps.filter((gap) => gap >= 60);
    expect(gaps.length / pages.length).toBeCloseTo(6.5, 0); // 1–12 objects a page
    expect(gaps.filter((gap) => gap > 20 && gap < 60).length / gaps.length).toBeLessThan(0.01);
    expect(pages.filter((gap) => gap > 600).length / pages.length).toBeCloseTo(10 ** -1.2, 1.5);
  });

  test("telemetry keeps to the clock: lateness does not add up", () => {
    const window = { start: START, end: START + 30 * DAY };
    const parameters = { periodSeconds: 300, spreadSeconds: 2 };
    const times = timesOf(telemetry as Family, randomFrom("t"), window, parameters);
    const first = times[0] as number;
    const off = times.filter((time, tick) => Math.abs((time - first) / 1000 - tick * 300) > 2);
    expect(off).toEqual([]);
  });

  test("ntp polls within a second of its interval", () => {
    const seconds = intervals(ntp, 30, { pollSeconds: 64 });
    expect(seconds.every((s) => Math.abs(s - 64) < 1.001)).toBe(true);
    expect(law(seconds).mean).toBeCloseTo(64, 1);
  });
});

describe("the other implants' laws", () => {
  const MONTH = { start: START, end: START + 30 * DAY };
  const seen = (family: Family, parameters: Parameters = {}) =>
    intervals(family, 30, { ...family.defaults, ...parameters });
  const visitsOf = (family: Family, parameters: Parameters = {}) =>
    family.starts(randomFrom("v"), MONTH, { ...family.defaults, ...parameters }) as Visit[];

  test.each([
    // Mean and coefficient of variation by theory, latency of 0.12 s on average included.
    [additiveJitter, {}, 75.12, 30 / Math.sqrt(12) / 75.12],
    [additiveJitter, { periodSeconds: 300, addedSeconds: 60 }, 330.12, 60 / Math.sqrt(12) / 330.12],
    [gaussianJitter, { share: 0.2 }, 300.12, 0.2],
    [clocked, { share: 0.05 }, 600, 0.05 * Math.SQRT2],
    [missed, { periodSeconds: 60, missed: 0.25 }, 60.12 / 0.75, Math.sqrt(0.25)],
    [missed, { periodSeconds: 60, missed: 0.5 }, 60.12 / 0.5, Math.sqrt(0.5)],
    [connectionReuse, { jitter: 0.2 }, 5 * 54.12, 0.2 / Math.sqrt(3) / 1.8 / Math.sqrt(5)],
    [sampled, { periodSeconds: 60, oneIn: 10 }, 601.2, Math.sqrt(0.9)],
    [flowTimeout, {}, 60.25, 0.5 / Math.sqrt(12) / 60.25],
    [keepAlive, { periodSeconds: 300 }, 300 * 0.99, 0.02 / Math.sqrt(12)],
    [monitoring, {}, 30.025, 0.05 / Math.sqrt(12) / 30],
  ] as const)(
    "$0.id $1: mean interval $2, coefficient of variation $3",
    (family, parameters, expected, cv) => {
      const found = law(seen(family as Family, parameters));
      expect(found.mean / expected).toBeCloseTo(1, 1.5);
      expect(Math.abs(found.cv - cv)).toBeLessThan(0.002 + 0.06 * cv);
    },
  );

  test("a lattice of whole seconds: at most as many sleeps as percent", () => {
    const seconds = seen(latticeJitter as Family, {
      periodSeconds: 60,
      percent: 37,
      latencySeconds: 0,
    });
    const different = new Set(Array.from(seconds, (one) => Math.round(one)));
    expect(different.size).toBeLessThanOrEqual(37);
    expect(Math.min(...different)).toBeGreaterThanOrEqual(60 * 0.64);
    expect(Math.max(...different)).toBeLessThanOrEqual(60 * 1.36);
  });

  test("outages take off time, a quarter of the time in a month, an hour each", () => {
    const gaps = seen(outages as Family);
    const long = gaps.filter((gap) => gap > 120);
    expect(mean([...long]) / 3600).toBeGreaterThan(0.7);
    expect(mean([...long]) / 3600).toBeLessThan(1.4);
    expect(long.reduce((sum, gap) => sum + gap, 0) / (30 * 86_400)).toBeCloseTo(0.25, 0.7);
  });

  test("working hours are from 9 to 17, not on weekends; a laptop sleeps as often as told", () => {
    const dates = timesOf(workingHours as Family, randomFrom("w"), MONTH, {}).map(
      (time) => new Date(time),
    );
    expect(dates.every((date) => date.getUTCHours() >= 9 && date.getUTCHours() < 17)).toBe(true);
    expect(dates.some((date) => date.getUTCDay() % 6 === 0)).toBe(false);
    const weekend = timesOf(workingHours as Family, randomFrom("w"), MONTH, { weekend: 1 });
    expect(weekend.some((time) => new Date(time).getUTCDay() === 0)).toBe(true);
    const naps = seen(laptopSleep as Family, { naps: 3 }).filter((gap) => gap > 600);
    expect(naps.length).toBeLessThanOrEqual(3);
    expect(naps.length).toBeGreaterThan(0);
  });

  test("stages have as many check-ins each, and work in between when interactive", () => {
    const gaps = seen(stages as Family, { jitter: 0 });
    const [first, second, third] = [60, 300, 1800].map(
      (period) => gaps.filter((gap) => Math.abs(gap / period - 1) < 0.02).length,
    );
    expect(second! / first!).toBeCloseTo(1, 0.9);
    expect(third! / first!).toBeCloseTo(1, 0.9);
    const busy = seen(stages as Family, { jitter: 0, interactive: 1 }).filter((gap) => gap < 5.5);
    expect(busy.length).toBeGreaterThan(200);
  });

  test("bursts open 2.5 connections a check-in on average, exfiltration 300 large ones a burst", () => {
    const within = seen(bursts as Family).filter((gap) => gap < 20).length;
    const all = seen(bursts as Family).length;
    expect(all / (all - within)).toBeCloseTo(2.5, 0.7);
    const large = visitsOf(exfiltration as Family, { bursts: 2 }).filter(
      ({ factor }) => factor === 1000,
    );
    expect(large).toHaveLength(600);
  });

  test("rotation goes round in turn, or to each as often at random", () => {
    const turn = visitsOf(rotation as Family, { random: 0 }).map(({ destination }) => destination);
    expect(turn.slice(0, 6)).toEqual([0, 1, 2, 0, 1, 2]);
    const drawn = visitsOf(rotation as Family).map(({ destination }) => destination);
    for (const server of [0, 1, 2]) {
      const share = drawn.filter((destination) => destination === server).length / drawn.length;
      expect(share).toBeCloseTo(1 / 3, 1.5);
    }
  });

  test("mixed traffic has its ratio, and implants behind one address add up", () => {
    const alone = seen(oneSidedJitter as Family, { periodSeconds: 300, jitter: 0 }).length;
    expect(seen(mixed as Family, { ratio: 10 }).length / alone).toBeCloseTo(11, 0);
    expect(seen(mixed as Family, { ratio: 1, browsing: 1 }).length / alone).toBeGreaterThan(2);
    expect(seen(nat as Family).length / alone).toBeCloseTo(3, 1);
  });

  test("golden sleeps grow by their ratio, backing off doubles, log-uniform spans two decades", () => {
    const golden = seen(goldenRatio as Family);
    const ratios = Array.from(golden.subarray(6, 12), (gap, i) => gap / golden[i + 5]!);
    for (const ratio of ratios) if (ratio > 1) expect(ratio).toBeCloseTo(1.618, 1);
    const back = seen(backingOff as Family);
    expect(Math.max(...back)).toBeLessThan(1801);
    expect(
      back.filter((gap, i) => i > 0 && Math.abs(gap / back[i - 1]! - 2) < 0.1).length,
    ).toBeGreaterThan(50);
    const sleeps = seen(logUniform as Family, { periodSeconds: 300 });
    expect(Math.min(...sleeps)).toBeGreaterThan(29.9);
    expect(Math.max(...sleeps)).toBeLessThan(3001);
    expect(Math.log10(mean([...sleeps]) / 300)).toBeCloseTo(Math.log10(9.9 / Math.log(100)), 1);
  });

  test("data jitter pads by up to its share", () => {
    const next = dataJitter.exchanges(randomFrom("d"), { ...dataJitter.defaults, dataJitter: 0.5 });
    const sizes = Array.from({ length: 2000 }, () => next().bytesOut ?? Number.NaN).filter(
      (one) => one < 1000,
    );
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(1.4);
  });
});
