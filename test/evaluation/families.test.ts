import { mean, standardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { browsing } from "../../src/evaluation/families/browsing.js";
import { diurnal, HOURLY_ACTIVITY } from "../../src/evaluation/families/diurnal.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { ntp } from "../../src/evaluation/families/ntp.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { telemetry } from "../../src/evaluation/families/telemetry.js";
import { twoSidedJitter } from "../../src/evaluation/families/two-sided-jitter.js";
import { FAMILIES } from "../../src/evaluation/families.js";
import type { Family, Parameters } from "../../src/evaluation/family.js";
import { randomFrom } from "../../src/evaluation/random.js";

const START = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

/** Seconds between the starts of a family over so many days. */
function intervals(family: Family, days: number, parameters: Parameters): Float64Array {
  const window = { start: START, end: START + days * DAY };
  const times = Float64Array.from(family.starts(randomFrom(family.id), window, parameters)).sort();
  return times.subarray(1).map((time, i) => (time - (times[i] as number)) / 1000);
}

function law(seconds: Float64Array): { mean: number; cv: number } {
  const values = [...seconds];
  return { mean: mean(values), cv: standardDeviation(values) / mean(values) };
}

describe.each(FAMILIES)("$id", (family) => {
  const window = { start: START + DAY / 4, end: START + DAY };

  test("starts within the window, and the same for the same seed", () => {
    const times = family.starts(randomFrom("a"), window, family.defaults);
    expect(times.length).toBeGreaterThan(10);
    expect(times.every((time) => time >= window.start && time < window.end)).toBe(true);
    expect(family.starts(randomFrom("a"), window, family.defaults)).toEqual(times);
    expect(family.starts(randomFrom("b"), window, family.defaults)).not.toEqual(times);
  });

  test("has nothing to say of an empty window", () => {
    const empty = { start: START, end: START };
    expect(family.starts(randomFrom("a"), empty, family.defaults)).toEqual([]);
  });

  test("exchanges whole bytes and whole microseconds, or unknown ones", () => {
    const next = family.exchanges(randomFrom("a"));
    for (const { bytesOut, bytesIn, duration } of Array.from({ length: 1000 }, next)) {
      expect(bytesOut === null || (Number.isInteger(bytesOut) && bytesOut >= 0)).toBe(true);
      expect(bytesIn === null || (Number.isInteger(bytesIn) && bytesIn >= 0)).toBe(true);
      expect(duration === null || Number(duration.toFixed(6)) === duration).toBe(true);
    }
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
    const { starts } = family as Family;
    const attempt = () => starts(randomFrom("a"), { start: START, end: START + DAY }, parameters);
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
    const next = fixed.exchanges(randomFrom("sizes"));
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
    const times = diurnal.starts(randomFrom("d"), window, { perDay: 200 });
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
    const times = telemetry.starts(randomFrom("t"), window, parameters);
    const first = times[0] as number;
    for (const [tick, time] of times.entries()) {
      expect(Math.abs((time - first) / 1000 - tick * 300)).toBeLessThanOrEqual(2);
    }
  });

  test("ntp polls within a second of its interval", () => {
    const seconds = intervals(ntp, 30, { pollSeconds: 64 });
    expect(seconds.every((s) => Math.abs(s - 64) < 1.001)).toBe(true);
    expect(law(seconds).mean).toBeCloseTo(64, 1);
  });
});
