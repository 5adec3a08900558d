import { describe, expect, test } from "vitest";
import { checkExport, inferArithmetic, spanOf, timesOf } from "../../../src/qradar/checks/index.js";
import type { ResultRow } from "../../../src/qradar/result-row.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { DEFAULT_RULE } from "../../../src/reference/index.js";
import { rowOf } from "../../support/qradar-exports.js";
import { printed, without } from "./printed-rows.js";
import { improvedRows, randomRows } from "./random-rows.js";

const FIRST = Date.UTC(2026, 10, 22, 8, 0, 0, 900);
const [row] = printed([rowOf({ first: FIRST, span: 900_250, count: 16 })]).rows as [ResultRow];

describe("how long a row went on", () => {
  test("is known to the millisecond from FirstMs and LastMs, whatever the duration", () => {
    const exact = { ...row, firstMs: FIRST, lastMs: FIRST + 900_250, durationSeconds: 7 };
    expect(spanOf(exact, "integer")).toEqual({ least: 900_250, most: 900_250 });
  });

  test("is known to the millisecond from a duration with a fraction, and where the console drops none", () => {
    expect(spanOf(row, "undecidable")).toEqual({ least: 900_250, most: 900_250 });
    expect(spanOf({ ...row, durationSeconds: 900 }, "double")).toEqual({
      least: 900_000,
      most: 900_000,
    });
  });

  test("is known to the second from a whole duration where the fraction may have been dropped", () => {
    for (const arithmetic of ["integer", "mixed", "undecidable"] as const) {
      const span = spanOf({ ...row, durationSeconds: 900 }, arithmetic);
      expect(span).toEqual({ least: 900_000, most: 900_999 });
    }
  });

  test("is what the printed times leave open without either, for seconds and for minutes", () => {
    const bare = { ...row, durationSeconds: null };
    expect(spanOf(bare, "double")).toEqual({ least: 900_001, most: 901_999 });
    const minute = (ms: number) => ({ ...row.firstSeen, ms, resolution: 60_000 });
    const minutes = { ...bare, firstSeen: minute(0), lastSeen: minute(900_000) };
    expect(spanOf(minutes, "double")).toEqual({ least: 840_001, most: 959_999 });
  });

  test("holds what it was, in every arithmetic", () => {
    for (const arithmetic of ["double", "integer", "mixed"] as const) {
      for (const bare of [[], ["FirstMs"], ["FirstMs", "DurationSeconds"]]) {
        const rows = improvedRows({ seed: arithmetic, rows: 60, arithmetic });
        for (const [i, read] of without(rows, ...bare).rows.entries()) {
          const { FirstMs, LastMs } = rows[i] as (typeof rows)[number];
          const { least, most } = spanOf(read, arithmetic);
          expect(least).toBeLessThanOrEqual(LastMs - FirstMs);
          expect(most).toBeGreaterThanOrEqual(LastMs - FirstMs);
        }
      }
    }
  });
});

describe("when a row began and ended", () => {
  test("is what was printed, for as long as it stands", () => {
    const first = Date.UTC(2026, 10, 22, 8);
    expect(timesOf(row, "double")).toEqual({
      first,
      last: first + 901_000,
      resolution: 1000,
      ambiguous: false,
    });
  });

  test("is exact where milliseconds are known", () => {
    const exact = { ...row, firstMs: FIRST, lastMs: FIRST + 900_250 };
    expect(timesOf(exact, "double")).toEqual({
      first: FIRST,
      last: FIRST + 900_250,
      resolution: 1,
      ambiguous: false,
    });
  });
});

/** Berlin's clocks show 02:00 to 03:00 of 2026-10-25 twice; the query's row of times before and in that hour. */
const berlin = (last: string, DurationSeconds: number | null) => {
  const cells = { sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 };
  const times = { FirstSeen: "2026-10-25 01:30:00", LastSeen: last };
  const AvgIntervalSeconds = DurationSeconds === null ? null : DurationSeconds / 30;
  const counts = { RequestCount: 31, DurationSeconds, AvgIntervalSeconds };
  const text = JSON.stringify([{ ...cells, ...times, ...counts }]);
  return readResultRows("berlin", text, { timeZone: "Europe/Berlin" });
};
const FIRST_IN_BERLIN = Date.UTC(2026, 9, 24, 23, 30);

describe("an hour that a zone's clocks show twice", () => {
  test("is the one that the duration tells", () => {
    for (const [seconds, hours] of [
      [3600, 1],
      [7200, 2],
    ] as const) {
      const exported = berlin("2026-10-25 02:30:00", seconds);
      const [read] = exported.rows as [ResultRow];
      const { last, ambiguous } = timesOf(read, "double");
      expect([last, ambiguous]).toEqual([FIRST_IN_BERLIN + hours * 3_600_000, false]);
      expect(codes(exported)).toEqual(["short-window"]);
    }
  });

  test("is ambiguous without one, or with one that fits neither, and the earlier is taken", () => {
    for (const seconds of [null, 5000]) {
      const exported = berlin("2026-10-25 02:30:00", seconds);
      const [read] = exported.rows as [ResultRow];
      const { last, ambiguous } = timesOf(read, "double");
      expect([last, ambiguous]).toEqual([FIRST_IN_BERLIN + 3_600_000, true]);
      expect(codes(exported)).toContain("ambiguous-time");
    }
  });

  test("does not mislead the arithmetic", () => {
    let twice = 0;
    for (const arithmetic of ["double", "integer", "mixed"] as const) {
      for (let seed = 0; seed < 20; seed++) {
        const zone = { timeZone: "Europe/Berlin", start: Date.UTC(2026, 9, 24, 12) };
        const rows = randomRows({ seed, rows: 30, arithmetic, ...zone });
        const read = printed(rows, "bare", zone.timeZone);
        twice += read.rows.filter(({ firstSeen }) => firstSeen.others.length > 0).length;
        expect(inferArithmetic([read]).mode).toBe(arithmetic);
      }
    }
    expect(twice).toBeGreaterThan(50);
  });
});

function codes(exported: Parameters<typeof checkExport>[0]): string[] {
  return checkExport(exported, { rule: DEFAULT_RULE, arithmetic: "double" }).map(
    ({ code }) => code,
  );
}
