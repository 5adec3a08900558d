import { describe, expect, test } from "vitest";
import { randomFrom } from "../../../src/evaluation/random.js";
import type { Arithmetic, ReferenceRow } from "../../../src/reference/index.js";
import { mismatches, printed, rounded, without } from "./printed-rows.js";
import { type ImprovedRow, improvedRows, randomRows } from "./random-rows.js";

const MODES: readonly Arithmetic[] = ["double", "integer", "mixed"];
const modeOf = (seed: number) => MODES[seed % 3] as Arithmetic;

describe("an export of the improved query", () => {
  test("has no complaint, with all its columns or some", () => {
    for (let seed = 0; seed < 30; seed++) {
      const arithmetic = modeOf(seed);
      const rows = improvedRows({ seed, rows: 40, arithmetic });
      for (const known of [arithmetic, "undecidable"] as const) {
        expect(mismatches(without(rows), known)).toEqual([]);
        expect(mismatches(without(rows, "FirstMs"), known)).toEqual([]);
        expect(mismatches(without(rows, "DurationSeconds", "LastSeen"), known)).toEqual([]);
      }
    }
  });

  const changes: Readonly<Record<string, (row: ImprovedRow, by: number) => Partial<ImprovedRow>>> =
    {
      FirstMs: (row, by) => ({ FirstMs: row.FirstMs + by * 1000 }),
      LastMs: (row, by) => ({ LastMs: row.LastMs + by * 1000 }),
      FirstSeen: (row, by) => ({ FirstSeen: shifted(row.FirstSeen, by) }),
      LastSeen: (row, by) => ({ LastSeen: shifted(row.LastSeen, by) }),
      DurationSeconds: (row, by) => ({ DurationSeconds: row.DurationSeconds + by }),
      AvgIntervalSeconds: (row, by) => ({ AvgIntervalSeconds: row.AvgIntervalSeconds + by / 2 }),
      RequestCount: (row, by) => ({ RequestCount: row.RequestCount + by }),
      N: (row, by) => ({ N: row.N + by }),
      RawEvents: (row, by) => ({ RawEvents: row.RequestCount - Math.abs(by) }),
      LogSources: (row, by) => ({ LogSources: by < 0 ? 0 : row.RequestCount + by }),
      DistinctTimes: (row, by) => ({ DistinctTimes: by < 0 ? 1 : row.RequestCount + by }),
    };
  for (const [column, change] of Object.entries(changes)) {
    test(`names a single cell in ${column}, raised or lowered, and no other`, () => {
      const random = randomFrom(column);
      for (let seed = 0; seed < 60; seed++) {
        const rows = improvedRows({ seed, rows: 12, arithmetic: "double" });
        const at = Math.floor(random() * rows.length);
        const row = rows[at] as ImprovedRow;
        const by = (2 + Math.floor(random() * 10)) * (seed % 2 === 0 ? 1 : -1);
        const changed = rows.with(at, { ...row, ...change(row, by) });
        // Where an average has few digits another count may have the same.
        const few = column === "RequestCount" && String(row.AvgIntervalSeconds).length <= 12;
        const named = [column, ...(few ? ["AvgIntervalSeconds"] : [])];
        expect(mismatches(without(changed), "double"), `${seed}`).toEqual(
          named.map((one) => `${at + 1}: ${one}`),
        );
      }
    });
  }
});

function shifted(text: string, seconds: number): string {
  const ms = Date.parse(`${text}Z`) + seconds * 1000;
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

describe("an export whose numbers were rounded", () => {
  test("has no complaint, from no decimals to three in both columns", () => {
    for (let seed = 0; seed < 12; seed++) {
      const arithmetic = modeOf(seed);
      const rows = randomRows({ seed, rows: 30, arithmetic });
      for (const duration of [0, 1, 2, 3]) {
        for (const average of [0, 1, 2, 3]) {
          const exported = printed(rounded(rows, duration, average));
          expect(mismatches(exported, arithmetic), `${seed} ${duration} ${average}`).toEqual([]);
          expect(mismatches(exported, "undecidable")).toEqual([]);
        }
      }
    }
  });
});

describe("an export without some columns", () => {
  const SETS: readonly (readonly (keyof ReferenceRow)[])[] = [
    ["DurationSeconds"],
    ["AvgIntervalSeconds"],
    ["BeaconConfidence"],
    ["DurationSeconds", "AvgIntervalSeconds"],
    ["DurationSeconds", "BeaconConfidence"],
    ["AvgIntervalSeconds", "BeaconConfidence"],
    ["DurationSeconds", "AvgIntervalSeconds", "BeaconConfidence"],
  ];

  test("has no complaint for it, whatever is missing and known", () => {
    for (let seed = 0; seed < 21; seed++) {
      const arithmetic = modeOf(seed);
      const rows = randomRows({ seed, rows: 30, arithmetic });
      for (const columns of SETS) {
        for (const known of [arithmetic, "undecidable"] as const) {
          expect(mismatches(without(rows, ...columns), known), `${seed} ${columns}`).toEqual([]);
        }
      }
    }
  });

  test("has none where minutes are printed, which leave the confidence open", () => {
    for (let seed = 0; seed < 20; seed++) {
      const rows = randomRows({ seed, rows: 30, arithmetic: "double" }).map((row) => ({
        ...row,
        FirstSeen: row.FirstSeen.slice(0, 16),
        LastSeen: row.LastSeen.slice(0, 16),
      }));
      for (const columns of [[], ...SETS]) {
        expect(mismatches(without(rows, ...columns), "double"), `${seed} ${columns}`).toEqual([]);
      }
    }
  });

  const row = (change: Partial<ReferenceRow>, ...columns: (keyof ReferenceRow)[]) => {
    const rows = randomRows({ seed: 7, rows: 12, arithmetic: "double" });
    const at = rows.findIndex(
      ({ BeaconConfidence, RequestCount }) => BeaconConfidence === "medium" && RequestCount > 20,
    );
    const changed = rows.with(at, { ...(rows[at] as ReferenceRow), ...change });
    return mismatches(without(changed, ...columns), "double").map((one) => one.split(": ")[1]);
  };

  test("still tells what the others say against each other", () => {
    const times = ["FirstSeen", "LastSeen"];
    expect(row({ AvgIntervalSeconds: 400 }, "DurationSeconds")).toEqual([
      ...times,
      "RequestCount",
      "AvgIntervalSeconds",
    ]);
    expect(row({ DurationSeconds: 40_000 }, "AvgIntervalSeconds")).toEqual([
      ...times,
      "DurationSeconds",
    ]);
    expect(row({ AvgIntervalSeconds: 401 }, "BeaconConfidence")).toEqual(["AvgIntervalSeconds"]);
    expect(row({ BeaconConfidence: "high" }, "DurationSeconds")).toEqual(["BeaconConfidence"]);
    expect(row({ BeaconConfidence: "high" }, "AvgIntervalSeconds")).toEqual(["BeaconConfidence"]);
    expect(row({ destinationport: 22 }, "DurationSeconds", "AvgIntervalSeconds")).toEqual([
      "destinationport",
    ]);
  });
});

describe("counts beside RequestCount", () => {
  const rows = improvedRows({ seed: 3, rows: 12, arithmetic: "double" });
  const first = rows[0] as ImprovedRow;
  const raised = first.RequestCount + 5;
  const even = { ...first, RawEvents: first.RequestCount, RequestCount: raised };

  test("are not named where something else speaks against RequestCount", () => {
    expect(mismatches(without(rows.with(0, even)), "double")).toEqual(["1: RequestCount"]);
  });

  test("are named with it where nothing else tells which is wrong", () => {
    const bare = without(rows.with(0, even), "AvgIntervalSeconds", "BeaconConfidence");
    expect(mismatches(bare, "double")).toEqual(["1: N", "1: RequestCount", "1: RawEvents"]);
  });
});
