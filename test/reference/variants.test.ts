import { describe, expect, test } from "vitest";
import { parseRule } from "../../src/reference/parse-rule.js";
import { reference } from "../../src/reference/reference.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";
import { RULE_VARIANTS } from "../../src/reference/variants.js";
import { beacon, tableOf } from "./events.js";

describe("RULE_VARIANTS", () => {
  test("has the query itself, its five siblings and the improved rule, all of them valid", () => {
    expect(Object.keys(RULE_VARIANTS)).toEqual([
      ..."qradar splunk sentinel elastic logscale sumo improved".split(" "),
    ]);
    expect(RULE_VARIANTS.qradar).toEqual(DEFAULT_RULE);
    for (const rule of Object.values(RULE_VARIANTS)) expect(parseRule(rule)).toEqual(rule);
    expect(RULE_VARIANTS.splunk.timeFloorMs).toBe(60_000);
  });

  test("differs where the siblings do", () => {
    // Only an integer division makes 900 s of 900.5 s.
    const slow = tableOf(beacon(16, 900_500 * 15, { direction: "L2L" }));
    const answer = (rule: keyof typeof RULE_VARIANTS) =>
      reference(slow, { rule: RULE_VARIANTS[rule] }).rows.map((row) => row.AvgIntervalSeconds);
    expect(answer("qradar")).toEqual([]);
    expect(answer("sentinel")).toEqual([900]);
    expect(answer("elastic")).toEqual([]);
    expect(answer("logscale")).toEqual([]);
  });

  test("counts crossed seconds for Sentinel and elapsed ones for Elastic", () => {
    const table = tableOf(beacon(16, 899_200, { time: 900 }));
    const seconds = (rule: keyof typeof RULE_VARIANTS) =>
      reference(table, { rule: RULE_VARIANTS[rule] }).rows[0]?.DurationSeconds;
    expect([seconds("sentinel"), seconds("elastic"), seconds("sumo")]).toEqual([900, 899, 899.2]);
  });

  test("takes any direction but in QRadar", () => {
    const inside = tableOf(beacon(16, 900_000, { direction: null }));
    const returned = Object.entries(RULE_VARIANTS).filter(
      ([, rule]) => reference(inside, { rule }).rows.length > 0,
    );
    expect(returned.map(([name]) => name)).toEqual([
      ..."splunk sentinel elastic logscale sumo".split(" "),
    ]);
  });

  test("bins Splunk's times by the minute", () => {
    const events = beacon(16, 900_000, { time: 90_000 });
    const [row] = reference(tableOf(events), { rule: RULE_VARIANTS.splunk }).rows;
    expect(row?.FirstSeen).toBe("1970-01-01 00:01:00");
    expect(row?.LastSeen).toBe("1970-01-01 00:16:00");
    expect(row?.DurationSeconds).toBe(900);
  });

  test("gives the siblings' volume clause its guard of 120 s", () => {
    const busy = (meanMs: number) => tableOf(beacon(101, meanMs * 100));
    const confidence = (rule: keyof typeof RULE_VARIANTS, meanMs: number) =>
      reference(busy(meanMs), { rule: RULE_VARIANTS[rule] }).rows[0]?.BeaconConfidence;
    expect(confidence("qradar", 120_000)).toBe("high");
    expect(confidence("logscale", 120_000)).toBe("medium");
    expect(confidence("logscale", 119_999)).toBe("high");
  });
});
