import { describe, expect, test } from "vitest";
import { checkExport } from "../../../src/qradar/checks/index.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import { reasonOf } from "../../../src/reference/confidence.js";
import {
  DEFAULT_RULE,
  type ReferenceRow,
  RULE_VARIANTS,
  type Rule,
} from "../../../src/reference/index.js";
import { printed } from "./printed-rows.js";
import { type RandomRows, randomRows } from "./random-rows.js";

const BERLIN = "Europe/Berlin";
/** Clocks went an hour back in the middle of the day that begins here, and forward in the other. */
const BACK = Date.UTC(2026, 9, 24, 13);
const FORWARD = Date.UTC(2026, 2, 28, 13);

const told = (exported: ResultExport, rule: Rule = DEFAULT_RULE) =>
  checkExport(exported, { rule, arithmetic: "double" });
const berlin = (start: number, options: Partial<RandomRows> = {}) =>
  randomRows({ seed: 7, rows: 60, arithmetic: "double", timeZone: BERLIN, start, ...options });

describe("times of a zone that were read as if its clocks were never changed", () => {
  test.each([
    ["back", BACK, "60 min nearer"],
    ["forward", FORWARD, "60 min farther apart"],
  ])("over an hour %s are told in one line, with the zone to mend it", (_, start, apart) => {
    const rows = berlin(start);
    const warnings = told(printed(rows)).filter(({ code }) => code !== "short-window");
    expect(warnings.map(({ code }) => code)).toEqual(["clock-change"]);
    expect(warnings[0]?.message).toContain(apart);
    expect(warnings[0]?.message).toContain("--time-zone");
    const right = told(printed(rows, "bare", BERLIN)).map(({ code }) => code);
    expect(right).not.toContain("row-mismatch");
    expect(right).not.toContain("clock-change");
  });

  test("are told of every such export, and hide no row that is damaged otherwise", () => {
    for (let seed = 0; seed < 30; seed++) {
      const rows = berlin(BACK, { seed });
      const at = rows.findIndex(({ DurationSeconds }) => DurationSeconds < 3600 * 6);
      const row = rows[at] as (typeof rows)[number];
      const damaged = rows.with(at, { ...row, AvgIntervalSeconds: row.AvgIntervalSeconds + 3.7 });
      const warnings = told(printed(damaged)).filter(({ code }) => code !== "short-window");
      expect(
        warnings.map(({ code, row: number }) => [code, number]),
        `seed ${seed}`,
      ).toEqual([
        ["clock-change", undefined],
        ["row-mismatch", at + 1],
      ]);
    }
  });

  test("are told beside a row that is an hour off the other way, and one that fits", () => {
    const rows = berlin(BACK);
    const read = printed(rows).rows;
    const off = told(printed(rows)).find(({ code }) => code === "clock-change");
    const apart = (row: (typeof read)[number]) => (row.lastSeen.ms - row.firstSeen.ms) / 1000;
    const isOff = (at: number) => {
      const row = read[at] as (typeof read)[number];
      return apart(row) - (row.durationSeconds ?? 0) < -3000;
    };
    const [one, two] = [...rows.keys()].filter(isOff) as [number, number];
    const damaged = rows
      .with(one, {
        ...(rows[one] as ReferenceRow),
        DurationSeconds: apart(read[one] as never) - 3600,
      })
      .with(two, { ...(rows[two] as ReferenceRow), DurationSeconds: apart(read[two] as never) });
    const warnings = told(printed(damaged));
    const change = warnings.find(({ code }) => code === "clock-change");
    const count = Number(/times of (\d+) rows/.exec(off?.message ?? "")?.[1]);
    expect(change?.message).toContain(`the times of ${count - 2} rows are 60 min nearer`);
    const rest = warnings.filter(({ code }) => code === "row-mismatch").map(({ row }) => row);
    expect(new Set(rest)).toEqual(new Set([one + 1, two + 1]));
  });

  test("are not seen in two rows an hour off, nor in rows that an hour off have nothing in common", () => {
    const rows = randomRows({ seed: 8, rows: 60, arithmetic: "double" });
    const off = (share: number) =>
      rows.map((row, i) =>
        i % share === 0 ? { ...row, DurationSeconds: row.DurationSeconds + 3600 } : row,
      );
    for (const share of [30, 5]) {
      const codes = new Set(told(printed(off(share))).map(({ code }) => code));
      expect(codes.has("clock-change")).toBe(false);
      expect(codes.has("row-mismatch")).toBe(true);
    }
  });
});

describe("rows of another rule", () => {
  const confidenceBy = (
    rule: Rule,
    { DurationSeconds, RequestCount }: ReferenceRow,
  ): ReferenceRow["BeaconConfidence"] =>
    reasonOf(rule, DurationSeconds * 1000, RequestCount) === "none" ? "medium" : "high";
  const rows = randomRows({ seed: 9, rows: 60, arithmetic: "double" });

  test("are told in one line, with how many, the first and a column", () => {
    const ports = rows.map((row, i) => (i % 4 === 0 ? { ...row, destinationport: 9443 } : row));
    const warnings = told(printed(ports));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: "other-rule", column: "destinationport" });
    expect(warnings[0]?.message).toMatch(
      /^rows: \d+ of \d+ rows break the rule in destinationport \(row 1, .*9443 is none of the rule's ports.* as do rows 5, 9 and others\); if it is the answer of another rule, name it with --rule$/,
    );
  });

  test("of a sibling's rule name the sibling", () => {
    // Its bounds are strict.
    const within = rows.filter(({ AvgIntervalSeconds: mean }) => mean > 1.01 && mean < 899);
    const many = within.map((row, i) => ({
      ...row,
      ...(i % 4 === 0 && { destinationip: `172.20.1.${i}` }),
      BeaconConfidence: confidenceBy(RULE_VARIANTS.splunk, row),
    }));
    const [warning, ...others] = told(printed(many));
    expect(others.map(({ code }) => code)).not.toContain("row-mismatch");
    expect(warning).toMatchObject({ code: "other-rule", column: "destinationip" });
    expect(warning?.message).toContain("by that of --variant splunk");
    const damaged = many.with(3, { ...(many[3] as ReferenceRow), destinationport: 22 });
    const [beside, ...all] = told(printed(damaged)).filter(({ code }) => code !== "short-window");
    const row = all.find(({ code }) => code === "row-mismatch");
    expect(beside?.message).toContain("by that of --variant splunk");
    expect([row?.row, row?.column]).toEqual([4, "destinationport"]);
  });

  test("name the sibling where few rows tell it from the rule, beside one that is damaged otherwise", () => {
    const guarded = rows.map((row) => ({
      ...row,
      BeaconConfidence: confidenceBy(RULE_VARIANTS.sumo, row),
    }));
    const within = guarded.filter(({ AvgIntervalSeconds: mean }) => mean > 1.01 && mean < 899);
    const broken = told(printed(within)).filter(({ code }) => code !== "short-window");
    const differs = within.filter(
      (row) => confidenceBy(DEFAULT_RULE, row) !== row.BeaconConfidence,
    );
    const same = within.filter((row) => confidenceBy(DEFAULT_RULE, row) === row.BeaconConfidence);
    expect(broken.map(({ code }) => code)).toEqual(differs.length >= 5 ? ["other-rule"] : []);
    // Each pair once, in the query's order, and six rows in a hundred.
    const many = [...differs.slice(0, 6), ...Array.from({ length: 3 }, () => same).flat()]
      .map((row, i) => ({ ...row, sourceip: `10.9.${i >> 8}.${i & 255}` }))
      .toSorted((a, b) => b.RequestCount - a.RequestCount);
    expect(6 / many.length).toBeLessThan(0.1);
    const warnings = told(printed(many)).filter(({ code }) => code !== "short-window");
    expect(warnings.map(({ code, column }) => [code, column])).toEqual([
      ["other-rule", "BeaconConfidence"],
    ]);
    expect(warnings[0]?.message).toMatch(/: 6 of \d+ rows break .*--variant sumo/);
    const at = many.findIndex((row) =>
      same.some(({ RequestCount }) => RequestCount === row.RequestCount),
    );
    const damaged = many.with(at, { ...(many[at] as ReferenceRow), destinationport: 22 });
    const beside = told(printed(damaged)).filter(({ code }) => code !== "short-window");
    expect(beside.map(({ code, row }) => [code, row])).toEqual([
      ["other-rule", undefined],
      ["row-mismatch", at + 1],
    ]);
  });

  test("are told one by one where they are few, and no sibling explains them", () => {
    const many = Array.from({ length: 3 }, () => rows)
      .flat()
      .map((row, i) => ({ ...row, sourceip: `10.9.0.${i}` }))
      .toSorted((a, b) => b.RequestCount - a.RequestCount);
    const ports = many.map((row, i) => (i % 25 === 0 ? { ...row, destinationport: 22 } : row));
    const warnings = told(printed(ports));
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(["row-mismatch"]));
    expect(warnings.length).toBe(Math.ceil(many.length / 25));
  });

  test("are told one by one where they are few, and never hide what a row says against itself", () => {
    const few = rows.map((row, i) => (i < 4 ? { ...row, destinationport: 22 } : row));
    expect(told(printed(few)).map(({ code, row }) => [code, row])).toEqual(
      [1, 2, 3, 4].map((row) => ["row-mismatch", row]),
    );
    const both = rows.map((row, i) => ({
      ...row,
      destinationport: 9443,
      ...(i === 2 && { DurationSeconds: row.DurationSeconds + 77 }),
    }));
    const warnings = told(printed(both));
    expect(warnings.map(({ code, row, column }) => [code, row, column])).toEqual([
      ["other-rule", undefined, "destinationport"],
      ["row-mismatch", 3, "DurationSeconds"],
    ]);
  });
});
