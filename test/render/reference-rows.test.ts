import { describe, expect, test } from "vitest";
import { reference } from "../../src/reference/index.js";
import type { OutputFormat } from "../../src/render/output-format.js";
import { type ReferenceReport, renderReference } from "../../src/render/reference-rows.js";

const START = Date.UTC(2026, 10, 22);
const clock = (count: number, port: number) =>
  Array.from({ length: count }, (_, i) => ({
    source: "10.0.0.1",
    destination: "203.0.113.9",
    port,
    time: START + i * 60_001,
    bytesOut: 512,
  }));

function reportOf(connections: ReturnType<typeof clock>, explain: boolean): ReferenceReport {
  const result = reference(connections, { explain });
  const input = { files: 1, records: 116, accepted: 116, rejected: 0, ignored: 0, pairs: 2 };
  const dropped = explain ? result.dropped : undefined;
  return { ...result, input, dropped, timeZone: "UTC" };
}
const REPORT = reportOf([...clock(100, 443), ...clock(16, 22)], false);
const EXPLAINED = reportOf([...clock(100, 443), ...clock(16, 22)], true);

const render = (report: ReferenceReport, format: OutputFormat) =>
  [...renderReference(report, format)].join("");

const COLUMNS =
  "FirstSeen,LastSeen,sourceip,destinationip,destinationport,RequestCount,BytesSent,BytesReceived,DurationSeconds,AvgIntervalSeconds,BeaconConfidence";

describe("the reference's answer", () => {
  test("has the contract's fields in its order as JSON, dropped only when asked for", () => {
    const keys = (report: ReferenceReport) => Object.keys(JSON.parse(render(report, "json")));
    expect(keys(REPORT).join()).toBe("rule,window,timeZone,arithmetic,input,warnings,rows");
    expect(keys(EXPLAINED).join()).toBe(
      "rule,window,timeZone,arithmetic,input,warnings,rows,dropped",
    );
    const { rows, dropped } = JSON.parse(render(EXPLAINED, "json"));
    expect(Object.keys(rows[0]).join()).toBe(COLUMNS);
    expect(Object.keys(dropped[0]).join()).toBe(
      "sourceip,destinationip,destinationport,RequestCount,clause,detail",
    );
  });

  test("is exactly the query's eleven columns as CSV, numbers in full", () => {
    for (const report of [REPORT, EXPLAINED]) {
      expect(render(report, "csv")).toBe(
        `${COLUMNS}\r\n2026-11-22 00:00:00,2026-11-22 01:39:00,10.0.0.1,203.0.113.9,443,100,51200,,5940.099,60.001000000000005,high\r\n`,
      );
    }
  });

  test("is a row a line as NDJSON", () => {
    const lines = render(REPORT, "ndjson").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(REPORT.rows);
  });

  test("is a table with its window, and a hint at what is not in it", () => {
    const text = render(REPORT, "table");
    expect(text).toMatch(/^FirstSeen {12}LastSeen .* BeaconConfidence\n/);
    expect(text).toContain("  60.001  high\n");
    expect(text).toContain(
      "\n1 of 2 pairs, 2026-11-21 01:39:00 to 2026-11-22 01:39:00 UTC, double arithmetic; --explain tells why the others are not in it\n",
    );
  });

  test("shows under the table what was dropped and why", () => {
    const text = render(EXPLAINED, "table");
    expect(text).toContain("double arithmetic\n\nNot returned:\n\n");
    expect(text).toMatch(/10\.0\.0\.1 .* 22 +16 +port +22 is not 80, 443, 8080 or 8443\n$/);
  });

  test("says so when it has no rows", () => {
    expect(render(reportOf(clock(16, 22), false), "table")).toMatch(/^No rows\.\n\n0 of 2 pairs,/);
  });
});
