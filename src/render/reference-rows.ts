import type { InputSummary } from "../intake.js";
import type { DroppedPair, ReferenceResult, ReferenceRow } from "../reference/index.js";
import type { Column } from "./cells.js";
import { csvText } from "./csv.js";
import type { OutputFormat } from "./findings.js";
import { jsonText, ndjsonText } from "./json.js";
import { tableText } from "./table.js";

/** The result of `reference`, with what was read for it. */
export interface ReferenceReport extends ReferenceResult {
  readonly input: InputSummary & { readonly pairs: number };
}

const NAMES = [
  ...(["FirstSeen", "LastSeen", "sourceip", "destinationip", "destinationport"] as const),
  ...(["RequestCount", "BytesSent", "BytesReceived", "DurationSeconds"] as const),
  ...(["AvgIntervalSeconds", "BeaconConfidence"] as const),
] satisfies readonly (keyof ReferenceRow)[];

const NUMERIC: ReadonlySet<string> = new Set(NAMES.slice(4, 10));

/** The query's own columns in its order, numbers in full. */
const EXACT: readonly Column<ReferenceRow>[] = NAMES.map((name) => ({
  heading: name,
  cell: (row) => row[name],
}));

const TABLE: readonly Column<ReferenceRow>[] = NAMES.map((name) => ({
  heading: name,
  cell: (row) => (name === "AvgIntervalSeconds" ? row[name].toFixed(3) : row[name]),
  align: NUMERIC.has(name) ? "right" : "left",
}));

const DROPPED: readonly Column<DroppedPair>[] = [
  { heading: "sourceip", cell: ({ sourceip }) => sourceip },
  { heading: "destinationip", cell: ({ destinationip }) => destinationip },
  { heading: "destinationport", cell: ({ destinationport }) => destinationport, align: "right" },
  { heading: "RequestCount", cell: ({ RequestCount }) => RequestCount, align: "right" },
  { heading: "clause", cell: ({ clause }) => clause },
  { heading: "detail", cell: ({ detail }) => detail },
];

/** The result of `reference` as text. */
export function renderReference(report: ReferenceReport, format: OutputFormat): string {
  const { rule, window, arithmetic, input, warnings, rows, dropped } = report;
  if (format === "json") {
    return jsonText({ rule, window, arithmetic, input, warnings, rows, dropped });
  }
  if (format === "ndjson") return ndjsonText(rows);
  if (format === "csv") return csvText(EXACT, rows);
  const summary = `${rows.length} of ${input.pairs} pairs in ${rule.hours} hours, ${arithmetic.mode} arithmetic\n`;
  const returned = rows.length > 0 ? `${tableText(TABLE, rows)}\n` : "No rows.\n\n";
  const left = dropped.length > 0 ? `\nNot returned:\n\n${tableText(DROPPED, dropped)}` : "";
  return `${returned}${summary}${left}`;
}
