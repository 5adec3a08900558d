import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Score } from "../../src/score.js";
import { combine, decadesOf, LEVELS, levelOf } from "../../src/scoring/combine.js";
import { chanceOf, LEAST_CHANCE } from "../../src/scoring/false-alarm.js";
import { NULL_TABLE } from "../../src/scoring/null-table.js";
import { DEFAULT_PROFILE, type Profile, parseProfile } from "../../src/scoring/profile.js";

const scoreOf = (id: string, value: number): Score => ({ id, value, evidence: {} });
const profile = (changes: Partial<Profile>): Profile => ({ ...DEFAULT_PROFILE, ...changes });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const CALIBRATED = Object.keys(NULL_TABLE.scorers);
const CLOCK = CALIBRATED.map((id) => scoreOf(id, 0.9));

describe("combine", () => {
  test("makes the chance p an e-value of 1 / (2√p), times the prior odds", () => {
    const scores = [scoreOf("comb", 0.6)];
    const p = chanceOf(scores, 45)?.falseAlarm as number;
    expect(p).toBeGreaterThan(LEAST_CHANCE);
    expect(p).toBeLessThan(0.01);
    const odds = (1 / 16) * (1 / (2 * Math.sqrt(p)));
    const { score, falseAlarm, strongest } = combine(scores, 45, DEFAULT_PROFILE);
    expect(score).toBeCloseTo(odds / (1 + odds), 12);
    expect({ falseAlarm, strongest }).toEqual({ falseAlarm: p, strongest: "comb" });
  });

  test("gives ½ near a chance of 1 in 1,000 and 0.97 at one in a million, by timing alone", () => {
    const at = (p: number) => {
      const odds = DEFAULT_PROFILE.prior / (2 * Math.sqrt(p));
      return odds / (1 + odds);
    };
    expect(at(1e-3)).toBeCloseTo(0.5, 1);
    expect(combine(CLOCK, 200, DEFAULT_PROFILE).score).toBeCloseTo(at(LEAST_CHANCE), 12);
    expect(at(LEAST_CHANCE)).toBeCloseTo(0.97, 2);
  });

  test("multiplies the odds by the powers of ten that the other scorers add or take", () => {
    const oddsOf = (scores: readonly Score[]) => {
      const { score } = combine(scores, 200, DEFAULT_PROFILE);
      return Math.log10(score / (1 - score));
    };
    const alone = oddsOf(CLOCK);
    expect(oddsOf([...CLOCK, scoreOf("prevalence", 0)])).toBeCloseTo(alone - 2, 9);
    expect(oddsOf([...CLOCK, scoreOf("prevalence", 1)])).toBeCloseTo(alone + 0.2, 9);
    expect(oddsOf([...CLOCK, scoreOf("prevalence", 0.5)])).toBeCloseTo(alone, 9);
    expect(oddsOf([...CLOCK, scoreOf("mine", 1), scoreOf("prevalence", 0.25)])).toBeCloseTo(
      alone + 1 - 1,
      9,
    );
  });

  test("starts from even odds where no scorer with a null has spoken", () => {
    expect(combine([scoreOf("mine", 1)], 9, DEFAULT_PROFILE)).toEqual({
      score: 10 / 11,
      falseAlarm: null,
      strongest: null,
    });
    expect(combine([scoreOf("mine", 0.5)], 9, DEFAULT_PROFILE).score).toBe(0.5);
    expect(combine([scoreOf("mine", 0)], 9, DEFAULT_PROFILE).score).toBeCloseTo(1 / 11, 12);
  });

  test("takes a chance that was to be had, and is not, for 1", () => {
    const others = [scoreOf("mine", 0.75)];
    const odds = (1 / 16 / 2) * 10 ** 0.5;
    const without = { falseAlarm: null, strongest: null };
    const { score, ...rest } = combine(others, 9, DEFAULT_PROFILE, true);
    expect(score).toBeCloseTo(odds / (1 + odds), 12);
    expect(rest).toEqual(without);
    expect(combine([], 9, DEFAULT_PROFILE, true)).toEqual({ score: 0, ...without });
    // Too few check-ins for the null: that a scorer speaks is no evidence.
    expect(combine([...others, scoreOf("comb", 1)], 5, DEFAULT_PROFILE).score).toBe(score);
    expect(combine(others, 9, DEFAULT_PROFILE, false).score).toBeGreaterThan(0.7);
  });

  test("raises the evidence of the scorer that made the chance to the power of its weight, not the chance", () => {
    const scores = [scoreOf("comb", 0.6), scoreOf("interval-mad", 0.1)];
    const plain = combine(scores, 45, DEFAULT_PROFILE);
    for (const power of [0.5, 2, 3]) {
      const weighed = combine(scores, 45, parseProfile({ weights: { comb: power } }));
      const odds = (1 / 16 / 2) * plain.falseAlarm! ** (-power / 2);
      expect(weighed.score).toBeCloseTo(odds / (1 + odds), 12);
      expect(weighed).toMatchObject({ falseAlarm: plain.falseAlarm, strongest: "comb" });
    }
    const other = parseProfile({ weights: { "interval-mad": 5 } });
    expect(combine(scores, 45, other)).toEqual(plain);
  });

  test("takes a calibrated scorer's weight `for`, whatever it has against", () => {
    const weights = { comb: { against: 7, for: 1 }, "interval-mad": { against: 7, for: 0 } };
    const scores = [scoreOf("comb", 0.6), scoreOf("interval-mad", 1)];
    expect(combine(scores, 45, parseProfile({ weights }))).toEqual(
      combine(scores.slice(0, 1), 45, DEFAULT_PROFILE),
    );
  });

  test("stays a number from 0 to 1 at the heaviest weights, for and against", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const heavy = parseProfile({ weights: Object.fromEntries(ids.map((id) => [id, 100])) });
    const all = (value: (i: number) => number) =>
      combine(
        ids.map((id, i) => scoreOf(id, value(i))),
        9,
        heavy,
      ).score;
    expect([all(() => 1), all(() => 0)]).toEqual([1, 0]);
    expect(all((i) => (i < 4 ? 1 : 0))).toBe(0.5);
    expect(all((i) => (i < 4 ? 0 : 1))).toBe(0.5);
  });

  test("is 0 without scores, and when none has any weight", () => {
    const silent = { score: 0, falseAlarm: null, strongest: null };
    expect(combine([], 100, DEFAULT_PROFILE)).toEqual(silent);
    expect(combine(CLOCK, 100, profile({ weights: zeroes(CALIBRATED) }))).toEqual(silent);
  });

  test("leaves out a scorer of weight 0, calibrated or not", () => {
    const mute = parseProfile({ weights: { comb: 0, mine: 0 } });
    const others = [scoreOf("interval-mad", 0.7), scoreOf("persistence", 0.2)];
    const all = [...others, scoreOf("comb", 1), scoreOf("mine", 1)];
    expect(combine(all, 50, mute)).toEqual(combine(others, 50, mute));
  });

  test("takes no id for a property that every object has", () => {
    expect(combine([scoreOf("constructor", 0.5)], 9, DEFAULT_PROFILE).score).toBe(0.5);
  });

  test("rises with every value, stays in [0, 1], and never claims less than one in a million", () => {
    const ids = [...CALIBRATED, ...Object.keys(DEFAULT_PROFILE.weights), "mine"];
    const scores = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), share, share), {
      minLength: 1,
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(scores, fc.integer({ min: 4, max: 5000 }), (given, checkIns) => {
        const lower = given.map(([id, a, b]) => scoreOf(id, Math.min(a, b)));
        const upper = given.map(([id, a, b]) => scoreOf(id, Math.max(a, b)));
        const [low, high] = [lower, upper].map((one) => combine(one, checkIns, DEFAULT_PROFILE));
        expect(low!.score >= 0 && high!.score <= 1).toBe(true);
        expect(high!.score).toBeGreaterThanOrEqual(low!.score - 1e-12);
        expect(high!.falseAlarm ?? 1).toBeGreaterThanOrEqual(LEAST_CHANCE);
        expect(high!.falseAlarm ?? 1).toBeLessThanOrEqual((low!.falseAlarm ?? 1) + 1e-12);
      }),
      { seed: 3 },
    );
  });
});

function zeroes(ids: readonly string[]): Record<string, number> {
  return Object.fromEntries(ids.map((id) => [id, 0]));
}

describe("decadesOf", () => {
  test("is the weight of its side at either end, and nothing in the middle", () => {
    const weights = { a: { against: 1.5, for: 0.25 }, b: 0.5 };
    const mine = profile({ weights });
    const at = (id: string) =>
      [0, 0.25, 0.5, 1].map((value) => decadesOf(scoreOf(id, value), mine));
    expect(at("a")).toEqual([-1.5, -0.75, 0, 0.25]);
    expect(at("b")).toEqual([-0.5, -0.25, 0, 0.5]);
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
