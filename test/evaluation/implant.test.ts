import { standardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { additiveJitter } from "../../src/evaluation/families/additive-jitter.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { gammaGaps } from "../../src/evaluation/families/gamma-gaps.js";
import { gaussianJitter } from "../../src/evaluation/families/gaussian-jitter.js";
import { longLived } from "../../src/evaluation/families/long-lived.js";
import { missed } from "../../src/evaluation/families/missed.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { stages } from "../../src/evaluation/families/stages.js";
import { twoSidedJitter } from "../../src/evaluation/families/two-sided-jitter.js";
import { FAMILIES } from "../../src/evaluation/families.js";
import type { Family, Parameters, Visit } from "../../src/evaluation/family.js";
import { implantTimes, implantTruth } from "../../src/evaluation/implant.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { localVariation } from "../../src/statistics/local-variation.js";

const START = Date.UTC(2026, 10, 23);
const MONTH = { start: START, end: START + 30 * 86_400_000 };

function intervalsOf(times: readonly number[]): Float64Array {
  const sorted = Float64Array.from(times).sort();
  return sorted.subarray(1).map((time, i) => (time - (sorted[i] as number)) / 1000);
}

describe("an implant's times", () => {
  test("are those of one-sided jitter, a latency of 0.12 s on average included", () => {
    const parameters = { periodSeconds: 60, jitter: 0.5 };
    const intervals = intervalsOf(implantTimes(randomFrom("implant"), MONTH, parameters));
    const mean = intervals.reduce((sum, one) => sum + one, 0) / intervals.length;
    const deviation = 30 / Math.sqrt(12);
    const error = deviation / Math.sqrt(intervals.length);
    expect(Math.abs(mean - 45 - 0.15 * Math.sqrt(2 / Math.PI))).toBeLessThan(4 * error);
    expect(standardDeviation([...intervals]) / deviation).toBeCloseTo(1, 1.7);
    expect(Math.min(...intervals)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...intervals)).toBeLessThan(61);
  });

  test("have the period as their truth, and a law by whether there is jitter", () => {
    expect(implantTruth({ periodSeconds: 60, jitter: 0 }).law).toBe("fixed");
    expect(implantTruth({ periodSeconds: 60, jitter: 0.2 })).toEqual({
      periodSeconds: 60,
      jitter: 0.2,
      law: "one-sided",
    });
  });
});

/** The local variation of a family over a month, and of as many intervals of any law four standard errors, at most. */
function variation(family: Family, parameters: Parameters): { lv: number; error: number } {
  const all = { ...family.defaults, ...parameters };
  const times = family.starts(randomFrom(family.id), MONTH, all);
  const intervals = intervalsOf(times.map((one) => (typeof one === "number" ? one : one.time)));
  return { lv: localVariation(intervals), error: 4 * (1.08 / Math.sqrt(intervals.length - 1)) };
}

describe("the local variation of a family", () => {
  test.each([
    [fixed, {}, 0],
    [oneSidedJitter, { jitter: 0.1 }, 0.001],
    [oneSidedJitter, { jitter: 0.2 }, 0.006],
    [oneSidedJitter, { jitter: 0.37 }, 0.026],
    [oneSidedJitter, { jitter: 0.5 }, 0.057],
    [oneSidedJitter, { jitter: 0.75 }, 0.195],
    [oneSidedJitter, { jitter: 0.9 }, 0.396],
    [oneSidedJitter, { jitter: 0.99 }, 0.643],
    [twoSidedJitter, { jitter: 0.2 }, 0.02],
    [twoSidedJitter, { jitter: 0.5 }, 0.132],
    [additiveJitter, {}, 0.02],
    [gaussianJitter, { share: 0.1 }, 0.015],
    [missed, { periodSeconds: 60, missed: 0.25 }, 0.18],
    [missed, { periodSeconds: 60, missed: 0.5 }, 0.39],
    [poisson, {}, 1],
    [gammaGaps, { shape: 2 }, 3 / 5],
    [gammaGaps, { shape: 4 }, 3 / 9],
  ] as const)("$0.id $1 is $2", (family, parameters, expected) => {
    const { lv, error } = variation(family as Family, parameters);
    // The error of a Poisson process, scaled: what is regular varies less.
    expect(Math.abs(lv - expected)).toBeLessThan(0.002 + error * expected);
  });
});

describe("the parameters of the families", () => {
  /** Shares, counts and switches. */
  const WITHOUT_UNIT =
    /^(jitter|share|missed|dataJitter|percent|ratio|shape|offShape|sigma|gapSigma|size|interactive|browsing|weekend|random|naps|most|reuse|bursts|servers|implants|oneIn|objects|sites|connections|targets)$/;

  test.each(FAMILIES)("of $id say their unit, or have none", ({ defaults }) => {
    for (const name of Object.keys(defaults)) {
      if (!WITHOUT_UNIT.test(name)) expect(name).toMatch(/(Seconds|Hours|perDay)$/);
    }
  });
});

test("a long-lived implant's connections follow one another: each lasts until the next begins", () => {
  const visits = longLived.starts(randomFrom("l"), MONTH, longLived.defaults) as Visit[];
  expect(visits.length).toBeGreaterThan(100);
  for (const [i, { time, duration }] of visits.slice(0, -1).entries()) {
    const next = visits[i + 1] as Visit;
    expect(time + (duration as number) * 1000).toBeCloseTo(next.time, 0);
  }
});

test("stages with interactive work stay in a window shorter than that work", () => {
  const window = { start: START, end: START + 300_000 };
  const times = stages.starts(randomFrom("s"), window, { ...stages.defaults, interactive: 1 });
  expect(times.length).toBeGreaterThan(50);
  expect(times.every((time) => Number(time) >= window.start && Number(time) < window.end)).toBe(
    true,
  );
});
