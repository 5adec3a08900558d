import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Score } from "../../src/score.js";
import { certainty, combine, LEVELS, levelOf } from "../../src/scoring/combine.js";
import { DEFAULT_PROFILE, type Profile } from "../../src/scoring/profile.js";

const scoreOf = (id: string, value: number): Score => ({ id, value, evidence: {} });
const profile = (changes: Partial<Profile>): Profile => ({ ...DEFAULT_PROFILE, ...changes });
const UNSHRUNK = profile({ shrink: 0 });

const CLOCK = [
  scoreOf("interval-mad", 1),
  scoreOf("interval-skew", 0.8),
  scoreOf("size-consistency", 0.6),
  scoreOf("persistence", 0.1),
];

describe("combine", () => {
  test("is the mean of the scores by the profile's weights, 4 : 1 : 1 : 1", () => {
    expect(combine(CLOCK, 100, UNSHRUNK)).toBeCloseTo((4 * 1 + 0.8 + 0.6 + 0.1) / 7, 12);
  });

  test("is shrunk by 1 − e^(−n / 15)", () => {
    for (const count of [1, 4, 15, 100]) {
      expect(combine(CLOCK, count, DEFAULT_PROFILE)).toBeCloseTo(
        combine(CLOCK, count, UNSHRUNK) * (1 - Math.exp(-count / 15)),
        12,
      );
    }
  });

  test("leaves out a scorer that says nothing, rather than count it as 0", () => {
    const [mad, skew, sizes] = CLOCK as [Score, Score, Score];
    expect(combine([mad, skew, sizes], 100, UNSHRUNK)).toBeCloseTo((4 + 0.8 + 0.6) / 6, 12);
    expect(combine([mad], 100, UNSHRUNK)).toBe(1);
    expect(combine([scoreOf("interval-mad", 0), sizes], 100, UNSHRUNK)).toBeCloseTo(0.6 / 5, 12);
  });

  test("weighs a scorer it does not know 1, one of weight 0 not at all", () => {
    expect(combine([scoreOf("interval-mad", 1), scoreOf("mine", 0)], 9, UNSHRUNK)).toBe(0.8);
    const mute = profile({ weights: { "interval-mad": 0 }, shrink: 0 });
    expect(combine([scoreOf("interval-mad", 1), scoreOf("mine", 0.25)], 9, mute)).toBe(0.25);
  });

  test("is 0 without scores, and when none has any weight", () => {
    expect(combine([], 100, DEFAULT_PROFILE)).toBe(0);
    const mute = profile({ weights: { "interval-mad": 0 } });
    expect(combine([scoreOf("interval-mad", 1)], 100, mute)).toBe(0);
  });

  test("takes no id for a property that every object has", () => {
    expect(combine([scoreOf("constructor", 0.5)], 9, UNSHRUNK)).toBe(0.5);
  });

  test("stays in [0, 1] and between the lowest and the highest score, whatever the weights", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
    const cases = fc.array(fc.tuple(share, weight), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cases, fc.nat(10_000), (given, count) => {
        const weights = Object.fromEntries(given.map(([, weight], i) => [`s${i}`, weight]));
        const scores = given.map(([value], i) => scoreOf(`s${i}`, value));
        const combined = combine(scores, count, profile({ weights, shrink: 0 }));
        expect(combined).toBeLessThanOrEqual(Math.max(...given.map(([value]) => value)) + 1e-12);
        expect(combined >= 0 && combined <= 1).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe("certainty", () => {
  test("is 63 % after as many connections as the profile's shrink says, and 1 without", () => {
    expect(certainty(15, DEFAULT_PROFILE)).toBeCloseTo(1 - 1 / Math.E, 12);
    expect(certainty(60, profile({ shrink: 60 }))).toBeCloseTo(1 - 1 / Math.E, 12);
    expect(certainty(1, UNSHRUNK)).toBe(1);
  });

  test("grows with the connections", () => {
    const few = [1, 2, 5, 20, 100].map((count) => certainty(count, DEFAULT_PROFILE));
    expect(few.toSorted((a, b) => a - b)).toEqual(few);
  });
});

describe("levelOf", () => {
  const CONTEXT = [scoreOf("prevalence", 0.5)];

  test.each([
    [0, "none"],
    [0.3 - 1e-12, "none"],
    [0.3, "low"],
    [0.5 - 1e-12, "low"],
    [0.5, "medium"],
    [0.7 - 1e-12, "medium"],
    [0.7, "high"],
    [0.9 - 1e-12, "high"],
    [0.9, "critical"],
    [1, "critical"],
  ])("of %f is %s, with a context scorer's word", (score, level) => {
    expect(levelOf(score, CONTEXT, DEFAULT_PROFILE)).toBe(level);
  });

  test("is never critical for timing and size alone", () => {
    expect(levelOf(1, CLOCK, DEFAULT_PROFILE)).toBe("high");
    expect(levelOf(1, [], DEFAULT_PROFILE)).toBe("high");
  });

  test("is not critical when the context scorer says less than one half", () => {
    expect(levelOf(1, [scoreOf("prevalence", 0.4999)], DEFAULT_PROFILE)).toBe("high");
  });

  test("takes the profile's word for what is context", () => {
    expect(levelOf(1, CLOCK, profile({ context: ["interval-mad"] }))).toBe("critical");
    expect(levelOf(1, CONTEXT, profile({ context: [] }))).toBe("high");
  });

  test("is one of LEVELS, in ascending order", () => {
    expect(LEVELS).toEqual(["none", "low", "medium", "high", "critical"]);
  });
});
