import { describe, expect, test } from "vitest";
import { inferArithmetic } from "../../../src/qradar/checks/index.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import type { Arithmetic } from "../../../src/reference/index.js";
import { EXPORT_FORMS, writeExport } from "../../support/qradar-exports.js";
import { printed } from "./printed-rows.js";
import { type RandomRows, randomRows } from "./random-rows.js";

const MODES: readonly Arithmetic[] = ["double", "integer", "mixed"];

const exported = (options: RandomRows, form = EXPORT_FORMS[0] as (typeof EXPORT_FORMS)[number]) =>
  readResultRows("rows", writeExport(randomRows(options), form), {
    timeZone: options.timeZone ?? "UTC",
    ...(form === "grouped-csv" && { grouping: "," }),
  });
const modeOf = (options: RandomRows) => inferArithmetic([exported(options)]).mode;

describe("the arithmetic of an export", () => {
  for (const arithmetic of MODES) {
    test(`is told of 1,000 random exports in ${arithmetic} arithmetic`, () => {
      const wrong: string[] = [];
      for (let seed = 0; seed < 1000; seed++) {
        const form = EXPORT_FORMS[seed % EXPORT_FORMS.length] as (typeof EXPORT_FORMS)[number];
        const read = exported({ seed, rows: 24, arithmetic }, form);
        expect(read.rows.length).toBeGreaterThanOrEqual(20);
        const { mode, evidence } = inferArithmetic([read]);
        if (mode !== arithmetic) wrong.push(`${seed}: ${mode}, ${evidence}`);
      }
      expect(wrong).toEqual([]);
    }, 30_000);
  }

  test("is undecidable between double and mixed where all times are whole seconds, which print alike", () => {
    for (let seed = 0; seed < 40; seed++) {
      const rows = { seed, rows: 24, tick: 1000 };
      expect(randomRows({ ...rows, arithmetic: "double" })).toEqual(
        randomRows({ ...rows, arithmetic: "mixed" }),
      );
      expect(modeOf({ ...rows, arithmetic: "double" })).toBe("undecidable");
      expect(modeOf({ ...rows, arithmetic: "integer" })).toBe("integer");
    }
  });

  test("is undecidable without rows", () => {
    expect(inferArithmetic([])).toMatchObject({ mode: "undecidable", source: "inferred" });
  });

  test("says what it rests on", () => {
    const evidence = (arithmetic: Arithmetic) =>
      inferArithmetic([exported({ seed: 1, rows: 24, arithmetic })]).evidence;
    expect(evidence("double")).toMatch(/^24 of 24 durations have a fraction of a second$/);
    expect(evidence("mixed")).toMatch(/have lost a fraction of a second, but \d+ averages have/);
    const whole = randomRows({ seed: 1, rows: 40, arithmetic: "mixed", tick: 1000 });
    expect(inferArithmetic([printed(whole)]).evidence).toMatch(
      /where all times are whole seconds$/,
    );
    expect(evidence("integer")).toMatch(/have lost a fraction of a second, and \d+ averages/);
  });
});
