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

describe("parseProfile", () => {
  test("completes what is left out from the default profile", () => {
    expect(parseProfile({})).toEqual({ ...DEFAULT_PROFILE, name: "custom", weights: {} });
    expect(parseProfile({ shrink: 0 }).context).toEqual(DEFAULT_PROFILE.context);
  });

  test("leaves a complete profile as it is, the default one too", () => {
    const mine = { name: "mine", weights: { a: 0, b: 2.5 }, shrink: 3, context: ["a"] };
    expect(parseProfile(mine)).toEqual(mine);
    expect(parseProfile(DEFAULT_PROFILE)).toEqual(DEFAULT_PROFILE);
  });

  test("lists everything wrong at once, with the place and what was given", () => {
    expect(
      issuesOf({
        name: "",
        weights: { "interval-mad": -1, persistence: "2", fine: 1, much: 1e9 },
        shrink: Number.NaN,
        context: ["prevalence", 7],
        wieghts: {},
        Shrink: 3,
      }),
    ).toEqual([
      'name: expected text, got ""',
      "weights.interval-mad: expected a number from 0 to 1000000, got -1",
      'weights.persistence: expected a number from 0 to 1000000, got "2"',
      "weights.much: expected a number from 0 to 1000000, got 1000000000",
      "shrink: expected a number from 0 to 1000000, got NaN",
      "context.1: expected text, got 7",
      '"wieghts": not a field of a profile',
      '"Shrink": not a field of a profile',
    ]);
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
  test("is the profile's, else the default profile's, else 1", () => {
    const mine = parseProfile({ weights: { persistence: 0, mine: 3 } });
    const ids = ["persistence", "mine", "interval-mad", "another", "toString", "__proto__"];
    expect(ids.map((id) => weightOf(mine, id))).toEqual([0, 3, 4, 1, 1, 1]);
  });
});

describe("profiles", () => {
  test("has the default one by its name", () => {
    expect(profiles.default).toBe(DEFAULT_PROFILE);
    for (const [name, profile] of Object.entries(profiles)) expect(profile.name).toBe(name);
  });
});
