import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { networks } from "../../src/network/networks.js";
import { toImprovedAql } from "../../src/reference/improved-aql.js";
import { IMPROVED_RULE } from "../../src/reference/improved-rule.js";
import { reference } from "../../src/reference/reference.js";
import type { Rule } from "../../src/reference/rule.js";
import { withoutLiterals } from "./aql-literals.js";
import { beacon, tableOf } from "./events.js";

const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, " ");
const aql = (changed: Partial<Rule> = {}, options = {}) =>
  oneLine(toImprovedAql({ ...IMPROVED_RULE, ...changed }, options));
const SPAN = "MAX(starttime) - MIN(starttime)";

describe("IMPROVED_RULE", () => {
  test.each([
    ["10.1.2.3", "172.31.0.1", "192.168.1.1", "127.0.0.1", "100.64.0.1", "169.254.169.254"],
    ["0.0.0.0", "224.0.0.251", "239.255.255.250", "255.255.255.255", "192.0.0.8"],
    ["::", "::1", "fd00::1", "fe80::1", "ff02::fb"],
  ])("has %s and the like excluded", (...addresses) => {
    const excluded = networks(IMPROVED_RULE.excludeNetworks);
    expect(addresses.filter((address) => !excluded.has(address))).toEqual([]);
  });

  test("leaves the public networks beside them", () => {
    const excluded = networks(IMPROVED_RULE.excludeNetworks);
    const open = [
      "1.1.1.1",
      "100.63.255.255",
      "100.128.0.1",
      "172.32.0.1",
      "198.18.0.1",
      "2606::1",
    ];
    expect(open.filter((address) => excluded.has(address))).toEqual([]);
  });

  test("calls no busy pair high that is slower than two minutes on average", () => {
    const confidence = (meanMs: number) =>
      reference(tableOf(beacon(201, meanMs * 200)), { rule: IMPROVED_RULE }).rows[0]
        ?.BeaconConfidence;
    expect([confidence(119_000), confidence(121_000)]).toEqual(["high", "medium"]);
  });

  test("returns pairs at the end of its last band, where the reference query has cut one in two", () => {
    const rows = (rule: "improved" | "qradar", meanMs: number) =>
      reference(
        tableOf(beacon(17, meanMs * 16)),
        rule === "improved" ? { rule: IMPROVED_RULE } : {},
      ).rows.map((row) => row.BeaconConfidence);
    expect([rows("qradar", 904_000), rows("improved", 904_000)]).toEqual([[], ["high"]]);
    expect([rows("qradar", 3_605_000), rows("improved", 3_605_000)]).toEqual([[], ["high"]]);
  });
});

describe("toImprovedAql", () => {
  test("has the query's eleven columns first, and whole numbers after them", () => {
    const names = Array.from(
      aql()
        .split(" FROM events ")[0]
        ?.matchAll(/ AS (\w+)/g) ?? [],
      (m) => m[1],
    );
    expect(names).toEqual([
      ..."FirstSeen LastSeen RequestCount BytesSent BytesReceived DurationSeconds".split(" "),
      ..."AvgIntervalSeconds BeaconConfidence FirstMs LastMs N RawEvents LogSources".split(" "),
      "DistinctTimes",
    ]);
    expect(aql()).toContain(
      "AS LastSeen, sourceip, destinationip, destinationport, SUM(eventcount)",
    );
    expect(aql()).toContain("LONG(UNIQUECOUNT(logsourceid)) AS LogSources");
  });

  test("excludes with INCIDR and not with LIKE", () => {
    expect(aql()).toContain("AND NOT INCIDR('100.64.0.0/10', destinationip) AND NOT INCIDR(");
    expect(aql()).not.toMatch(/LIKE|v6/);
    expect(aql({ excludePrefixes: ["10."] })).toContain("NOT (destinationip LIKE '10.%')");
  });

  test("has no CASE within a CASE and none in HAVING", () => {
    expect(aql()).toContain(
      `CASE WHEN SUM(eventcount) > 1 THEN DOUBLE(${SPAN}) / 1000 / (SUM(eventcount) - 1) ELSE 0 END AS`,
    );
    expect(aql()).not.toMatch(/CASE(?:(?!\bEND\b).)*\bCASE\b/);
    expect(aql()).toContain(
      "HAVING RequestCount > 15 AND AvgIntervalSeconds >= 1 AND AvgIntervalSeconds <= 3605 ORDER BY",
    );
    expect(aql({ bounds: "strict" })).toContain(
      "HAVING RequestCount > 15 AND AvgIntervalSeconds > 1 AND AvgIntervalSeconds < 3605 ORDER BY",
    );
    expect(aql({ minCount: 0 })).toContain("HAVING RequestCount > 1 AND");
  });

  test("compares products in place of quotients", () => {
    expect(aql()).toContain(
      `WHEN (${SPAN}) >= 55000 * (SUM(eventcount) - 1) AND (${SPAN}) <= 65000 * (SUM(eventcount) - 1) THEN 'high'`,
    );
    expect(aql()).toContain(
      `WHEN SUM(eventcount) > 100 AND (${SPAN}) < 120000 * (SUM(eventcount) - 1) THEN 'high' ELSE`,
    );
    expect(aql({ volumeMaxInterval: null })).toContain(
      "WHEN SUM(eventcount) > 100 THEN 'high' ELSE",
    );
    expect(aql({ bands: [[0.001, 55.5]] })).toContain(
      `>= 1 * (SUM(eventcount) - 1) AND (${SPAN}) <= 55500 *`,
    );
  });

  test("widens bands and interval for the jitter asked for", () => {
    expect(aql({}, { jitter: 0.2 })).toContain(
      `>= 47000 * (SUM(eventcount) - 1) AND (${SPAN}) <= 73000 *`,
    );
    expect(aql({}, { jitter: 0.2 })).toContain("AND AvgIntervalSeconds <= 4071 ORDER BY");
  });

  test("asks for IPv6 addresses where Ariel keeps them, and excludes those of IPv6", () => {
    const text = aql({ excludePrefixes: ["10."] }, { ipv6: true });
    expect(text).toContain(
      "sourcev6 AS sourceip, destinationv6 AS destinationip, destinationport,",
    );
    expect(text).toContain("GROUP BY sourcev6, destinationv6, destinationport HAVING");
    expect(text).toContain("AND NOT INCIDR('fe80:0:0:0:0:0:0:0/10', destinationv6)");
    // Events with IPv4 addresses have no other IPv6 address than this.
    expect(text).toContain("AND NOT INCIDR('0:0:0:0:0:0:0:0/128', destinationv6)");
    expect(text).not.toMatch(/\.0\/|LIKE/);
  });

  test("follows the rule in everything else", () => {
    const text = aql({
      ports: [],
      directions: [],
      excludeNetworks: [],
      hours: 1.5,
      countField: "records",
    });
    expect(text).toContain("FROM events GROUP BY");
    expect(text).toMatch(/ORDER BY RequestCount DESC LAST 90 MINUTES$/);
    expect(text).toContain("COUNT(*) AS RequestCount");
    expect(text).toContain("LONG(SUM(eventcount)) AS RawEvents");
    const devices = aql({ timeField: "devicetime", timeFloorMs: 1000 });
    expect(devices).not.toContain("starttime");
    expect(devices).toContain("LONG(MIN((devicetime / 1000) * 1000)) AS FirstMs");
  });

  test("refuses an arithmetic that it does not need, and what is no rule", () => {
    expect(() => aql({ arithmetic: "integer" })).toThrow(/^rule: arithmetic: /);
    expect(() => aql({ ports: ["80) OR (1=1"] as unknown as number[] })).toThrow(RuleError);
    expect(() => aql({}, { jitter: "1; DROP" })).toThrow(RuleError);
  });

  test("lets no property name out of its place", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', "%", "\\", "-", ")", ";", " ", "/", "*", "a"),
      minLength: 1,
    });
    const plain = withoutLiterals(toImprovedAql(IMPROVED_RULE));
    fc.assert(
      fc.property(nasty, nasty, (bytesOutProperty, bytesInProperty) => {
        const rule = { ...IMPROVED_RULE, bytesOutProperty, bytesInProperty };
        expect(withoutLiterals(toImprovedAql(rule))).toBe(plain);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
