import { describe, expect, test } from "vitest";
import {
  type ResultRowOptions,
  readResultRows,
} from "../../../src/qradar/rows/read-result-rows.js";

const ROW = {
  FirstSeen: "2026-11-23 08:00:00",
  LastSeen: "2026-11-23 08:15:00",
  sourceip: "10.1.2.3",
  destinationip: "203.0.113.9",
  destinationport: "443",
  RequestCount: "16",
  BytesSent: "100",
  BytesReceived: "100",
  DurationSeconds: "900.0",
  AvgIntervalSeconds: "60.0",
};
type Column = keyof typeof ROW;

function reading(changes: Partial<Record<Column, unknown>>, options: ResultRowOptions = {}) {
  const reasons: string[] = [];
  // A second row, so that there is a time that can be read.
  const text = JSON.stringify([{ ...ROW, ...changes }, ROW]);
  const onReject = ({ reason }: { reason: string }) => reasons.push(reason);
  const { rows, warnings } = readResultRows("a", text, { ...options, onReject });
  return { row: rows.find(({ row }) => row === 1), reasons, warnings };
}

describe("numbers", () => {
  test.each([
    [16, 16],
    ["16", 16],
    ["16.0", 16],
    ["1.6E1", 16],
    [" 16 ", 16],
    ["1.2345678E7", 12_345_678],
    ["1.2345678e+7", 12_345_678],
  ])("%j is a count", (text, count) => {
    expect(reading({ RequestCount: text }).row?.count).toBe(count);
  });

  test.each([
    "0",
    "-1",
    "1.5",
    "1e400",
    "0x10",
    "Infinity",
    "NaN",
    "+16",
    "16.",
    ".5",
    "sixteen",
    [16],
    true,
  ])("%j is no count", (text) => {
    const { row, reasons } = reading({ RequestCount: text });
    expect(row).toBeUndefined();
    expect(reasons).toEqual([
      expect.stringMatching(/^row 1, RequestCount: ".+" is not a whole number over 0$/),
    ]);
  });

  test.each([
    ["65535", true],
    ["0", true],
    ["65536", false],
    ["-1", false],
    ["443.5", false],
    ["https", false],
  ])("%s is a port: %s", (text, isPort) => {
    const { row, reasons } = reading({ destinationport: text });
    expect(row !== undefined).toBe(isPort);
    if (!isPort) expect(reasons).toEqual([`row 1, destinationport: "${text}" is not a port`]);
  });

  test.each(["-1", "1.5", "many", "9007199254740993"])(
    "%s bytes are unknown, which is told once with the first row",
    (text) => {
      const { row, warnings } = reading({ BytesSent: text });
      expect(row?.bytesOut).toBeNull();
      expect(warnings).toEqual([
        {
          code: "bad-cell",
          message: `a:1: row 1, BytesSent: "${text}" is not a whole number of 0 or more, taken as unknown`,
          row: 1,
          column: "BytesSent",
        },
      ]);
    },
  );

  test("several bad cells of a column are one warning", () => {
    const text = JSON.stringify(
      [1, 2, 3].map(() => ({ ...ROW, BytesSent: "x", DurationSeconds: "y" })),
    );
    expect(readResultRows("a", text).warnings.map(({ message }) => message)).toEqual([
      'a:1: row 1, BytesSent: "x" is not a whole number of 0 or more, taken as unknown (and 2 more rows)',
      'a:1: row 1, DurationSeconds: "y" is not a number, taken as unknown (and 2 more rows)',
    ]);
  });
});

describe("no value", () => {
  test.each([null, "", " ", "N/A", "n/a", "null", "NULL"])(
    "%j is unknown where it may be",
    (none) => {
      const { row, warnings } = reading({ BytesSent: none, AvgIntervalSeconds: none });
      expect(row).toMatchObject({ bytesOut: null, averageIntervalSeconds: null, bytesIn: 100 });
      expect(warnings).toEqual([]);
    },
  );

  test.each(["FirstSeen", "LastSeen", "sourceip", "destinationip", "destinationport"] as const)(
    "in %s costs the row",
    (column) => {
      expect(reading({ [column]: "N/A" }).reasons).toEqual([`row 1, ${column}: no value`]);
    },
  );
});

describe("digits in groups", () => {
  test.each([
    ["12,345", ",", 12_345],
    ["1,234,567.0", ",", 1_234_567],
    ["12,34,567", ",", 1_234_567],
    ["12.345", ".", 12_345],
    ["1.234.567,0", ".", 1_234_567],
    ["1’234’567", "’", 1_234_567],
    ["1'234'567", "’", 1_234_567],
    ["1 234 567", " ", 1_234_567],
    ["1\u202F234\u00A0567", " ", 1_234_567],
    ["345", ",", 345],
    ["1.2345678E7", ",", 12_345_678],
  ])("%s grouped by %j is %d", (text, grouping, count) => {
    expect(reading({ RequestCount: text, BytesSent: text }, { grouping }).row).toMatchObject({
      count,
      bytesOut: count,
    });
  });

  test.each(["12,345", "1.234.567", "12.345", "1’234", "1 234"])(
    "%s is refused, with the option that allows it",
    (text) => {
      const mark = /[^\d]/.exec(text)?.[0];
      expect(reading({ RequestCount: text }).reasons).toEqual([
        `row 1, RequestCount: "${text}" is not a whole number over 0; if its digits are grouped, say so with --grouping "${mark}"`,
      ]);
    },
  );

  test("decimals behind a comma are decimals where the point groups", () => {
    const text = JSON.stringify([
      { ...ROW, DurationSeconds: "1.234,25", AvgIntervalSeconds: "60,5" },
    ]);
    const { rows, decimals } = readResultRows("a", text, { grouping: "." });
    expect(rows).toMatchObject([{ durationSeconds: 1234.25, averageIntervalSeconds: 60.5 }]);
    expect(decimals).toEqual({ durationSeconds: 2, averageIntervalSeconds: 1 });
  });

  test("decimals behind a comma are told with the option that allows them", () => {
    const { row, warnings } = reading({ DurationSeconds: "84504,464" });
    expect(row?.durationSeconds).toBeNull();
    expect(warnings.map(({ message }) => message)).toEqual([
      'a:1: row 1, DurationSeconds: "84504,464" is not a number, taken as unknown; if its comma begins decimals, say so with --grouping "."',
    ]);
    const text = JSON.stringify(
      [1, 2, 3].map((i) => ({ ...ROW, DurationSeconds: `8450${i},464` })),
    );
    expect(readResultRows("a", text).warnings[0]?.message).toContain(
      "taken as unknown (and 2 more rows); if its comma",
    );
    expect(reading({ DurationSeconds: "84504,464" }, { grouping: "." }).row).toMatchObject({
      durationSeconds: 84_504.464,
    });
  });

  test("where a comma may group or begin decimals, both are told", () => {
    expect(reading({ AvgIntervalSeconds: "60,125" }).reasons).toEqual([
      'row 1, AvgIntervalSeconds: "60,125" is not a number; if its digits are grouped, say so with --grouping ","; if its comma begins decimals, say so with --grouping "."',
    ]);
    expect(reading({ BytesSent: "60,12" }).warnings[0]?.message).not.toContain("decimals");
  });

  test("they cost the row in a column that it could do without, too", () => {
    expect(reading({ BytesSent: "12,345" }).reasons).toEqual([
      'row 1, BytesSent: "12,345" is not a number; if its digits are grouped, say so with --grouping ","',
    ]);
  });

  test.each(["1,23", "12,3456", ",123", "1,234,5", "1;234"])("%s is no number", (text) => {
    expect(reading({ RequestCount: text }, { grouping: "," }).row).toBeUndefined();
  });

  test.each(["", "ab", "1", "-", "x"])("by %j they cannot be", (grouping) => {
    expect(() => reading({}, { grouping })).toThrow(/grouping: must be one character/);
  });
});

describe("addresses", () => {
  test.each([
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["10.0.0.1", "10.0.0.1"],
  ])("%s is %s", (text, canonical) => {
    expect(reading({ sourceip: text }).row?.source).toBe(canonical);
  });

  test.each(["10.0.0.999", "host.example", "10.0.0.1' OR 1=1", "010.0.0.1"])(
    "%s is none",
    (text) => {
      expect(reading({ destinationip: text }).reasons).toEqual([
        `row 1, destinationip: "${text}" is not an address`,
      ]);
    },
  );
});
