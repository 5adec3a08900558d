import { describe, expect, test } from "vitest";
import { RuleError } from "../../../src/errors.js";
import { drillDownQueries } from "../../../src/qradar/hand-over/drill-down.js";
import { toPairAql } from "../../../src/reference/index.js";
import { FINDING, finding } from "./findings.js";

const { source, destination, port, firstSeen, lastSeen } = FINDING;

describe("a drill-down", () => {
  test("asks for the events of each finding's pair, from its first to its last", () => {
    const window = { source, destination, port, start: firstSeen, end: lastSeen };
    expect(drillDownQueries([finding()])).toEqual({
      queries: [{ file: "001_10.1.2.3_203.0.113.9_443.aql", ...window, aql: toPairAql(window) }],
      refused: 0,
      cut: 0,
    });
  });

  test("is wider by the padding at both ends, and never begins before time does", () => {
    const [query] = drillDownQueries([finding()], { paddingMs: 999 }).queries;
    expect([query?.start, query?.end]).toEqual([firstSeen - 999, lastSeen + 999]);
    const early = finding({ firstSeen: 5.5, lastSeen: 9.5 });
    const [first] = drillDownQueries([early], { paddingMs: 999 }).queries;
    expect([first?.start, first?.end]).toEqual([0, 1008]);
  });

  test("leaves out what is below the score asked for, 0.3 unless told", () => {
    const scores = [0.9, 0.3, 0.29];
    const files = (minScore?: number) =>
      drillDownQueries(
        scores.map((score) => finding({ score })),
        minScore === undefined ? {} : { minScore },
      ).queries.length;
    expect([files(), files(0), files(0.5)]).toEqual([2, 3, 1]);
  });

  test("counts findings of which no event can be fetched, and what a limit cuts off", () => {
    const findings = [
      finding({ destination: "c2.example" }),
      finding({ destination: "2001:db8::1" }),
      finding({ firstSeen: Number.NaN }),
      ...[80, 443, 8080].map((port) => finding({ port })),
    ];
    const { queries, refused, cut } = drillDownQueries(findings, { top: 2 });
    expect(queries.map(({ file }) => file)).toEqual([
      "001_10.1.2.3_203.0.113.9_80.aql",
      "002_10.1.2.3_203.0.113.9_443.aql",
    ]);
    expect([refused, cut]).toEqual([3, 1]);
    expect(drillDownQueries([])).toEqual({ queries: [], refused: 0, cut: 0 });
  });

  test("writes IPv6 addresses with dashes in file names", () => {
    const v6 = finding({ source: "2001:db8::2", destination: "2001:db8::9" });
    const mapped = finding({ source: "::ffff:10.1.2.3", destination: "::ffff:192.0.2.1" });
    const [query, second] = drillDownQueries([v6, mapped]).queries;
    expect(query?.file).toBe("001_2001-db8--2_2001-db8--9_443.aql");
    expect(query?.source).toBe("2001:db8::2");
    expect(second?.file).toBe("002_10.1.2.3_192.0.2.1_443.aql");
    expect(second?.aql).toContain("sourceip = '10.1.2.3'");
  });

  test("keeps its files in order when there are more than 999", () => {
    const many = new Array(1001).fill(finding());
    const files = drillDownQueries(many).queries.map(({ file }) => file);
    expect([files[0]?.slice(0, 5), files[1000]?.slice(0, 5)]).toEqual(["0001_", "1001_"]);
    expect(new Set(files).size).toBe(1001);
    expect([...files].sort()).toEqual(files);
  });

  test("hands its options to the queries, and refuses wrong ones even without findings", () => {
    const options = { limit: 5000, bytesOutProperty: "Bytes Sent" };
    const [query] = drillDownQueries([finding()], options).queries;
    expect(query?.aql).toContain("LIMIT 5000\n");
    expect(query?.aql).toContain('"Bytes Sent" AS BytesSent');
    expect(() => drillDownQueries([], { limit: 0 })).toThrow(RuleError);
    expect(() => drillDownQueries([], { bytesInProperty: "a\nb" })).toThrow(RuleError);
  });
});
