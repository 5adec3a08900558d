import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { tableFrom } from "../../src/index.js";
import { compareEndpoints } from "../../src/network/address.js";
import { queryOf } from "../../src/reference/query.js";
import { type ReferenceOptions, reference } from "../../src/reference/reference.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";
import { beacon, PAIR, type TestEvent, tableOf } from "./events.js";

const NOVEMBER = Date.UTC(2026, 10, 23, 8);

function issuesOf(options: unknown): readonly string[] {
  try {
    reference(tableOf([]), options as ReferenceOptions);
  } catch (error) {
    if (error instanceof RuleError) return error.issues;
  }
  return [];
}

describe("reference", () => {
  test("answers in the query's eleven columns, in its order", () => {
    const events = beacon(1440, 86_340_125, { time: NOVEMBER, bytesOut: 700 });
    const { rows } = reference(tableOf(events));
    expect(rows).toEqual([
      {
        FirstSeen: "2026-11-23 08:00:00",
        LastSeen: "2026-11-24 07:59:00",
        sourceip: "10.0.0.1",
        destinationip: "203.0.113.9",
        destinationport: 443,
        RequestCount: 1440,
        BytesSent: 1_008_000,
        BytesReceived: null,
        DurationSeconds: 86340.125,
        AvgIntervalSeconds: 60.000086865879084,
        BeaconConfidence: "high",
      },
    ]);
    expect(Object.keys(rows[0] ?? {}).join(", ")).toBe(
      "FirstSeen, LastSeen, sourceip, destinationip, destinationport, RequestCount, BytesSent, BytesReceived, DurationSeconds, AvgIntervalSeconds, BeaconConfidence",
    );
  });

  test("takes connections as well as a table", () => {
    const connections = Array.from({ length: 16 }, (_, i) => ({ ...PAIR, time: i * 60_000 }));
    expect(reference(connections).rows[0]?.AvgIntervalSeconds).toBe(60);
    expect(reference(connections)).toEqual(reference(tableFrom(connections)));
    expect(reference(new Set(connections)).rows).toHaveLength(1);
  });

  test("says by which rule, window and arithmetic", () => {
    const result = reference(tableOf(beacon(16, 900_000, { time: 86_400_000 })));
    expect(result.rule).toEqual(DEFAULT_RULE);
    expect(result.window).toEqual({ start: 900_000, end: 87_300_000 });
    expect(result.arithmetic).toEqual({ mode: "double", source: "default" });
  });

  test("tells a chosen arithmetic from the default, chosen alike or not", () => {
    const table = tableOf([]);
    const arithmetic = (options: ReferenceOptions) => reference(table, options).arithmetic;
    expect(arithmetic({ arithmetic: "mixed" })).toEqual({ mode: "mixed", source: "option" });
    expect(arithmetic({ arithmetic: "double" })).toEqual({ mode: "double", source: "option" });
    expect(arithmetic({ rule: { arithmetic: "integer" } })).toEqual({
      mode: "integer",
      source: "option",
    });
    expect(arithmetic({ rule: { hours: 1 } })).toEqual({ mode: "double", source: "default" });
  });

  test("lets hours and arithmetic given apart win over those of the rule", () => {
    const options = {
      rule: { hours: 1, arithmetic: "mixed" },
      hours: 2,
      arithmetic: "integer",
    } as const;
    const { rule } = reference(tableOf([]), options);
    expect([rule.hours, rule.arithmetic]).toEqual([2, "integer"]);
  });

  test("ends the window at the newest record, cut to whole milliseconds", () => {
    const events = beacon(16, 900_000, { time: 86_400_000.75 });
    expect(queryOf(tableOf(events)).window).toEqual({ start: 900_000, end: 87_300_000 });
    expect(reference(tableOf(events)).rows[0]?.RequestCount).toBe(16);
    expect(queryOf(tableOf(events), { end: 86_400_000 }).window).toEqual({
      start: 0,
      end: 86_400_000,
    });
    expect(queryOf(tableOf(events), { end: 3_600_000.9, hours: 0.5 }).window).toEqual({
      start: 1_800_000,
      end: 3_600_000,
    });
  });

  test("answers nothing on an empty table", () => {
    const { rows, dropped, window } = reference(tableOf([]), { explain: true });
    expect([rows, dropped]).toEqual([[], []]);
    expect(window).toEqual({ start: -86_400_000, end: 0 });
  });

  test("orders by count, then source, destination and port", () => {
    const keys = [
      ["10.0.0.10", "203.0.113.9", 443],
      ["10.0.0.9", "203.0.113.10", 443],
      ["10.0.0.9", "203.0.113.9", 8080],
      ["10.0.0.9", "203.0.113.9", 443],
      ["10.0.0.9", "2001:db8::10", 443],
      ["10.0.0.9", "2001:db8::9", 443],
      ["10.0.0.9", "cdn.example", 443],
      ["fd00::1", "203.0.113.9", 443],
      ["laptop.example", "203.0.113.9", 443],
    ] as const;
    const events = keys
      .toReversed()
      .flatMap(([source, destination, port]) =>
        beacon(16, 900_000, { source, destination, port, direction: "L2R" }),
      );
    const busiest = beacon(17, 900_000, { source: "zz.example", direction: "L2R" });
    const shown = (
      rows: readonly { sourceip: string; destinationip: string; destinationport: number }[],
    ) => rows.map((row) => `${row.sourceip} ${row.destinationip} ${row.destinationport}`);
    const expected = [
      "zz.example 203.0.113.9 443",
      "10.0.0.9 203.0.113.9 443",
      "10.0.0.9 203.0.113.9 8080",
      "10.0.0.9 203.0.113.10 443",
      "10.0.0.9 2001:db8::9 443",
      "10.0.0.9 2001:db8::10 443",
      "10.0.0.9 cdn.example 443",
      "10.0.0.10 203.0.113.9 443",
      "fd00::1 203.0.113.9 443",
      "laptop.example 203.0.113.9 443",
    ];
    const table = tableOf([...events, ...busiest]);
    expect(shown(reference(table).rows)).toEqual(expected);
    const none = { rule: { minCount: 99 }, explain: true };
    expect(shown(reference(table, none).dropped)).toEqual(expected);
    const sources = reference(table)
      .rows.slice(1)
      .map((row) => row.sourceip);
    expect(sources).toEqual([...sources].sort(compareEndpoints));
  });

  test("gives the same rows for the same records in any order", () => {
    const events = [...beacon(16, 900_000), ...beacon(20, 500_000, { port: 80, bytesOut: 5 })];
    expect(reference(tableOf(events.toReversed())).rows).toEqual(reference(tableOf(events)).rows);
  });

  test("explains what it drops only when asked, counting all the pair's records", () => {
    const events = [...beacon(10, 900_000, { time: 172_800_000 }), ...beacon(30, 900_000)];
    expect(reference(tableOf(events)).dropped).toEqual([]);
    expect(reference(tableOf(events), { explain: true }).dropped).toEqual([
      {
        sourceip: "10.0.0.1",
        destinationip: "203.0.113.9",
        destinationport: 443,
        RequestCount: 40,
        clause: "count",
        detail: "10 is not > 15",
      },
    ]);
  });

  test("counts events where the rule says so, one for a record without a count", () => {
    const rule = { countField: "eventcount" } as const;
    const events = beacon(10, 540_000).map((event, i) =>
      i < 2 ? { ...event, eventCount: 4 } : event,
    );
    expect(reference(tableOf(events)).rows).toEqual([]);
    const [row] = reference(tableOf(events), { rule }).rows;
    expect(row?.RequestCount).toBe(16);
    expect(row?.AvgIntervalSeconds).toBe(36);
    const { dropped } = reference(tableOf(events), {
      rule: { ...rule, ports: [80] },
      explain: true,
    });
    expect(dropped[0]?.RequestCount).toBe(16);
    expect(reference(tableOf(events), { rule }).warnings).toEqual([]);
  });

  test("warns when nothing has the column that the rule counts or times by", () => {
    const rule = { countField: "eventcount", timeField: "devicetime" } as const;
    const { rows, warnings } = reference(tableOf(beacon(16, 900_000)), { rule });
    expect(rows[0]?.AvgIntervalSeconds).toBe(60);
    expect(warnings.map(({ code }) => code)).toEqual(["no-devicetime", "no-eventcount"]);
    expect(warnings[0]?.message).toBe(
      "1 of the measured pairs have no device time; arrival stands in for it",
    );
  });

  test("warns of the pairs that lack device times when others have them", () => {
    const rule = { timeField: "devicetime" } as const;
    const dated = beacon(16, 900_000).map((event) => ({ ...event, deviceTime: event.time }));
    expect(reference(tableOf(dated), { rule }).warnings).toEqual([]);
    const mixed = reference(tableOf([...dated, ...beacon(16, 900_000, { port: 80 })]), { rule });
    expect(mixed.rows).toHaveLength(2);
    expect(mixed.warnings.map(({ code }) => code)).toEqual(["no-devicetime"]);
  });

  test("passes on the table's warnings", () => {
    const bad = { ...PAIR, time: Number.NaN };
    expect(reference([bad]).warnings.map(({ code }) => code)).toEqual(["rejected"]);
  });

  test("skips nulls in sums, and cuts the fractions of bytes as LONG does", () => {
    const bytes = [null, 1.9, 2.9, ...Array<null>(13).fill(null)];
    const events = beacon(16, 900_000).map((event, i) => ({
      ...event,
      bytesOut: bytes[i] ?? null,
    }));
    const [row] = reference(tableOf(events)).rows;
    expect([row?.BytesSent, row?.BytesReceived]).toEqual([3, null]);
    const zero = reference(tableOf(events), { rule: { emptySum: "zero" } }).rows[0];
    expect([zero?.BytesSent, zero?.BytesReceived]).toEqual([3, 0]);
  });

  test("prints times in the zone that is asked for, in reasons too", () => {
    const table = tableOf(beacon(16, 900_000, { time: NOVEMBER }));
    const options = { timeZone: "America/New_York" };
    expect(reference(table, options).rows[0]?.FirstSeen).toBe("2026-11-23 03:00:00");
    const late = { ...options, end: NOVEMBER + 2 * 86_400_000, explain: true };
    expect(reference(table, late).dropped[0]?.detail).toBe(
      "no record from 2026-11-24 03:00:00 to 2026-11-25 03:00:00",
    );
  });

  test("refuses a bad rule and bad options with all problems at once", () => {
    expect(
      issuesOf({
        rule: { ports: [-1], colour: 1 },
        hours: -1,
        end: Number.NaN,
        arithmetic: "exact",
        internal: ["10.0.0.0/8", "intranet", 7],
        timeZone: "Mars/Olympus",
      }),
    ).toEqual([
      "ports[0]: expected a whole number from 0 to 65535, got -1",
      "hours: expected a number over 0 and up to 876000, got -1",
      'arithmetic: expected double or integer or mixed, got "exact"',
      "colour: not a field of a rule",
      'end: expected epoch milliseconds or "data", got NaN',
      'internal[1]: expected an address or a CIDR range, got "intranet"',
      "internal[2]: expected an address or a CIDR range, got 7",
      'timeZone: unknown zone "Mars/Olympus"',
    ]);
  });

  test("returns the three tests of the query's page no row: too few, and to the loopback", () => {
    const loopback = { source: "127.0.0.1", destination: "127.0.0.1", direction: "L2L" };
    const pages: TestEvent[][] = [
      beacon(10, 90_000, { ...loopback, port: 80 }),
      beacon(40, 585_000, { ...loopback, port: 443 }),
      beacon(1, 0, { ...loopback, port: 8080 }),
    ];
    for (const events of pages) expect(reference(tableOf(events)).rows).toEqual([]);
    const outward = { destination: "203.0.113.9", direction: "L2R" };
    expect(reference(tableOf(beacon(16, 15_000, outward))).rows).toHaveLength(1);
    expect(reference(tableOf(beacon(16, 14_999, outward))).rows).toHaveLength(0);
  });
});
