import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { toAql } from "../../src/reference/aql.js";
import { DEFAULT_RULE, type Rule } from "../../src/reference/rule.js";
import { RULE_VARIANTS } from "../../src/reference/variants.js";
import { withoutLiterals } from "./aql-literals.js";

const QUERY = `
SELECT
DATEFORMAT(MIN(starttime), 'yyyy-MM-dd HH:mm:ss') AS FirstSeen,
DATEFORMAT(MAX(starttime), 'yyyy-MM-dd HH:mm:ss') AS LastSeen,
sourceip,
destinationip,
destinationport,
COUNT(*) AS RequestCount,
SUM(LONG("bytesout")) AS BytesSent,
SUM(LONG("bytesin")) AS BytesReceived,
((MAX(starttime) - MIN(starttime)) / 1000) AS DurationSeconds,
CASE
WHEN COUNT(*) > 1 THEN ((MAX(starttime) - MIN(starttime)) / 1000) / (COUNT(*) - 1)
ELSE 0
END AS AvgIntervalSeconds,
CASE
WHEN (CASE WHEN COUNT(*) > 1 THEN ((MAX(starttime) - MIN(starttime)) / 1000) / (COUNT(*) - 1) ELSE 0 END) BETWEEN 55 AND 65 THEN 'high'
WHEN (CASE WHEN COUNT(*) > 1 THEN ((MAX(starttime) - MIN(starttime)) / 1000) / (COUNT(*) - 1) ELSE 0 END) BETWEEN 295 AND 305 THEN 'high'
WHEN (CASE WHEN COUNT(*) > 1 THEN ((MAX(starttime) - MIN(starttime)) / 1000) / (COUNT(*) - 1) ELSE 0 END) BETWEEN 895 AND 905 THEN 'high'
WHEN COUNT(*) > 100 THEN 'high'
ELSE 'medium'
END AS BeaconConfidence
FROM events
WHERE destinationport IN (80, 443, 8080, 8443)
AND (eventdirection = 'L2R' OR eventdirection = 'R2R')
AND NOT (
destinationip LIKE '10.%'
OR destinationip LIKE '172.16.%' OR destinationip LIKE '172.17.%'
OR destinationip LIKE '172.18.%' OR destinationip LIKE '172.19.%'
OR destinationip LIKE '172.20.%' OR destinationip LIKE '172.21.%'
OR destinationip LIKE '172.22.%' OR destinationip LIKE '172.23.%'
OR destinationip LIKE '172.24.%' OR destinationip LIKE '172.25.%'
OR destinationip LIKE '172.26.%' OR destinationip LIKE '172.27.%'
OR destinationip LIKE '172.28.%' OR destinationip LIKE '172.29.%'
OR destinationip LIKE '172.30.%' OR destinationip LIKE '172.31.%'
OR destinationip LIKE '192.168.%'
OR destinationip LIKE '127.%'
)
GROUP BY sourceip, destinationip, destinationport
HAVING COUNT(*) > 15
AND CASE WHEN COUNT(*) > 1 THEN ((MAX(starttime) - MIN(starttime)) / 1000) / (COUNT(*) - 1) ELSE 0 END BETWEEN 1 AND 900
ORDER BY RequestCount DESC
LAST 24 HOURS`;

const PAGE = process.env.BEACONRY_SEED ?? "../shared/seed.txt";

const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, " ");
const aql = (changed: Partial<Rule>) => oneLine(toAql({ ...DEFAULT_RULE, ...changed }));

describe("toAql", () => {
  test("writes the reference query, but for line breaks", () => {
    expect(oneLine(toAql(DEFAULT_RULE))).toBe(oneLine(QUERY));
  });

  test.skipIf(!existsSync(PAGE))("writes what stands on the query's page", () => {
    const page = readFileSync(PAGE, "utf8");
    const end = "LAST 24 HOURS";
    const query = page.slice(page.indexOf("SELECT\n"), page.indexOf(end) + end.length);
    expect(oneLine(toAql(DEFAULT_RULE))).toBe(oneLine(query));
  });

  test("sets one column, branch and exclusion a line", () => {
    const lines = toAql(DEFAULT_RULE).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "SELECT",
      "  DATEFORMAT(MIN(starttime), 'yyyy-MM-dd HH:mm:ss') AS FirstSeen,",
      "  DATEFORMAT(MAX(starttime), 'yyyy-MM-dd HH:mm:ss') AS LastSeen,",
      "  sourceip,",
    ]);
    expect(lines).toContain("  AND NOT (");
    expect(lines).toContain("    OR destinationip LIKE '127.%'");
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  });

  test("leaves out the clauses of which the rule has none", () => {
    const none = { ports: [], directions: [], excludePrefixes: [] };
    expect(aql(none)).toContain("FROM events GROUP BY");
    expect(aql({ ...none, directions: ["L2R"] })).toContain(
      "FROM events WHERE (eventdirection = 'L2R') GROUP BY",
    );
    expect(aql({ bands: [] })).toContain("CASE WHEN COUNT(*) > 100 THEN 'high' ELSE 'medium' END");
  });

  test("excludes networks with INCIDR", () => {
    expect(
      aql({
        ports: [],
        directions: [],
        excludePrefixes: [],
        excludeNetworks: ["10.1.2.3/8", "fe80::/10"],
      }),
    ).toContain(
      "WHERE NOT INCIDR('10.0.0.0/8', destinationip) AND NOT INCIDR('fe80::/10', destinationip) GROUP BY",
    );
  });

  test("writes strict bounds as two comparisons", () => {
    const average =
      "(CASE WHEN COUNT(*) > 1 THEN ((MAX(starttime) - MIN(starttime)) / 1000) / (COUNT(*) - 1) ELSE 0 END)";
    expect(aql({ bounds: "strict" })).toContain(
      `HAVING COUNT(*) > 15 AND ${average} > 1 AND ${average} < 900 ORDER BY`,
    );
    expect(aql({ volumeMaxInterval: 120 })).toContain(
      `WHEN COUNT(*) > 100 AND ${average} < 120 THEN 'high'`,
    );
  });

  test("casts where the arithmetic drops fractions", () => {
    const span = "(MAX(starttime) - MIN(starttime))";
    expect(aql({ arithmetic: "mixed" })).toContain(
      `LONG(${span} / 1000) AS DurationSeconds, CASE WHEN COUNT(*) > 1 THEN LONG(${span} / 1000) / DOUBLE(COUNT(*) - 1) ELSE 0 END AS AvgIntervalSeconds`,
    );
    expect(aql({ arithmetic: "integer" })).toContain(
      `CASE WHEN COUNT(*) > 1 THEN LONG(LONG(${span} / 1000) / (COUNT(*) - 1)) ELSE 0 END AS AvgIntervalSeconds`,
    );
  });

  test("counts events, takes device times and rounds them down", () => {
    const text = aql({ countField: "eventcount", timeField: "devicetime", timeFloorMs: 60_000 });
    expect(text).not.toContain("COUNT(*)");
    expect(text).not.toContain("starttime");
    expect(text).toContain("SUM(eventcount) AS RequestCount");
    expect(text).toContain("HAVING SUM(eventcount) > 15");
    expect(text).toContain(
      "((MAX((devicetime / 60000) * 60000) - MIN((devicetime / 60000) * 60000)) / 1000) AS DurationSeconds",
    );
  });

  test("writes broken hours as minutes, never too few", () => {
    const last = (hours: number) =>
      toAql({ ...DEFAULT_RULE, hours })
        .split("\n")
        .at(-1);
    expect(last(1.5)).toBe("LAST 90 MINUTES");
    expect(last(168)).toBe("LAST 168 HOURS");
    expect(last(1.1)).toBe("LAST 66 MINUTES");
    expect(last(0.0001)).toBe("LAST 1 MINUTES");
  });

  test("writes every variant with its numbers", () => {
    for (const rule of Object.values(RULE_VARIANTS)) {
      const count = rule.countField === "records" ? "COUNT(*)" : "SUM(eventcount)";
      expect(toAql(rule)).toContain(`HAVING ${count} > ${rule.minCount}`);
    }
    expect(oneLine(toAql(RULE_VARIANTS.elastic))).toContain(
      "NOT INCIDR('172.16.0.0/12', destinationip)",
    );
  });

  test("doubles quotes in property names", () => {
    expect(aql({ bytesOutProperty: 'Bytes "Sent"' })).toContain(
      'SUM(LONG("Bytes ""Sent""")) AS BytesSent',
    );
    expect(aql({ bytesInProperty: "it's" })).toContain(`SUM(LONG("it's")) AS BytesReceived`);
  });

  test("refuses what is no rule", () => {
    const evil = { ...DEFAULT_RULE, volume: "100 OR 1=1", ports: ["80); DROP"] } as unknown as Rule;
    expect(() => toAql(evil)).toThrow(RuleError);
  });

  test("lets no text of a rule out of its literal", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom("'", '"', "%", "\\", "-", ")", ";", " ", "\n", "\u2028", "a"),
      }),
      fc.constantFrom("' OR ''='", '" ) FROM flows --', "10.%' OR '1'='1"),
    );
    const rules = fc.record({
      bytesOutProperty: nasty,
      bytesInProperty: nasty,
      excludePrefixes: fc.array(fc.oneof(nasty, fc.constantFrom("10.", "fe80:")), { maxLength: 2 }),
      excludeNetworks: fc.array(fc.oneof(nasty, fc.ipV4Extended(), fc.ipV6()), { maxLength: 2 }),
      directions: fc.array(fc.oneof(nasty, fc.constant("L2R")), { maxLength: 2 }),
    });
    const harmless = { ...DEFAULT_RULE, bytesOutProperty: "out", bytesInProperty: "in" };
    let written = 0;
    const check = (changed: object) => {
      const shape = written;
      let text: string;
      try {
        text = toAql({ ...harmless, ...changed } as Rule);
      } catch (error) {
        expect(error).toBeInstanceOf(RuleError);
        return;
      }
      written = shape + 1;
      const outside = withoutLiterals(text);
      expect(outside).not.toMatch(/['"]/);
      const clean = { bytesOutProperty: "out", bytesInProperty: "in" };
      expect(outside).toBe(withoutLiterals(toAql({ ...harmless, ...changed, ...clean } as Rule)));
    };
    fc.assert(fc.property(rules, check), { seed: 1, numRuns: 1000 });
    const names = fc.record({ bytesOutProperty: nasty, bytesInProperty: nasty });
    fc.assert(fc.property(names, check), { seed: 2, numRuns: 1000 });
    expect(written).toBeGreaterThan(500);
  });
});
