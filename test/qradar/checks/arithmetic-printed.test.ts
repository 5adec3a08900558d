import { describe, expect, test } from "vitest";
import { inferArithmetic } from "../../../src/qradar/checks/index.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import type { Arithmetic, ReferenceRow } from "../../../src/reference/index.js";
import { damaged, printed, rounded, without } from "./printed-rows.js";
import { randomRows } from "./random-rows.js";

const MODES: readonly Arithmetic[] = ["double", "integer", "mixed"];
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

/** How often which mode is told of some exports. */
function told(
  arithmetic: Arithmetic,
  rows: number,
  print: (rows: ReferenceRow[]) => ResultExport,
  seeds: readonly number[] = SEEDS,
) {
  const times: Record<string, number> = {};
  for (const seed of seeds) {
    const { mode } = inferArithmetic([print(randomRows({ seed, rows, arithmetic }))]);
    times[mode] = (times[mode] ?? 0) + 1;
  }
  return times;
}

describe("the arithmetic of an export with few rows", () => {
  const found = (rows: readonly ReferenceRow[]) => inferArithmetic([printed(rows)]);
  const span = (arithmetic: Arithmetic, seed: number) => randomRows({ seed, rows: 12, arithmetic });

  test("is double by a single fraction that agrees with times and average", () => {
    for (const seed of SEEDS) {
      const row = span("double", seed).find(({ DurationSeconds: s }) => !Number.isInteger(s));
      expect(found([row as ReferenceRow]).mode).toBe("double");
      const changed = { ...(row as ReferenceRow), AvgIntervalSeconds: 77 };
      expect(found([changed]).mode).toBe("undecidable");
    }
  });

  test("is undecidable of one or two whole durations, and the evidence says how many would do", () => {
    for (const arithmetic of ["integer", "mixed"] as const) {
      for (const seed of SEEDS) {
        for (const rows of [1, 2]) {
          const { mode, evidence } = found(span(arithmetic, seed).slice(0, rows));
          expect(mode).toBe("undecidable");
          expect(evidence).toMatch(/^\d rows? do(es)? not tell \w+ from \w+: some \d+ would do/);
        }
      }
    }
  });

  test("is never told wrong, however few there are", () => {
    for (const arithmetic of MODES) {
      for (let rows = 1; rows <= 12; rows++) {
        for (let seed = 0; seed < 15; seed++) {
          const { mode } = found(span(arithmetic, seed).slice(0, rows));
          expect([arithmetic, "undecidable"]).toContain(mode);
        }
      }
    }
  });
});

describe("the arithmetic of an export whose numbers were rounded", () => {
  test("is double where durations keep their fractions and averages were rounded to whole ones", () => {
    expect(told("double", 24, (rows) => printed(rounded(rows, 3, 0)))).toEqual({
      double: SEEDS.length,
    });
  });

  test("is double where durations keep one or two decimals, or none, and averages all", () => {
    for (const decimals of [0, 1, 2]) {
      const print = (rows: ReferenceRow[]) => printed(rounded(rows, decimals, 15));
      expect(told("double", 24, print)).toEqual({ double: SEEDS.length });
    }
  });

  test("is never told wrong of numbers with no decimals to three", () => {
    for (const arithmetic of MODES) {
      for (const duration of [0, 1, 2, 3]) {
        for (const average of [0, 1, 2, 3]) {
          const times = told(
            arithmetic,
            30,
            (rows) => printed(rounded(rows, duration, average)),
            SEEDS.slice(0, 10),
          );
          const { [arithmetic]: right = 0, undecidable = 0 } = times;
          expect(right + undecidable).toBe(10);
          // Whole durations of few decimals are told apart by how many were shortened.
          expect(right).toBeGreaterThanOrEqual(6);
        }
      }
    }
  });
});

describe("the arithmetic of an export whose times are minutes", () => {
  test("is told by fractions, and by durations none of which has one", () => {
    const minutes = (rows: ReferenceRow[]) =>
      printed(
        rows.map((row) => ({
          ...row,
          FirstSeen: row.FirstSeen.slice(0, 16),
          LastSeen: row.LastSeen.slice(0, 16),
        })),
      );
    for (const arithmetic of MODES) {
      expect(told(arithmetic, 24, minutes)).toEqual({ [arithmetic]: SEEDS.length });
    }
  });
});

describe("the arithmetic of an export with damaged cells in a tenth of its rows", () => {
  const changes: Readonly<Record<string, (row: ReferenceRow) => Partial<ReferenceRow>>> = {
    "a second more": (row) => ({ DurationSeconds: row.DurationSeconds + 1 }),
    "a second less": (row) => ({ DurationSeconds: row.DurationSeconds - 1 }),
    "half a second more": (row) => ({ DurationSeconds: row.DurationSeconds + 0.5 }),
    "durations rounded up": (row) => ({ DurationSeconds: Math.ceil(row.DurationSeconds) }),
    "averages rounded up": (row) => ({ AvgIntervalSeconds: Math.ceil(row.AvgIntervalSeconds) }),
    "averages rounded": (row) => ({ AvgIntervalSeconds: Math.round(row.AvgIntervalSeconds) }),
    "averages a little more": (row) => ({ AvgIntervalSeconds: row.AvgIntervalSeconds + 0.017 }),
    "another count": (row) => ({ RequestCount: row.RequestCount + 1 }),
  };
  for (const [name, change] of Object.entries(changes)) {
    test(`is told by the others: ${name}`, () => {
      for (const arithmetic of MODES) {
        const times = told(arithmetic, 30, (rows) => printed(damaged(rows, change)), SEEDS);
        expect(times).toEqual({ [arithmetic]: SEEDS.length });
      }
    });
  }
});

describe("the arithmetic of an export without some columns", () => {
  test("is told by averages alone", () => {
    for (const arithmetic of MODES) {
      const print = (rows: ReferenceRow[]) => without(rows, "DurationSeconds");
      expect(told(arithmetic, 30, print)).toEqual({ [arithmetic]: SEEDS.length });
    }
  });

  test("is told by durations alone, but for what only averages tell", () => {
    const print = (rows: ReferenceRow[]) => without(rows, "AvgIntervalSeconds");
    expect(told("double", 30, print)).toEqual({ double: SEEDS.length });
    expect(told("mixed", 30, print)).toEqual({ undecidable: SEEDS.length });
    expect(told("integer", 30, print)).toEqual({ undecidable: SEEDS.length });
  });

  test("is not told without both", () => {
    const [arithmetic] = MODES as [Arithmetic];
    const rows = randomRows({ seed: 1, rows: 30, arithmetic });
    expect(inferArithmetic([without(rows, "DurationSeconds", "AvgIntervalSeconds")])).toEqual({
      mode: "undecidable",
      source: "inferred",
      evidence: "no row has a duration or an average",
    });
  });
});
