import { describe, expect, test } from "vitest";
import { rescore } from "../../src/qradar/rescore/index.js";
import type { OutputFormat } from "../../src/render/output-format.js";
import { renderRescored } from "../../src/render/rescored.js";
import { score } from "../../src/scoring/index.js";
import { exportOf, resultRow, START } from "../qradar/rescore/rows.js";

const view = { version: "0.0.0", timeZone: "UTC" };
const shown = (result: ReturnType<typeof rescore>, format: OutputFormat = "table") =>
  [...renderRescored(result, format, view)].join("");

/** Lines of the table that are rows, by their rank. */
const rankedLines = (text: string) => text.split("\n").filter((line) => /^ *\d+ {2}/.test(line));

describe("twenty agents that poll alike, and one pair beside them", () => {
  const agents = Array.from({ length: 20 }, (_, i) =>
    resultRow({ row: i + 1, source: `10.0.0.${i + 1}` }),
  );
  const result = rescore(
    exportOf([...agents, resultRow({ row: 21, destination: "198.51.100.7" })]),
  );
  const table = shown(result);

  test("are one row of the table and one sentence, with the ranks of the others", () => {
    expect(rankedLines(table)).toHaveLength(2);
    expect(table.match(/It looks like/g)).toHaveLength(1);
    const text = table.replaceAll(/\s+/g, " ");
    expect(text).toContain("And 19 more sources alike: #3 10.0.0.2, #4 10.0.0.3, #5 10.0.0.4,");
    expect(text).toContain("#7 10.0.0.6 and 14 more. To settle it");
  });

  test("are all in JSON and CSV", () => {
    expect(JSON.parse(shown(result, "json")).findings).toHaveLength(21);
    expect(shown(result, "csv").trim().split("\r\n")).toHaveLength(22);
    expect(shown(result, "ndjson").trim().split("\n")).toHaveLength(21);
  });

  test("are told as so many findings", () => {
    expect(table).toContain("\n21 of 21 findings; 21 rows from 1 export (0 rejected, 0 ignored); ");
  });
});

test.each([
  ["another port", { port: 8443 }],
  ["another destination", { destination: "198.51.100.7" }],
  ["an interval of its own", { spanMs: 80_000_000 }],
  ["another family", { host: "s3.amazonaws.com", bytesOut: 1440 * 20_000 }],
])("a row with %s stands alone", (_, other) => {
  const rows = [resultRow(), resultRow({ row: 2, source: "10.0.0.2", ...other })];
  const table = shown(rescore(exportOf(rows)));
  expect(rankedLines(table)).toHaveLength(2);
  expect(table).not.toContain("alike:");
});

test("a row that was settled by its events stands alone", () => {
  const rows = [resultRow(), resultRow({ row: 2, source: "10.0.0.2" })];
  const events = Array.from({ length: 1440 }, (_, i) => ({
    time: START + i * 60_000,
    source: "10.1.2.3",
    destination: "203.0.113.9",
    port: 443,
  }));
  const other = events.map((event) => ({ ...event, destination: "192.0.2.44" }));
  const table = shown(rescore(exportOf(rows), { scored: score([...events, ...other]) }));
  expect(rankedLines(table)).toHaveLength(3);
  expect(table).toContain(
    "\n3 of 3 findings, 1 of the 3 without a row; 2 rows from 1 export (0 rejected, 0 ignored); ",
  );
});

test("what --top cuts off is told in the numbers of its warning", () => {
  const rows = [1, 2, 3].map((row) => resultRow({ row, source: `10.0.0.${row}` }));
  const event = { source: "10.1.2.3", destination: "192.0.2.44", port: 443 };
  const events = Array.from({ length: 1440 }, (_, i) => ({ ...event, time: START + i * 60_000 }));
  const cut = rescore(exportOf(rows), { scored: score(events), top: 2 });
  expect(cut.warnings).toContainEqual({
    code: "top",
    message: "the best 2 of 4 findings; --top 0 shows all",
  });
  expect(shown(cut)).toContain(
    "\n2 of 4 findings, 1 of the 2 without a row (--top 0 shows all); 3 rows from 1 export",
  );
});

describe("the place of a row", () => {
  test("is its number where one file was read", () => {
    expect(rankedLines(shown(rescore(exportOf([resultRow()], "a/b.json"))))[0]).toMatch(/ 1$/);
  });

  test("has the name of its file, without folders, where several were", () => {
    const other = resultRow({ row: 34, first: START + 86_400_000 });
    const exports = [
      exportOf([resultRow()], "/tmp/rows/2026-11-23.json"),
      exportOf([other], "C:\\rows\\2026-11-24.json"),
    ];
    const table = shown(rescore(exports));
    expect(rankedLines(table)).toHaveLength(1);
    expect(rankedLines(table)[0]).toMatch(/ {2}2026-11-24\.json:34$/);
    expect(table).toContain("\n1 of 1 findings; 2 rows from 2 exports");
  });
});

test("no rows are no findings", () => {
  expect(shown(rescore(exportOf([])))).toMatch(
    /^No findings\.\n\n0 of 0 findings; 0 rows from 1 export/,
  );
});
