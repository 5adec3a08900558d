import type { InputSummary, Warning } from "../intake.js";
import { dateTimeFormat } from "../reference/date-time.js";
import type { RitaRow } from "../rita/index.js";
import { spellSeconds } from "../text/units.js";
import type { Column } from "./cells.js";
import { jsonText, ndjsonText } from "./json.js";
import type { OutputFormat } from "./output-format.js";
import { type RitaV4Table, ritaV4Csv, ritaV5Csv } from "./rita-csv.js";
import { isScored, modifiersInWords } from "./rita-words.js";
import { tableText } from "./table.js";

/** RITA's rows, with what they were made of. Times are epoch seconds, as RITA has them. */
export interface RitaReport {
  readonly version: 4 | 5;
  readonly preset: string;
  readonly window: { readonly start: number; readonly end: number } | null;
  /** What ages are counted back from. */
  readonly present: number;
  readonly rows: readonly RitaRow[];
  readonly input: InputSummary;
  readonly warnings: readonly Warning[];
  /** How many rows there are with those that are not shown. */
  readonly found: number;
  /** Which of v4's tables a CSV is. */
  readonly table: RitaV4Table;
}

/** The result of `rita` as text, in pieces; `csv` and `ndjson` hold the rows and nothing else. */
export function renderRita(report: RitaReport, format: OutputFormat): Iterable<string> {
  const { version, preset, window, present, rows, input, warnings, table } = report;
  if (format === "json") {
    const ordered = rows.map(inOrder);
    return jsonText({ version, preset, window, rows: ordered, present, input, warnings });
  }
  if (format === "ndjson") return ndjsonText(rows.map(inOrder));
  if (format === "csv") return version === 5 ? ritaV5Csv(rows, present) : ritaV4Csv(rows, table);
  return tableView(report);
}

/** The fields that are promised first, in their order, then ours. */
const FIRST = [
  ...(["type", "source", "destination", "fqdn", "count", "uniqueTimestamps"] as const),
  ...(["totalBytes", "totalDuration", "score", "timestampScore", "dataSizeScore"] as const),
  ...(["durationScore", "histogramScore", "threatScore", "longConnectionScore"] as const),
  ...(["strobe", "missingHostCount", "modifiers", "finalScore", "severity"] as const),
] satisfies readonly (keyof RitaRow)[];

const THEN = [
  ...(["topInterval", "openCount", "proxyCount", "prevalence", "firstSeen", "lastSeen"] as const),
  ...(["subdomains", "c2OverDnsScore", "services", "serverIps", "proxyIps"] as const),
] satisfies readonly (keyof RitaRow)[];

function inOrder(row: RitaRow): Partial<RitaRow> {
  return Object.fromEntries([...FIRST, ...THEN].map((name) => [name, row[name]]));
}

function* tableView(report: RitaReport): Generator<string> {
  const { version, rows } = report;
  // v4 has no severity, and no score but that of beacons.
  const columns = version === 5 ? [...SEVERITY, ...TABLE] : TABLE;
  if (rows.length === 0) yield "No rows.\n";
  else yield* tableText(columns, rows, modifiersInWords);
  yield `\n${summary(report)}\n`;
}

const SEVERITY: readonly Column<RitaRow>[] = [
  { heading: "severity", cell: ({ severity }) => severity },
  { heading: "score", cell: ({ finalScore }) => decimals(finalScore), align: "right" },
];

const TABLE: readonly Column<RitaRow>[] = [
  { heading: "beacon", cell: (row) => ofBeacon(row, row.score), align: "right" },
  { heading: "source", cell: ({ source }) => source },
  { heading: "destination", cell: destination },
  { heading: "connections", cell: connections, align: "right" },
  { heading: "connected", cell: duration, align: "right" },
  { heading: "times", cell: (row) => ofBeacon(row, row.timestampScore), align: "right" },
  { heading: "sizes", cell: sizes, align: "right" },
  { heading: "duration", cell: (row) => ofBeacon(row, row.durationScore), align: "right" },
  { heading: "histogram", cell: (row) => ofBeacon(row, row.histogramScore), align: "right" },
  { heading: "signs", cell: signs },
];

/** Three, and no minus before what they show as nothing. */
function decimals(score: number): string {
  return (Number(score.toFixed(3)) || 0).toFixed(3);
}

/** The end of a longer name tells most. */
const NAME_LENGTH = 45;

function destination({ type, destination: address, fqdn, proxyCount }: RitaRow): string {
  const name = address ?? fqdn ?? "";
  const short = name.length <= NAME_LENGTH ? name : `…${name.slice(1 - NAME_LENGTH)}`;
  return type !== "proxy" && proxyCount === 0 ? short : `${short} (by proxy)`;
}

function connections({ type, count, openCount }: RitaRow): string | null {
  if (type === "dns") return null;
  return openCount > 0 ? `${count} + ${openCount} open` : String(count);
}

function duration({ totalDuration }: RitaRow): string | null {
  return totalDuration > 0 ? spellSeconds(totalDuration) : null;
}

function sizes(row: RitaRow): string | null {
  return row.type === "proxy" ? null : ofBeacon(row, row.dataSizeScore);
}

function ofBeacon(row: RitaRow, score: number): string | null {
  return isScored(row) ? score.toFixed(3) : null;
}

function signs(row: RitaRow): string {
  return [
    ...(isScored(row) ? [`beacon (${spellSeconds(row.topInterval)})`] : []),
    ...(row.longConnectionScore > 0 ? ["long connection"] : []),
    ...(row.strobe ? ["strobe"] : []),
    ...(row.c2OverDnsScore > 0 ? [`${row.subdomains} subdomains`] : []),
  ].join(", ");
}

function summary({ version, preset, window, rows, found, input }: RitaReport): string {
  const time = dateTimeFormat("UTC");
  const span =
    window === null ? "" : `, ${time(window.start * 1000)} to ${time(window.end * 1000)} UTC`;
  const { records, rejected, ignored } = input;
  const books = `${records} records (${rejected} rejected, ${ignored} ignored)`;
  const more = rows.length < found ? "; --top 0 shows all" : "";
  return `${rows.length} of ${found} rows of RITA v${version} (preset ${preset}) from ${books}${span}${more}`;
}
