import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { DEFAULT_PROFILE, parseProfile, profiles, weightOf } from "../../src/scoring/profile.js";

function issuesOf(value: unknown): readonly string[] {
  try {
    parseProfile(value);
  } catch (error) {
    if (error instanceof RuleError) return error.issues;
    throw error;
  }
  return [];
}

const WEIGHT = "expected a number from 0 to 100, or { against, for } of such";

describe("parseProfile", () => {
  test("completes what is left out from the default profile", () => {
    expect(parseProfile({})).toEqual({ ...DEFAULT_PROFILE, name: "custom", weights: {} });
    expect(parseProfile({ prior: 1 }).context).toEqual(DEFAULT_PROFILE.context);
  });

  test("leaves a complete profile as it is, the default one too", () => {
    const weights = { a: 0, b: 2.5, c: { against: 1, for: 0 } };
    const mine = { name: "mine", prior: 3, weights, context: ["a"] };
    expect(parseProfile(mine)).toEqual(mine);
    expect(parseProfile(DEFAULT_PROFILE)).toEqual(DEFAULT_PROFILE);
  });

  test("lists everything wrong at once, with the place and what was given", () => {
    expect(
      issuesOf({
        name: "",
        weights: { "interval-mad": -1, persistence: "2", fine: 1, much: 1e9, half: { for: 1 } },
        prior: Number.NaN,
        context: ["prevalence", 7],
        wieghts: {},
        shrink: 3,
      }),
    ).toEqual([
      'name: expected text, got ""',
      `weights.interval-mad: ${WEIGHT}, got -1`,
      `weights.persistence: ${WEIGHT}, got "2"`,
      `weights.much: ${WEIGHT}, got 1000000000`,
      `weights.half: ${WEIGHT}, got an object`,
      "prior: expected a number above 0, at most 100, got NaN",
      "context.1: expected text, got 7",
      '"wieghts": not a field of a profile',
      '"shrink": not a field of a profile',
    ]);
  });

  test("takes weights from 0 to 100, and odds above 0 to 100", () => {
    const profile = { prior: 100, weights: { a: 0, b: { against: 0, for: 100 } } };
    expect(parseProfile(profile)).toMatchObject(profile);
    for (const prior of [0, -1, 100.1, Number.POSITIVE_INFINITY, "1", null]) {
      expect(issuesOf({ prior })).toHaveLength(1);
    }
    const wrong = [-1, 100.1, "1", null, {}, { for: 1 }, { for: 1, against: 1, more: 1 }, [1, 1]];
    for (const weight of [...wrong, { against: -1, for: 1 }, { against: 1, for: Number.NaN }]) {
      expect(issuesOf({ weights: { a: weight } })).toHaveLength(1);
    }
  });

  test.each([
    [null, "null"],
    [[], "a list"],
    ["default", '"default"'],
    [4, "4"],
    [undefined, "undefined"],
  ])("refuses %j, which is no object", (value, shown) => {
    expect(issuesOf(value)).toEqual([`expected an object, got ${shown}`]);
  });

  test("refuses lists where objects belong, and the other way round", () => {
    expect(issuesOf({ weights: [4, 1], context: { a: 1 } })).toEqual([
      "weights: expected an object of weights by scorer id, got a list",
      "context: expected a list of scorer ids, got an object",
    ]);
  });
});

describe("weightOf", () => {
  test("is the profile's, else the default profile's, else 1; a number stands for both sides", () => {
    const mine = parseProfile({ weights: { persistence: 0, mine: { against: 3, for: 2 } } });
    const both = (weight: number) => ({ against: weight, for: weight });
    expect(weightOf(mine, "persistence")).toEqual(both(0));
    expect(weightOf(mine, "mine")).toEqual({ against: 3, for: 2 });
    expect(weightOf(mine, "prevalence")).toEqual(DEFAULT_PROFILE.weights.prevalence);
    for (const id of ["comb", "another", "toString", "__proto__"]) {
      expect(weightOf(mine, id)).toEqual(both(1));
    }
  });
});

describe("profiles", () => {
  test("has the default one by its name", () => {
    expect(profiles.default).toBe(DEFAULT_PROFILE);
    const { weights } = profiles.timing!;
    expect(Object.keys(weights)).toEqual([
      ...Object.keys(DEFAULT_PROFILE.weights),
      "rita-data-size",
    ]);
    expect(new Set(Object.values(weights))).toEqual(new Set([0]));
    for (const [name, profile] of Object.entries(profiles)) expect(profile.name).toBe(name);
  });
});
