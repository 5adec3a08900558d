import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { parseRule } from "../../src/reference/parse-rule.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";

function issuesOf(value: unknown): readonly string[] {
  try {
    parseRule(value);
  } catch (error) {
    if (error instanceof RuleError) return error.issues;
  }
  return [];
}

describe("DEFAULT_RULE", () => {
  test("is the reference query's, field by field", () => {
    expect(JSON.parse(JSON.stringify(DEFAULT_RULE))).toEqual({
      ports: [80, 443, 8080, 8443],
      directions: ["L2R", "R2R"],
      excludePrefixes: [
        ..."10. 172.16. 172.17. 172.18. 172.19. 172.20. 172.21. 172.22. 172.23. 172.24.".split(" "),
        ..."172.25. 172.26. 172.27. 172.28. 172.29. 172.30. 172.31. 192.168. 127.".split(" "),
      ],
      excludeNetworks: [],
      hours: 24,
      minCount: 15,
      interval: [1, 900],
      bands: [
        [55, 65],
        [295, 305],
        [895, 905],
      ],
      volume: 100,
      volumeMaxInterval: null,
      bounds: "inclusive",
      arithmetic: "double",
      countField: "records",
      timeField: "starttime",
      timeFloorMs: 1,
      bytesOutProperty: "bytesout",
      bytesInProperty: "bytesin",
      emptySum: "null",
    });
  });
});

describe("parseRule", () => {
  test("completes a partial rule with the defaults", () => {
    expect(parseRule({})).toEqual(DEFAULT_RULE);
    expect(parseRule({ minCount: 30 })).toEqual({ ...DEFAULT_RULE, minCount: 30 });
    expect(parseRule({ minCount: 30 }).volume).toBe(100);
  });

  test("takes a field that is undefined as left out", () => {
    expect(parseRule({ hours: undefined, ports: undefined })).toEqual(DEFAULT_RULE);
  });

  test("keeps the order of the fields, whatever the order in the file", () => {
    expect(Object.keys(parseRule({ emptySum: "zero", ports: [1] }))).toEqual(
      Object.keys(DEFAULT_RULE),
    );
  });

  test("takes its own output from a file", () => {
    expect(parseRule(JSON.parse(JSON.stringify(DEFAULT_RULE)))).toEqual(DEFAULT_RULE);
  });

  test("hands out a copy: whoever changes it changes nobody else's rule", () => {
    const given = { ports: [443], bands: [[1, 2]] };
    const rule = parseRule(given);
    (rule.ports as number[]).push(1);
    (rule.bands[0] as unknown as number[])[0] = 99;
    (rule.excludePrefixes as string[]).pop();
    expect(given).toEqual({ ports: [443], bands: [[1, 2]] });
    expect(DEFAULT_RULE.excludePrefixes).toHaveLength(19);
  });

  test("writes networks in their canonical form", () => {
    const { excludeNetworks } = parseRule({
      excludeNetworks: ["10.1.2.3/8", "FE80::/10", "9.9.9.9"],
    });
    expect(excludeNetworks).toEqual(["10.0.0.0/8", "fe80::/10", "9.9.9.9/32"]);
  });

  test("lists all problems at once, each with its path, what was expected and what is there", () => {
    expect(
      issuesOf({
        ports: [443, 70000, "80"],
        directions: ["L2R", "l2r"],
        excludePrefixes: ["10.", "10.%", ""],
        excludeNetworks: ["10.0.0.0/33"],
        hours: 0,
        minCount: 1.5,
        interval: [900, 1],
        bands: [[55, 65], [295], 7],
        volume: -1,
        volumeMaxInterval: "120",
        bounds: "open",
        timeFloorMs: 0,
        bytesOutProperty: "",
        bytesInProperty: "a\nb",
        colour: "red",
        "a b": 1,
      }),
    ).toEqual([
      "ports[1]: expected a whole number from 0 to 65535, got 70000",
      'ports[2]: expected a whole number from 0 to 65535, got "80"',
      'directions[1]: expected L2L or L2R or R2L or R2R, got "l2r"',
      'excludePrefixes[1]: expected the beginning of an address: 0-9 a-f . :, got "10.%"',
      'excludePrefixes[2]: expected the beginning of an address: 0-9 a-f . :, got ""',
      'excludeNetworks[0]: expected an address or a CIDR range, got "10.0.0.0/33"',
      "hours: expected a number over 0 and up to 876000, got 0",
      "minCount: expected a whole number from 0 to 9007199254740991, got 1.5",
      "interval: expected two numbers, the lower first: seconds from 0 to 1000000000 with at most three decimals, got [900, 1]",
      "bands[1]: expected two numbers, the lower first: seconds from 0 to 1000000000 with at most three decimals, got [295]",
      "bands[2]: expected two numbers, the lower first: seconds from 0 to 1000000000 with at most three decimals, got 7",
      "volume: expected a whole number from 0 to 9007199254740991, got -1",
      'volumeMaxInterval: expected null or seconds from 0 to 1000000000 with at most three decimals, got "120"',
      'bounds: expected inclusive or strict, got "open"',
      "timeFloorMs: expected a whole number from 1 to 86400000, got 0",
      'bytesOutProperty: expected a property name without control characters or line breaks, got ""',
      'bytesInProperty: expected a property name without control characters or line breaks, got "a\\nb"',
      "colour: not a field of a rule",
      '"a b": not a field of a rule',
    ]);
  });

  test("says so of every field that is nothing but wrong", () => {
    const wrong = Object.fromEntries(Object.keys(DEFAULT_RULE).map((key) => [key, { no: 1 }]));
    expect(issuesOf(wrong).map((issue) => issue.split(":")[0])).toEqual(Object.keys(DEFAULT_RULE));
    expect(issuesOf({ ports: 443 })).toEqual(["ports: expected a list, got 443"]);
  });

  test("refuses numbers that are none", () => {
    for (const hours of [Number.NaN, Number.POSITIVE_INFINITY, -1, "24"]) {
      expect(issuesOf({ hours })).toHaveLength(1);
    }
    expect(issuesOf({ interval: [Number.NaN, 1] })).toHaveLength(1);
    expect(issuesOf({ bands: [[0.0005, 1]] })).toHaveLength(1);
    expect(issuesOf({ bands: [[65.5, 65.501]] })).toEqual([]);
  });

  test("refuses names of Object's own members, which are fields of no rule", () => {
    expect(issuesOf({ toString: 1, constructor: 2 })).toEqual([
      "toString: not a field of a rule",
      "constructor: not a field of a rule",
    ]);
    expect(issuesOf(JSON.parse('{"__proto__": {"hours": 1}}'))).toEqual([
      "__proto__: not a field of a rule",
    ]);
  });

  test("refuses what is no object", () => {
    for (const [value, shown] of [
      [null, "null"],
      [[1], "[1]"],
      ["x", '"x"'],
      [3, "3"],
    ]) {
      expect(issuesOf(value)).toEqual([`expected an object, got ${shown}`]);
    }
  });

  test("cuts what it shows of a wrong value", () => {
    expect(issuesOf({ ports: ["9".repeat(1000)] })[0]?.length).toBeLessThan(130);
    expect(issuesOf({ interval: [1, 2, 3, 4, 5, 6] })[0]).toMatch(/got \[1, 2, 3, 4, …\]$/);
  });

  test("throws one RuleError with the subject in front", () => {
    expect(() => parseRule({ ports: [70000] })).toThrow(RuleError);
    expect(() => parseRule({ ports: [70000] })).toThrow(
      "rule: ports[0]: expected a whole number from 0 to 65535, got 70000",
    );
  });
});
