import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { minuteWindow, withWindow } from "../../../src/qradar/ariel/index.js";
import { DEFAULT_RULE, RULE_VARIANTS, toAql } from "../../../src/reference/index.js";

const NOON = Date.UTC(2026, 10, 24, 12);

describe("a window of whole minutes", () => {
  test.each([
    [NOON, 24, NOON - 86_400_000, NOON],
    [NOON + 1, 1, NOON - 3_540_000, NOON + 60_000],
    [NOON, 0.001, NOON - 60_000, NOON],
    [NOON, 1.5, NOON - 5_400_000, NOON],
    [60_000, 24, 0, 60_000],
  ])("before %i, of %f hours, is %i to %i", (end, hours, start, stop) => {
    expect(minuteWindow(end, hours)).toEqual({ start, stop });
  });
});

describe("a query's own window", () => {
  test.each(Object.entries(RULE_VARIANTS))("is replaced in the text of %s", (_, rule) => {
    for (const hours of [1, 24, 1.5]) {
      const aql = toAql({ ...rule, hours });
      const fixed = withWindow(aql, { start: 0, stop: 60_000 });
      expect(fixed).toMatch(/\nSTART 0 STOP 60000$/);
      expect(fixed).not.toContain("LAST ");
      expect(aql.startsWith(fixed.slice(0, fixed.lastIndexOf("\n")))).toBe(true);
    }
  });

  test("is not looked for in names, and not in other windows", () => {
    const rule = { ...DEFAULT_RULE, bytesOutProperty: "LAST 5 HOURS" };
    expect(withWindow(toAql(rule), { start: 0, stop: 60_000 })).toContain('"LAST 5 HOURS"');
    for (const aql of ["", "SELECT a FROM events", "SELECT a FROM events START 0 STOP 1"]) {
      expect(() => withWindow(aql, { start: 0, stop: 60_000 })).toThrow(RuleError);
    }
  });
});
