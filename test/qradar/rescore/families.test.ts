import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { DEFAULT_FAMILIES, parseFamilies, rescore } from "../../../src/qradar/rescore/index.js";
import { exportOf, resultRow } from "./rows.js";

test("the default families are sound", () => {
  expect(parseFamilies(DEFAULT_FAMILIES)).toEqual(DEFAULT_FAMILIES);
});

test("families that make no sense are refused with everything that is wrong", () => {
  const wrong = [
    { id: "a", name: "a", ports: [70_000], networks: ["nowhere"], odd: 1 },
    { id: "", name: "b", ratio: [2, 1] },
  ];
  try {
    parseFamilies(wrong);
    expect.unreachable();
  } catch (error) {
    expect((error as RuleError).issues.length).toBeGreaterThanOrEqual(5);
  }
  expect(() => parseFamilies([{ id: "a", name: "all" }])).toThrow("at least one pattern");
  expect(() => parseFamilies({})).toThrow(RuleError);
  const twice = { id: "a", name: "a", ports: [80] };
  expect(() => parseFamilies([twice, twice])).toThrow("there already");
});

test("fields that are missing, unknown or hold what a terminal would obey are told as such", () => {
  const issuesOf = (families: unknown) => {
    try {
      return parseFamilies(families);
    } catch (error) {
      return (error as RuleError).issues;
    }
  };
  expect(issuesOf([{ id: "a", name: "a\u001b[31m", ports: [80] }])).toEqual([
    "0.name: expected text without control characters",
  ]);
  expect(issuesOf([{ id: "a", ports: [80] }])).toEqual(["0.name: expected a field name"]);
  expect(issuesOf([{ id: "a", name: "a", ports: [80], "b\u001b": 1 }])).toEqual([
    "0.b\\u001b: expected no such field",
  ]);
  expect(issuesOf([7])).toEqual(["0: expected an object of known fields"]);
});

describe("a family whose patterns", () => {
  const family = { id: "mine", name: "our probe", networks: ["203.0.113.0/24"], ports: [443] };
  const familyOf = (more: object, row = {}) =>
    rescore(exportOf([resultRow(row)]), { families: [{ ...family, ...more }] }).findings[0];

  test("all hold is named and lowers", () => {
    const named = familyOf({ intervalSeconds: [59, 61] as const });
    expect(named?.family).toBe("mine");
    expect(named?.explanation.join(" ")).toContain("It looks like our probe");
    expect(named?.score).toBeLessThan(familyOf({ ports: [80] })?.score ?? 0);
  });

  test.each([
    ["the interval", { intervalSeconds: [1, 50] }, {}],
    ["a domain of a row without host", { domains: ["a.example"] }, {}],
    ["bytes that are not known", { bytesInPerRequest: [0, 1000] }, { bytesIn: null }],
    ["the ratio", { ratio: [5, 9] }, {}],
    ["too few sources", { leastSources: 2 }, {}],
  ])("fail at %s is not named", (_, more, row) => {
    expect(familyOf(more, row)?.family).toBeNull();
  });

  test("name a domain holds of hosts below it", () => {
    expect(familyOf({ domains: ["a.example"] }, { host: "x.a.example" })?.family).toBe("mine");
  });
});
