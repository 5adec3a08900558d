import { describe, expect, test } from "vitest";
import { outsideWindow } from "../../../src/qradar/rows/outside-window.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { ruleBehind } from "../../../src/qradar/rule-behind.js";
import {
  DEFAULT_RULE,
  IMPROVED_RULE,
  type ReferenceOptions,
  RULE_VARIANTS,
  reference,
} from "../../../src/reference/index.js";
import { renderReference } from "../../../src/render/reference-rows.js";

const HOUR = 3_600_000;
const END = Date.UTC(2026, 10, 24, 12);
const WINDOW = { start: END - 24 * HOUR, end: END };

/** Connections each minute of the last `hours` before END. */
function connections(hours: number) {
  const pair = { source: "10.1.2.3", destination: "203.0.113.9", port: 443 };
  const count = Math.floor(hours * 60);
  return Array.from({ length: count }, (_, i) => ({ ...pair, time: END - i * 60_000 }));
}

/** What `reference --format json` writes of them. */
function written(options: ReferenceOptions & { timeZone?: string } = {}, hours = 24): string {
  const result = reference(connections(hours), { end: END, ...options });
  const input = { files: 1, records: 1, accepted: 1, rejected: 0, ignored: 0, pairs: 1 };
  const timeZone = options.timeZone ?? "UTC";
  return [...renderReference({ ...result, input, timeZone, dropped: undefined }, "json")].join("");
}

const codes = (text: string, timeZone = "UTC") =>
  readResultRows("rows.json", text, { timeZone }).warnings.map(({ code }) => code);

describe("what our own reference writes beside its rows", () => {
  test("is the rule and the window", () => {
    const { rule, window, arithmetic, warnings } = readResultRows("rows.json", written());
    expect({ rule, window, arithmetic, warnings }).toEqual({
      ...{ rule: DEFAULT_RULE, window: WINDOW, arithmetic: undefined, warnings: [] },
    });
  });

  test("is the arithmetic where it was chosen", () => {
    const read = readResultRows("rows.json", written({ arithmetic: "mixed" }));
    expect(read.arithmetic).toBe("mixed");
    expect(read.rule?.arithmetic).toBe("mixed");
  });

  test.each([
    ["a variant", { rule: RULE_VARIANTS.sentinel }],
    ["the improved query", { rule: IMPROVED_RULE }],
    ["shorter hours", { hours: 2 }],
  ])("is the rule behind the rows: %s", (_, options) => {
    const text = written(options);
    const exports = [readResultRows("rows.json", text)];
    expect(ruleBehind(exports)).toEqual(JSON.parse(text).rule);
    expect(ruleBehind(exports)).not.toEqual(DEFAULT_RULE);
  });

  test("is the zone of its times, in which they are read unless told otherwise", () => {
    const text = written({ timeZone: "Europe/Berlin" });
    const first = (options: object) => {
      const { timeZone, rows, warnings } = readResultRows("rows.json", text, options);
      return [timeZone, rows[0]?.firstSeen.ms, warnings.map(({ code }) => code)];
    };
    // Floored to the second in printing, which END less whole minutes is on.
    const start = END - 23 * HOUR - 59 * 60_000;
    expect(first({})).toEqual(["Europe/Berlin", start, []]);
    expect(first({ timeZone: "UTC" })).toEqual(["Europe/Berlin", start + HOUR, ["outside-window"]]);
    const odd = text.replace("Europe/Berlin", "Europe/Nowhere");
    expect(readResultRows("rows.json", odd).timeZone).toBeUndefined();
  });

  test("survives when the document is cut off", () => {
    const text = written();
    expect(readResultRows("rows.json", text.slice(0, -4)).rule).toEqual(DEFAULT_RULE);
  });

  test("is nothing where the rows stand alone", () => {
    const rows = JSON.stringify(JSON.parse(written()).rows);
    expect(Object.keys(readResultRows("rows.json", rows))).not.toContain("rule");
  });

  test.each([
    [
      '"minCount": 15',
      '"minCount": -1',
      /rows\.json: its rule cannot be one \(minCount: .*left out/,
    ],
    ['"minCount"', '"__proto__"', /its rule cannot be one/],
    [`"end": ${END}`, '"end": "now"', /its window is not two times in order/],
    [`"end": ${END}`, '"end": 0', /its window is not two times in order/],
  ])("that is none is left out with a warning: %s as %s", (from, to, message) => {
    const { rows, warnings, window } = readResultRows("rows.json", written().replace(from, to));
    expect(rows).toHaveLength(1);
    expect(window).toBeUndefined();
    expect(warnings).toEqual([{ code: "bad-rule", message: expect.stringMatching(message) }]);
  });

  test("means something else in other documents", () => {
    const { rows } = JSON.parse(written());
    const text = JSON.stringify({ rule: "beacons", window: 24, arithmetic: [1], events: rows });
    const { warnings, rule, window, arithmetic } = readResultRows("rows.json", text);
    expect([warnings, rule, window, arithmetic]).toEqual([[], undefined, undefined, undefined]);
  });
});

describe("the rule behind several exports", () => {
  const of = (options?: ReferenceOptions) => readResultRows("rows.json", written(options));

  test("is the one that all of them name, with the longest hours", () => {
    const rule = RULE_VARIANTS.sentinel;
    const exports = [of({ rule, hours: 2 }), of({ rule, hours: 5 })];
    expect(ruleBehind(exports)).toEqual({ ...DEFAULT_RULE, ...rule, hours: 5 });
  });

  test("is told from the columns where they disagree, or one names none", () => {
    const { rule: _, ...nameless } = of({ rule: RULE_VARIANTS.sentinel });
    expect(ruleBehind([of({ rule: RULE_VARIANTS.sentinel }), of()])).toEqual(DEFAULT_RULE);
    expect(ruleBehind([of({ rule: RULE_VARIANTS.sentinel }), nameless])).toEqual(DEFAULT_RULE);
    expect(ruleBehind([])).toEqual(DEFAULT_RULE);
  });
});

describe("times outside the window", () => {
  test.each([
    ["Europe/Berlin", "UTC", "1 h earlier"],
    ["UTC", "Europe/Berlin", "1 h later"],
    ["Asia/Kathmandu", "UTC", "5.75 h earlier"],
    ["America/New_York", "Asia/Tokyo", "14 h later"],
  ])("printed in %s and read in %s are told with the shift", (timeZone, read, shift) => {
    const [warning, ...others] = readResultRows("rows.json", written({ timeZone }), {
      timeZone: read,
    }).warnings;
    expect(others).toEqual([]);
    expect(warning).toEqual({
      code: "outside-window",
      message: `rows.json: the times of 1 of 1 rows are outside the window that it is of; they are not if read ${shift}: say with --time-zone in which zone they were printed`,
    });
    expect(codes(written({ timeZone }), timeZone)).toEqual([]);
  });

  test("are told with a range where several zones would do", () => {
    const text = written({ timeZone: "Asia/Tokyo" }, 20);
    expect(readResultRows("rows.json", text, { timeZone: "UTC" }).warnings[0]?.message).toContain(
      "if read 9 to 13 h earlier:",
    );
  });

  test("are told without a shift where none puts all of them inside", () => {
    const text = written().replace(`"start": ${WINDOW.start}`, `"start": ${END - HOUR}`);
    expect(readResultRows("rows.json", text).warnings).toEqual([
      {
        code: "outside-window",
        message:
          "rows.json: the times of 1 of 1 rows are outside the window that it is of, and would not all be inside in any time zone",
      },
    ]);
  });

  test("are not told where every time is inside", () => {
    expect(codes(written({ timeZone: "Europe/Berlin" }, 20), "Europe/London")).toEqual([
      "outside-window",
    ]);
    expect(codes(written({ timeZone: "America/New_York" }, 10))).toEqual([]);
  });

  test("are not told of a time that stands for an hour, some of which is inside", () => {
    const time = (ms: number) => ({ text: "", ms, resolution: HOUR, others: [] });
    const rows = [{ firstSeen: time(0), lastSeen: time(HOUR) }];
    expect(outsideWindow(rows, { start: HOUR / 2, end: 2 * HOUR })).toBeUndefined();
  });

  test("are not said to be outside in any zone where clocks were changed in between", () => {
    const time = (ms: number) => ({ text: "", ms, resolution: 1000, others: [] });
    const row = (first: number, last: number) => ({ firstSeen: time(first), lastSeen: time(last) });
    const window = { start: 0, end: 24 * HOUR };
    // Printed 2 h ahead before a change, 3 h after it, and rows wholly before and after.
    const rows = [row(2 * HOUR, 27 * HOUR), row(2 * HOUR, 5 * HOUR), row(20 * HOUR, 26.9 * HOUR)];
    expect(outsideWindow(rows, window)).toBe(
      "the times of 2 of 3 rows are outside the window that it is of; they may not be in a zone with summer time: say with --time-zone in which zone they were printed",
    );
    // Nor where half an hour was, or where no zone has such an offset.
    expect(outsideWindow([row(2 * HOUR, 26.5 * HOUR)], window)).toMatch(/summer time/);
    expect(outsideWindow([row(2.1 * HOUR, 27.1 * HOUR)], window)).toBe(
      "the times of 1 of 1 rows are outside the window that it is of",
    );
    for (const far of [row(0, 26 * HOUR), row(60 * HOUR, 70 * HOUR), row(-60 * HOUR, -50 * HOUR)]) {
      expect(outsideWindow([far], window)).toMatch(
        /, and would not all be inside in any time zone$/,
      );
    }
  });
});
