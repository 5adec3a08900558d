import { expect, test } from "vitest";
import { type Random, randomFrom } from "../../../src/evaluation/random.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import type { ReferenceRow } from "../../../src/reference/index.js";
import { EXPORT_FORMS, type ExportForm, rowOf, writeExport } from "../../support/qradar-exports.js";

const whole = (random: Random, below: number) => Math.floor(random() * below);

function randomRow(random: Random): ReferenceRow {
  const bytes = () => (random() < 0.2 ? null : Math.floor(10 ** (random() * 13)));
  const ipv6 = random() < 0.1;
  return rowOf({
    first: 1_790_000_000_000 + whole(random, 10 ** 10),
    span: random() < 0.2 ? 1000 * whole(random, 86_400) : whole(random, 86_400_000),
    count: 16 + Math.floor(10 ** (random() * 8)),
    source: ipv6 ? `2001:db8::${1 + whole(random, 9)}` : `10.0.${whole(random, 256)}.7`,
    destination: `203.0.113.${whole(random, 256)}`,
    port: random() < 0.5 ? 443 : whole(random, 65_536),
    bytesOut: bytes(),
    bytesIn: bytes(),
  });
}

/** What a row of the query says, as it was printed. */
function printedRows(text: string, form: ExportForm): ReferenceRow[] {
  const options = form === "grouped-csv" ? { grouping: "," } : {};
  const { rows, input, warnings } = readResultRows("rows", text, options);
  expect(input).toEqual({
    files: 1,
    records: rows.length,
    accepted: rows.length,
    rejected: 0,
    ignored: 0,
  });
  expect(warnings).toEqual([]);
  return rows.map((row, i) => {
    expect(row.row).toBe(i + 1);
    expect(new Date(row.firstSeen.ms).toISOString().slice(0, 19).replace("T", " ")).toBe(
      row.firstSeen.text,
    );
    return {
      FirstSeen: row.firstSeen.text,
      LastSeen: row.lastSeen.text,
      sourceip: row.source,
      destinationip: row.destination,
      destinationport: row.port,
      RequestCount: row.count,
      BytesSent: row.bytesOut,
      BytesReceived: row.bytesIn,
      DurationSeconds: row.durationSeconds as number,
      AvgIntervalSeconds: row.averageIntervalSeconds as number,
      BeaconConfidence: row.confidence as "high" | "medium",
    };
  });
}

test.each(EXPORT_FORMS)("a thousand random answers written as %s come back equal", (form) => {
  const random = randomFrom(`answers ${form}`);
  // Without rows there is nothing to see in what has no frame.
  const fewest = form.includes("ndjson") || form === "pretty" ? 1 : 0;
  for (let i = 0; i < 1000; i++) {
    const rows = Array.from({ length: fewest + whole(random, 5) }, () => randomRow(random));
    expect(printedRows(writeExport(rows, form), form)).toEqual(rows);
  }
});

const ROWS = Array.from({ length: 3 }, (_, i) =>
  rowOf({ first: 1_791_500_000_000, span: 900_000 + i, count: 16 }),
);

test("an answer's shape is told", () => {
  const forms = EXPORT_FORMS.map((form) => readResultRows("a", writeExport(ROWS, form)).form);
  expect(forms).toEqual([
    ...["json", "json", "json", "ndjson", "ndjson", "json"],
    ...["csv", "csv", "csv", "json", "ndjson", "csv"],
  ]);
});

test("rows know their lines", () => {
  const lines = (form: ExportForm) =>
    readResultRows("a", writeExport(ROWS, form)).rows.map(({ line }) => line);
  expect(lines("rest")).toEqual([1, 2, 3]);
  expect(lines("bare")).toEqual([1, 1, 1]);
  expect(lines("pretty")).toEqual([1, 14, 27]);
  expect(lines("api-csv")).toEqual([2, 3, 4]);
});

test("of a column's numbers the longest is told, Java's zero behind whole numbers being none", () => {
  const decimals = (rows: readonly ReferenceRow[], form: ExportForm) =>
    readResultRows("a", writeExport(rows, form)).decimals.durationSeconds;
  expect(decimals(ROWS, "api-csv")).toBe(3);
  expect(decimals(ROWS.slice(0, 1), "api-csv")).toBe(0);
  expect(decimals(ROWS, "rest")).toBe(3);
  const long = { ...ROWS[0], DurationSeconds: 12_345_678.25 } as ReferenceRow;
  expect(decimals([long], "api-csv")).toBe(2);
});

test.each([";", "\t", "|"])("cells may be parted by %j, as the header tells", (mark) => {
  const text = writeExport(ROWS, "log-activity-csv").replaceAll(",", mark);
  expect(readResultRows("a", text).rows.length).toBe(3);
});

test("a mark before the text, blank lines and a last line without its end are nothing", () => {
  const text = `\uFEFF\n\n${writeExport(ROWS, "api-csv").replace(/\r\n$/, "").replaceAll("\r\n", "\r\n\r\n")}`;
  expect(readResultRows("a", text).rows.map(({ line }) => line)).toEqual([5, 7, 9]);
  expect(readResultRows("a", `\uFEFF${writeExport(ROWS, "rest")}`).rows.length).toBe(3);
});

test("quoted cells may span lines", () => {
  const [header = "", ...lines] = writeExport(ROWS, "api-csv").trimEnd().split("\r\n");
  const text = [`${header},Payload`, ...lines.map((line) => `${line},"a ""b"",\n\nc"`)].join(
    "\r\n",
  );
  const { rows, input } = readResultRows("a", text);
  expect(input.rejected).toBe(0);
  expect(rows.map(({ line }) => line)).toEqual([2, 5, 8]);
});

test("the pages of an answer, one after the other, are one answer", () => {
  const page = writeExport(ROWS, "xsoar");
  expect(readResultRows("a", `[${page},${page}]`).rows.length).toBe(6);
  const flows = `{"flows":${writeExport(ROWS, "bare")}}`;
  expect(readResultRows("a", `${flows}\n${flows}\n`).rows.map(({ row }) => row)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
});

test("of several arrays the one with the rows counts", () => {
  const text = `{"warnings":[{"code":"a"}],"dropped":[{"sourceip":"10.0.0.1","destinationip":"10.0.0.2","destinationport":1,"RequestCount":2}],"rows":${writeExport(ROWS, "bare")}}`;
  expect(readResultRows("a", text).rows.length).toBe(3);
});

test.each(['{"events":[]}', "[]", '{"rows":[],"dropped":[{"sourceip":"10.0.0.1"}]}'])(
  "an answer may have no rows: %s",
  (text) => {
    const { rows, input, columns } = readResultRows("a", text);
    expect([rows.length, input.records, columns.size]).toEqual([0, 0, 0]);
  },
);
