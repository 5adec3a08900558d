import { dateTimeFormat } from "../../src/reference/date-time.js";
import type { ReferenceRow } from "../../src/reference/index.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";
import { renderReference } from "../../src/render/reference-rows.js";

/** The ways in which rows of the query come out of a console, and those of our own `reference`. */
export type ExportForm = (typeof EXPORT_FORMS)[number];

export const EXPORT_FORMS = [
  "rest",
  "flows",
  "bare",
  "ndjson",
  "pretty",
  "xsoar",
  "api-csv",
  "log-activity-csv",
  "grouped-csv",
  "reference-json",
  "reference-ndjson",
  "reference-csv",
] as const;

/** The query's columns with the label that Log Activity gives each, and which of them are aggregates, doubles on a console. */
const COLUMNS = [
  { name: "FirstSeen", label: "First Seen", double: false },
  { name: "LastSeen", label: "Last Seen", double: false },
  { name: "sourceip", label: "Source IP", double: false },
  { name: "destinationip", label: "Destination IP", double: false },
  { name: "destinationport", label: "Destination Port", double: false },
  { name: "RequestCount", label: "Count", double: true },
  { name: "BytesSent", label: "Bytes Sent", double: true },
  { name: "BytesReceived", label: "Bytes Received", double: true },
  { name: "DurationSeconds", label: "Duration Seconds", double: true },
  { name: "AvgIntervalSeconds", label: "Avg Interval Seconds", double: true },
  { name: "BeaconConfidence", label: "Beacon Confidence", double: false },
] as const;

/**
 * A number as Java's Double.toString writes it: with a decimal always, and with an exponent from ten million on and below a
 * thousandth.
 */
export function javaDouble(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-3) {
    return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The rows as text of one form. Log Activity's CSV has labels, `grouped-csv` groups digits with commas beside that. */
export function writeExport(rows: readonly ReferenceRow[], form: ExportForm): string {
  const objects = rows.map(jsonRow);
  switch (form) {
    case "rest":
      return `{"events":[${objects.join(",\n")}]}`;
    case "flows":
      return `{"search_id":"s16","flows":[${objects.join(",")}],"more":[]}`;
    case "bare":
      return `[${objects.join(",")}]`;
    case "ndjson":
      return objects.map((object) => `${object}\n`).join("");
    case "pretty":
      return rows.map((row) => `${JSON.stringify(row, null, 2)}\n`).join("");
    case "xsoar":
      return `{"QRadar":{"Search":{"ID":"s16"},"SearchResult":[${objects.join(",")}]}}`;
    case "api-csv":
      return csv(
        rows,
        COLUMNS.map(({ name }) => name),
        (value, double) => (double ? javaDouble(value) : String(value)),
      );
    case "log-activity-csv":
      return csv(rows, LABELS, (value) => String(value));
    case "grouped-csv":
      return csv(rows, LABELS, (value, double) => (double ? grouped(value) : String(value)));
    default:
      return [...renderReference(reportOf(rows), FORMATS[form])].join("");
  }
}

const LABELS = COLUMNS.map(({ label }) => label);
const FORMATS = {
  "reference-json": "json",
  "reference-ndjson": "ndjson",
  "reference-csv": "csv",
} as const;

function jsonRow(row: ReferenceRow): string {
  const cells = COLUMNS.map(({ name, double }) => {
    const value = row[name];
    const text = double && typeof value === "number" ? javaDouble(value) : JSON.stringify(value);
    return `"${name}":${text}`;
  });
  return `{${cells.join(",")}}`;
}

function csv(
  rows: readonly ReferenceRow[],
  headings: readonly string[],
  number: (value: number, double: boolean) => string,
): string {
  const cell = (row: ReferenceRow, { name, double }: (typeof COLUMNS)[number]) => {
    const value = row[name];
    if (value === null) return double ? "N/A" : "";
    const text = typeof value === "number" ? number(value, double) : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row, column)).join(","));
  return [headings.join(","), ...lines].map((line) => `${line}\r\n`).join("");
}

function grouped(value: number): string {
  const [whole = "", fraction] = String(value).split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** A report of `reference` that has these rows; what else it says is of no interest here. */
function reportOf(rows: readonly ReferenceRow[]): Parameters<typeof renderReference>[0] {
  const input = { files: 1, records: 0, accepted: 0, rejected: 0, ignored: 0, pairs: rows.length };
  return {
    rule: DEFAULT_RULE,
    window: { ...windowOf(rows), source: "data" },
    arithmetic: { mode: "double", source: "default", evidence: "" },
    input,
    warnings: [],
    rows,
    dropped: [],
    timeZone: "UTC",
  } as unknown as Parameters<typeof renderReference>[0];
}

/** A day that ends with the last of the rows, or as many as they take. */
function windowOf(rows: readonly ReferenceRow[]): { start: number; end: number } {
  const instants = rows
    .flatMap(({ FirstSeen, LastSeen }) => [FirstSeen, LastSeen])
    .map((text) => Date.parse(`${text}Z`))
    .filter((ms) => !Number.isNaN(ms))
    .sort((a, b) => a - b);
  const end = instants.at(-1) ?? DAY;
  return { start: Math.min(end - DAY, instants[0] ?? 0), end };
}

const DAY = 86_400_000;
const timeTexts = new Map<string, (ms: number) => string>();

function timeText(timeZone: string): (ms: number) => string {
  const known = timeTexts.get(timeZone) ?? dateTimeFormat(timeZone);
  timeTexts.set(timeZone, known);
  return known;
}

/** A row as the query in `double` arithmetic would print it, from the numbers behind it. */
export function rowOf(given: {
  readonly first: number;
  /** Milliseconds. */
  readonly span: number;
  readonly count: number;
  readonly source?: string;
  readonly destination?: string;
  readonly port?: number;
  readonly bytesOut?: number | null;
  readonly bytesIn?: number | null;
  readonly timeZone?: string;
}): ReferenceRow {
  const { first, span, count, timeZone = "UTC" } = given;
  const time = timeText(timeZone);
  const average = span / 1000 / (count - 1);
  const band = [60, 300, 900].some((at) => Math.abs(average - at) <= 5);
  return {
    FirstSeen: time(first),
    LastSeen: time(first + span),
    sourceip: given.source ?? "10.1.2.3",
    destinationip: given.destination ?? "203.0.113.9",
    destinationport: given.port ?? 443,
    RequestCount: count,
    BytesSent: given.bytesOut ?? null,
    BytesReceived: given.bytesIn ?? null,
    DurationSeconds: span / 1000,
    AvgIntervalSeconds: average,
    BeaconConfidence: band || count > 100 ? "high" : "medium",
  };
}
