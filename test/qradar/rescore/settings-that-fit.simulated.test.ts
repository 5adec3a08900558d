import { describe, expect, test } from "vitest";
import { uniform } from "../../../src/evaluation/distributions.js";
import { type Random, randomFrom } from "../../../src/evaluation/random.js";
import { ROUND_SETTINGS } from "../../../src/qradar/rescore/round-settings.js";
import {
  type FittingSetting,
  settingsThatFit,
} from "../../../src/qradar/rescore/settings-that-fit.js";

const INTERVALS = 4000;
const ERROR = 0.001;
/** At most so much latency has a check-in, seconds, or a hundredth of its interval. */
const LATENCY = 0.5;

type Law = FittingSetting["law"];
const LAWS: readonly Law[] = ["one-sided", "additive", "two-sided"];

/** One interval as each law draws it, seconds, in shares of a sleep. */
const DRAWS: Readonly<Record<Law, (random: Random, jitter: number) => number>> = {
  "one-sided": (random, jitter) => uniform(random, 1 - jitter, 1),
  "two-sided": (random, jitter) => uniform(random, 1 - jitter, 1 + jitter),
  additive: (random, jitter) => uniform(random, 1, 1 + jitter),
};

function meanOf(law: Law, period: number, jitter: number, random: Random): number {
  let sum = 0;
  for (let i = 0; i < INTERVALS; i++) sum += DRAWS[law](random, jitter);
  return (sum * period) / INTERVALS;
}

function isAmong(fits: readonly FittingSetting[], law: Law, period: number, jitter: number) {
  return fits.some((fit) => {
    if (fit.law !== law || fit.periodSeconds !== period) return false;
    return law === "two-sided" ? fit.jitter <= jitter + 1e-9 : Math.abs(fit.jitter - jitter) < 1e-9;
  });
}

/** In what share of simulated implants with and without latency the setting is among those that fit. */
function shareNamed(law: Law, jitters: readonly number[], latency: number): number {
  const random = randomFrom(`${law} ${latency}`);
  let [named, all] = [0, 0];
  for (const period of ROUND_SETTINGS) {
    for (const jitter of jitters) {
      const bare = meanOf(law, period, jitter, random);
      const mean = bare + latency * Math.min(LATENCY, bare / 101);
      const printed = mean + uniform(random, -ERROR, ERROR);
      if (isAmong(settingsThatFit(printed, INTERVALS, ERROR), law, period, jitter)) named++;
      all++;
    }
  }
  return named / all;
}

describe("of implants whose sleeps are drawn by a law, up to so much jitter", () => {
  const steps = (to: number) => Array.from({ length: 20 * to }, (_, i) => (i + 1) / 20);

  test.each<[Law, number, number]>([
    ["one-sided", 1, 0],
    ["one-sided", 1, 1],
    ["additive", 1, 0],
    ["additive", 1, 1],
    ["two-sided", 0.5, 0],
    ["two-sided", 0.5, 1],
  ])("(%s, %f; latency times %i) nearly all are among what fits", (law, to, latency) => {
    expect(shareNamed(law, steps(to), latency)).toBeGreaterThanOrEqual(0.95);
  });
});

describe("a mean without a timer", () => {
  /** How many settings of each law fit such a mean on average, and how many of all at most. */
  function fitting(intervals: number) {
    const random = randomFrom("no timer");
    const found = { "one-sided": 0, additive: 0, "two-sided": 0, most: 0 };
    const means = 2000;
    for (let i = 0; i < means; i++) {
      const mean = Math.exp(uniform(random, Math.log(20), Math.log(3600)));
      const fits = settingsThatFit(mean, intervals, ERROR);
      for (const { law } of fits) found[law] += 1 / means;
      found.most = Math.max(found.most, fits.length);
    }
    return found;
  }

  test.each([
    [24, { "one-sided": 0.87, additive: 0.67, "two-sided": 0.96, most: 5 }],
    [100, { "one-sided": 2.1, additive: 1.25, "two-sided": 0.48, most: 7 }],
    [1440, { "one-sided": 2.1, additive: 1.06, "two-sided": 0.135, most: 7 }],
    [10_000, { "one-sided": 0.98, additive: 0.59, "two-sided": 0.06, most: 6 }],
  ])("over %i intervals fits some settings, and not many", (intervals, some) => {
    const { most, ...found } = fitting(intervals);
    expect(most).toBeLessThanOrEqual(some.most);
    for (const law of LAWS) {
      expect(found[law]).toBeGreaterThan(0.95 * some[law]);
      expect(found[law]).toBeLessThan(1.05 * some[law]);
    }
  });
});
