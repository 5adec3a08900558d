import { describe, expect, test } from "vitest";
import { randomFrom } from "../../../src/evaluation/random.js";
import { checkExport } from "../../../src/qradar/checks/index.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { type Arithmetic, DEFAULT_RULE, type ReferenceRow } from "../../../src/reference/index.js";
import { EXPORT_FORMS, rowOf, writeExport } from "../../support/qradar-exports.js";
import { randomRows, START } from "./random-rows.js";

const MODES: readonly Arithmetic[] = ["double", "integer", "mixed"];
const HOUR = 3_600_000;

function complaints(
  rows: readonly ReferenceRow[],
  arithmetic: Arithmetic | "undecidable",
  { form = "rest" as (typeof EXPORT_FORMS)[number], timeZone = "UTC" } = {},
) {
  const grouping = form === "grouped-csv" ? { grouping: "," } : {};
  const read = readResultRows("rows", writeExport(rows, form), { timeZone, ...grouping });
  return checkExport(read, { rule: DEFAULT_RULE, arithmetic });
}

describe("an export of rows that are in order", () => {
  test("has no complaint, in any arithmetic, form and zone", () => {
    const zones = ["UTC", "Europe/Berlin", "America/St_Johns"];
    for (let seed = 0; seed < 60; seed++) {
      const arithmetic = MODES[seed % 3] as Arithmetic;
      const form = EXPORT_FORMS[seed % EXPORT_FORMS.length] as (typeof EXPORT_FORMS)[number];
      const timeZone = form.startsWith("log") ? "UTC" : (zones[(seed % 7) % 3] as string);
      const rows = randomRows({ seed, rows: 60, arithmetic, timeZone });
      for (const known of [arithmetic, "undecidable"] as const) {
        expect(complaints(rows, known, { form, timeZone }), `seed ${seed}`).toEqual([]);
      }
    }
  });

  test("has none over the hour that a zone's clocks show twice, where durations tell which is meant", () => {
    const start = Date.UTC(2026, 9, 24, 12);
    for (let seed = 0; seed < 20; seed++) {
      const rows = randomRows({
        seed,
        rows: 40,
        arithmetic: "double",
        timeZone: "Europe/Berlin",
        start,
      });
      const told = complaints(rows, "double", { timeZone: "Europe/Berlin" });
      expect(told.filter(({ code }) => code === "row-mismatch")).toEqual([]);
    }
  });
});

const either = (random: () => number) => (random() < 0.5 ? -1 : 1);

/** Changes of a cell, up or down, that are beyond what the printing leaves open. */
const CORRUPTIONS: Readonly<Record<string, (row: ReferenceRow, random: () => number) => object>> = {
  FirstSeen: (row, random) => ({ FirstSeen: shifted(row.FirstSeen, random) }),
  LastSeen: (row, random) => ({ LastSeen: shifted(row.LastSeen, random) }),
  RequestCount: (row, random) => ({
    RequestCount: row.RequestCount + either(random) * (1 + Math.floor(random() * 9)),
  }),
  DurationSeconds: (row, random) => ({
    DurationSeconds: Math.max(
      0.5,
      row.DurationSeconds + either(random) * (2 + Math.floor(random() * 1e4)),
    ),
  }),
  AvgIntervalSeconds: (row, random) => ({
    AvgIntervalSeconds: Math.max(
      0,
      row.AvgIntervalSeconds + either(random) * (1 + Math.floor(random() * 90)),
    ),
  }),
  BeaconConfidence: (row) => ({
    BeaconConfidence: row.BeaconConfidence === "high" ? "medium" : "high",
  }),
  destinationport: () => ({ destinationport: 22 }),
  destinationip: () => ({ destinationip: "10.9.9.9" }),
};

/** A count whose whole average is the same, in its place among the others, cannot be seen. */
function isHidden(changed: ReferenceRow, row: ReferenceRow, arithmetic: Arithmetic): boolean {
  const { RequestCount: count, DurationSeconds: duration, AvgIntervalSeconds: average } = changed;
  const sameAverage = Math.floor(duration / (count - 1)) === average;
  return count !== row.RequestCount && arithmetic === "integer" && sameAverage;
}

function shifted(text: string, random: () => number): string {
  const ms = Date.parse(`${text}Z`) + (2 + Math.floor(random() * 5000)) * 1000 * either(random);
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

describe("a single cell that was changed", () => {
  for (const [column, corrupt] of Object.entries(CORRUPTIONS)) {
    test(`in ${column} is told with its row and column`, () => {
      const random = randomFrom(column);
      const missed: string[] = [];
      for (let seed = 0; seed < 120; seed++) {
        const arithmetic = MODES[seed % 3] as Arithmetic;
        const rows = randomRows({ seed, rows: 24, arithmetic });
        const at = Math.floor(random() * rows.length);
        const row = rows[at] as ReferenceRow;
        const changed = { ...row, ...corrupt(row, random) } as ReferenceRow;
        if (isHidden(changed, row, arithmetic)) continue;
        const told = complaints(rows.with(at, changed), arithmetic);
        const named = told.some((one) => one.row === at + 1 && one.column === column);
        const others = told.some((one) => one.code === "row-mismatch" && one.row !== at + 1);
        if (!named || others)
          missed.push(
            `${seed} ${JSON.stringify(told.map((t) => [t.row, t.column]))} ${JSON.stringify(row)} ${JSON.stringify(changed)}`,
          );
      }
      expect(missed.slice(0, 3)).toEqual([]);
    });
  }

  test("names one column, or two that could each be it", () => {
    const rows = randomRows({ seed: 5, rows: 24, arithmetic: "double" });
    const row = rows[3] as ReferenceRow;
    const columns = (change: object) =>
      complaints(rows.with(3, { ...row, ...change }), "double").flatMap(
        ({ column = [] }) => column,
      );
    expect(columns({ FirstSeen: shifted(row.FirstSeen, () => 0.3) })).toEqual([
      "FirstSeen",
      "LastSeen",
    ]);
    expect(columns({ DurationSeconds: row.DurationSeconds + 100 })).toEqual(["DurationSeconds"]);
    expect(columns({ AvgIntervalSeconds: row.AvgIntervalSeconds + 0.017 })).toEqual([
      "AvgIntervalSeconds",
    ]);
  });
});

describe("what rows have in common", () => {
  const codes = (rows: readonly ReferenceRow[], arithmetic: Arithmetic = "double") =>
    complaints(rows, arithmetic).map(({ code }) => code);

  test("is told where an export has exactly as many rows as a page", () => {
    const rows = randomRows({ seed: 1, rows: 50, arithmetic: "double" });
    expect(rows).toHaveLength(50);
    expect(codes(rows)).toEqual(["truncated"]);
    expect(codes(rows.slice(1))).toEqual([]);
  });

  test("is told where rows span less than the window, or more", () => {
    const rows = randomRows({ seed: 1, rows: 30, arithmetic: "double" });
    const short = rows.filter(({ DurationSeconds }) => DurationSeconds < 3600).slice(0, 1);
    expect(codes(short)).toEqual(["short-window"]);
    const later = randomRows({
      seed: 2,
      rows: 30,
      arithmetic: "double",
      start: START + 30 * HOUR,
    }).map((row, i) => ({ ...row, sourceip: `10.2.0.${i}` }));
    const both = [...rows, ...later].sort((a, b) => b.RequestCount - a.RequestCount);
    expect(codes(both)).toEqual(["long-window"]);
  });

  test("is not told of two minutes over the hours asked for, to which a console may widen them", () => {
    const span = 900_000;
    const told = (over: number) => {
      const firsts = [START, START + 24 * HOUR + over - span];
      const rows = firsts.map((first, i) => ({
        ...rowOf({ first, span, count: 16, source: `10.1.0.${i}` }),
        FirstMs: first,
        LastMs: first + span,
      }));
      const read = readResultRows("rows", JSON.stringify(rows));
      return checkExport(read, { rule: DEFAULT_RULE, arithmetic: "double" }).map(
        ({ code }) => code,
      );
    };
    expect([told(0), told(60_001), told(120_000)]).toEqual([[], [], []]);
    expect(told(120_001)).toEqual(["long-window"]);
  });

  test("is told where a clock counts to twelve", () => {
    const rows = randomRows({ seed: 3, rows: 40, arithmetic: "double" }).map((row) => ({
      ...row,
      FirstSeen: toTwelve(row.FirstSeen),
      LastSeen: toTwelve(row.LastSeen),
    }));
    expect(codes(rows)).toEqual(["twelve-hour-clock"]);
  });

  test("is told where there are no rows, but not where none could be read", () => {
    expect(codes([])).toEqual(["no-rows"]);
    const rows = writeExport(randomRows({ seed: 4, rows: 10, arithmetic: "double" }), "rest");
    const unread = readResultRows("rows", rows.replaceAll("10.1.0.", "10.1.x."));
    expect(unread.rows).toEqual([]);
    expect(checkExport(unread, { rule: DEFAULT_RULE, arithmetic: "double" })).toEqual([]);
  });

  test("is told of a pair that two rows are of", () => {
    const rows = randomRows({ seed: 4, rows: 10, arithmetic: "double" });
    const twice = [rows[0] as ReferenceRow, ...rows];
    const [first] = complaints(twice, "double").filter(({ code }) => code === "row-mismatch");
    expect(first).toMatchObject({ row: 2, column: "sourceip" });
  });
});

function toTwelve(text: string): string {
  const hour = Number(text.slice(11, 13)) % 12 || 12;
  return `${text.slice(0, 11)}${String(hour).padStart(2, "0")}${text.slice(13)}`;
}
