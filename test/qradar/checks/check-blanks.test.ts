import { describe, expect, test } from "vitest";
import { checkExport } from "../../../src/qradar/checks/index.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { DEFAULT_RULE } from "../../../src/reference/index.js";
import { mismatches, without } from "./printed-rows.js";
import { improvedRows } from "./random-rows.js";

const rows = improvedRows({ seed: "blanks", rows: 60, arithmetic: "double" });
const AT = 6;
const COLUMNS = [
  ...(["FirstSeen", "LastSeen", "DurationSeconds", "AvgIntervalSeconds"] as const),
  ...(["BeaconConfidence", "FirstMs", "LastMs", "RawEvents", "LogSources"] as const),
  "DistinctTimes" as const,
];

/** The rows with this value in a column of those from AT on, `count` of them. */
function blanked(column: string, value: unknown = null, count = 1, of: readonly object[] = rows) {
  return of.map((row, i) => (i >= AT && i < AT + count ? { ...row, [column]: value } : row));
}

describe("a cell without a value", () => {
  test.each(COLUMNS)("is named where all other rows have one: %s", (column) => {
    for (const value of [null, "", "N/A"]) {
      expect(mismatches(without(blanked(column, value)), "double")).toEqual([
        `${AT + 1}: ${column}`,
      ]);
    }
  });

  test("is told with how many rows have one", () => {
    const read = without(blanked("DurationSeconds"));
    const [warning] = checkExport(read, { rule: DEFAULT_RULE, arithmetic: "double" });
    expect(warning?.message).toMatch(
      new RegExp(
        `^rows: row ${AT + 1}, .*: DurationSeconds: no value that can be read, and ${rows.length - 1} of ${rows.length} rows have one$`,
      ),
    );
  });

  test("may be either of two columns that stand in for each other", () => {
    for (const column of ["RequestCount", "N"]) {
      expect(mismatches(without(blanked(column)), "double")).toEqual([
        `${AT + 1}: RequestCount`,
        `${AT + 1}: N`,
      ]);
    }
  });

  test("is one that has text which cannot be read, told once", () => {
    const text = JSON.stringify(blanked("DurationSeconds", "x", 2));
    const read = readResultRows("rows", text);
    expect(read.warnings.map(({ code, row }) => [code, row])).toEqual([["bad-cell", AT + 1]]);
    expect(mismatches(read, "double")).toEqual([`${AT + 2}: DurationSeconds`]);
  });

  test("is named in one row of twenty, and in one of ten where it is the only one", () => {
    const forty = rows.slice(0, 40);
    const named = (of: readonly object[], count: number) =>
      mismatches(without(blanked("AvgIntervalSeconds", null, count, of)), "double").length;
    expect([1, 2, 3].map((count) => named(forty, count))).toEqual([1, 2, 0]);
    expect([1, 2].map((count) => named(rows.slice(0, 10), count))).toEqual([1, 0]);
    expect(named(rows.slice(0, 9), 1)).toBe(0);
  });
});

describe("nothing is said", () => {
  test("of bytes and hosts, which a log need not have", () => {
    const hosted = rows.map((row) => ({ ...row, host: "a.example" }));
    for (const column of ["BytesSent", "BytesReceived", "host"]) {
      expect(mismatches(without(blanked(column, null, 1, hosted)), "double")).toEqual([]);
    }
  });

  test("of columns that the export has not, or not for most rows", () => {
    for (const column of COLUMNS) {
      expect(mismatches(without(rows, column), "double")).toEqual([]);
      expect(mismatches(without(blanked(column, null, 30)), "double")).toEqual([]);
    }
    expect(mismatches(without(rows, "N"), "double")).toEqual([]);
    expect(mismatches(without(rows, "RequestCount"), "double")).toEqual([]);
  });

  test("of times that are printed as epoch milliseconds", () => {
    const exact = rows.map((row) => ({ ...row, FirstSeen: row.FirstMs, LastSeen: row.LastMs }));
    expect(mismatches(without(exact), "double")).toEqual([]);
  });
});
