import { describe, expect, test } from "vitest";
import { checkExport } from "../../../src/qradar/checks/index.js";
import { zoneShift } from "../../../src/qradar/checks/zone-shift.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { DEFAULT_RULE } from "../../../src/reference/index.js";
import { without } from "./printed-rows.js";
import { type ImprovedRow, improvedRows } from "./random-rows.js";

const HOUR = 3_600_000;
/** Clocks of Berlin went an hour back in the middle of the day that begins here, and forward in the other. */
const BACK = Date.UTC(2026, 9, 24, 13);
const FORWARD = Date.UTC(2026, 2, 28, 13);

const rowsIn = (timeZone: string, start?: number, seed = 5) =>
  improvedRows({
    seed,
    rows: 60,
    arithmetic: "double",
    timeZone,
    ...(start !== undefined && { start }),
  });
const read = (rows: readonly object[], timeZone = "UTC") =>
  readResultRows("rows", JSON.stringify(rows), { timeZone });
const told = (rows: readonly object[], timeZone?: string) =>
  checkExport(read(rows, timeZone), { rule: DEFAULT_RULE, arithmetic: "double" }).filter(
    ({ code }) => code !== "short-window",
  );

describe("times with milliseconds beside them that were read in a wrong zone", () => {
  test.each([
    ["Asia/Tokyo", "UTC", undefined, "9 h ahead of"],
    ["America/New_York", "UTC", undefined, "5 h behind"],
    ["Asia/Kathmandu", "Asia/Tokyo", undefined, "3.25 h behind"],
    ["Europe/Berlin", "UTC", BACK, "1 or 2 h ahead of"],
    ["Europe/Berlin", "UTC", FORWARD, "1 or 2 h ahead of"],
    ["Europe/London", "UTC", BACK, "0 or 1 h ahead of"],
    ["UTC", "Europe/Berlin", BACK, "1 or 2 h behind"],
  ])("printed in %s and read in %s are told in one line", (zone, other, start, apart) => {
    for (let seed = 0; seed < 10; seed++) {
      const rows = rowsIn(zone, start, seed);
      const warnings = told(rows, other).filter(({ code }) => code !== "bad-time");
      expect(warnings.map(({ code }) => code)).toEqual(["wrong-zone"]);
      expect(warnings[0]?.message).toMatch(
        new RegExp(
          `^rows: the printed times of \\d+ rows are ${apart} FirstMs and LastMs: say with --time-zone in which zone they were printed$`,
        ),
      );
      expect(told(rows, zone)).toEqual([]);
    }
  });

  test("name a damaged cell all the same", () => {
    const rows = rowsIn("Asia/Tokyo");
    const changes: readonly [string, (row: ImprovedRow) => object][] = [
      ["FirstSeen", ({ LastSeen }) => ({ FirstSeen: LastSeen })],
      ["LastSeen", ({ FirstSeen }) => ({ LastSeen: FirstSeen })],
      ["FirstMs", ({ FirstMs }) => ({ FirstMs: FirstMs - 90_000 })],
      ["DurationSeconds", ({ DurationSeconds }) => ({ DurationSeconds: DurationSeconds + 3 })],
    ];
    for (const [column, change] of changes) {
      const row = rows[7] as ImprovedRow;
      const warnings = told(rows.with(7, { ...row, ...change(row) } as ImprovedRow));
      expect(warnings.map(({ code, row: at, column: name }) => [code, at, name])).toEqual([
        ["wrong-zone", undefined, undefined],
        ["row-mismatch", 8, column],
      ]);
    }
  });

  test("are not seen in two rows, in a minority, nor where no zone is off by so much", () => {
    const off = (rows: readonly ImprovedRow[], ms: number, isOff: (i: number) => boolean) =>
      rows.map((row, i) =>
        isOff(i) ? { ...row, FirstMs: row.FirstMs + ms, LastMs: row.LastMs + ms } : row,
      );
    const rows = rowsIn("UTC");
    const of = (changed: readonly ImprovedRow[]) => zoneShift(read(changed).rows);
    expect(of(rows)).toBeUndefined();
    expect(of(off(rows, -9 * HOUR, () => true))).toEqual({ by: [9 * HOUR], rows: rows.length });
    expect(of(off(rows.slice(0, 2), -9 * HOUR, () => true))).toBeUndefined();
    expect(of(off(rows, -9 * HOUR, (i) => i % 3 === 0))).toBeUndefined();
    expect(of(off(rows, -HOUR, (i) => i % 3 === 0))).toBeUndefined();
    expect(of(off(rows, -9 * HOUR - 60_000, () => true))).toBeUndefined();
    expect(of(off(rows, -27 * HOUR, () => true))).toBeUndefined();
    expect(zoneShift(without(rows, "FirstMs", "LastMs").rows)).toBeUndefined();
  });
});
