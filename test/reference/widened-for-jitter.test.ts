import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { type Random, randomFrom } from "../../src/evaluation/random.js";
import { IMPROVED_RULE } from "../../src/reference/improved-rule.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";
import { widenedForJitter } from "../../src/reference/widened-for-jitter.js";

/** Sleeps of S seconds with a jitter j, as implants draw them. */
const LAWS = {
  "one-sided": (random: Random, s: number, j: number) => s * (1 - j * random()),
  "two-sided": (random: Random, s: number, j: number) => s * (1 - j + 2 * j * random()),
  additive: (random: Random, s: number, j: number) => s * (1 + j * random()),
};

describe("widenedForJitter", () => {
  test("leaves a rule as it is without jitter", () => {
    expect(widenedForJitter(DEFAULT_RULE, 0)).toEqual({ ...DEFAULT_RULE, interval: [1, 905] });
    expect(widenedForJitter(IMPROVED_RULE, 0)).toEqual(IMPROVED_RULE);
    const fine = { ...IMPROVED_RULE, bands: [[59.5, 60.25]] as const };
    expect(widenedForJitter(fine, 0)).toEqual(fine);
  });

  test("gives the numbers that the laws of sleep imply", () => {
    // 60 s at 20 %: 6 s of shift, 1.96 · 60 · 0.2 / √(12 · 15) = 1.75 s of scatter, 5 s of delay.
    const { bands, interval } = widenedForJitter(DEFAULT_RULE, 0.2);
    expect(bands[0]).toEqual([47, 73]);
    expect(bands[2]).toEqual([778, 1022]);
    expect(interval).toEqual([1, 1022]);
  });

  test.each(Object.keys(LAWS) as (keyof typeof LAWS)[])(
    "holds the mean of at least 95 %% of %s series, however short",
    (law) => {
      const random = randomFrom(`widened/${law}`);
      for (const jitter of [0.05, 0.2, 0.37, 0.5, 0.9, 1]) {
        const { bands } = widenedForJitter(IMPROVED_RULE, jitter);
        for (const [i, sleep] of [60, 300, 900, 1800, 3600].entries()) {
          const [lower, upper] = bands[i] as readonly [number, number];
          for (const intervals of [15, 30, 100]) {
            let held = 0;
            for (let run = 0; run < 200; run++) {
              let sum = 0;
              for (let k = 0; k < intervals; k++) sum += LAWS[law](random, sleep, jitter);
              const mean = sum / intervals;
              if (mean >= lower && mean <= upper) held++;
            }
            expect(held / 200, `${sleep} s, ${jitter}, ${intervals}`).toBeGreaterThanOrEqual(0.95);
          }
        }
      }
    },
  );

  test("keeps the reference query's bands from the same series", () => {
    const random = randomFrom("widened/unchanged");
    const mean = () => {
      let sum = 0;
      for (let k = 0; k < 100; k++) sum += LAWS["one-sided"](random, 60, 0.2);
      return sum / 100;
    };
    const within = Array.from({ length: 200 }, mean).filter((value) => value >= 55);
    expect(within.length).toBeLessThan(10);
  });

  test("widens with the jitter, never past zero, and its own answer is a rule", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((jitter) =>
          widenedForJitter(IMPROVED_RULE, jitter),
        );
        for (const [i, [lower, upper]] of (less?.bands ?? []).entries()) {
          const [wideLower, wideUpper] = more?.bands[i] ?? [Number.NaN, Number.NaN];
          expect(wideLower).toBeLessThanOrEqual(lower);
          expect(wideUpper).toBeGreaterThanOrEqual(upper);
          expect(wideLower).toBeGreaterThanOrEqual(0);
          expect(more?.interval[1]).toBeGreaterThanOrEqual(wideUpper);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
    const none = { ...DEFAULT_RULE, minCount: 0 };
    expect(widenedForJitter(none, 1).bands[0]?.[0]).toBe(0);
  });

  test.each([-0.1, 1.01, Number.NaN, "0.2; DROP" as unknown as number])(
    "refuses %j for a jitter",
    (jitter) => {
      const widen = () => widenedForJitter(DEFAULT_RULE, jitter);
      expect(widen).toThrow(RuleError);
      expect(widen).toThrow(/^jitter: expected a share from 0 to 1, got /);
    },
  );
});
