import type { InputSummary } from "../intake.js";
import { dateTimeFormat } from "../reference/date-time.js";
import type { Arithmetic, DroppedPair, ReferenceResult, ReferenceRow } from "../reference/index.js";
import type { Column } from "./cells.js";
import { csvText } from "./csv.js";
import { jsonText, ndjsonText } from "./json.js";
import type { OutputFormat } from "./output-format.js";
import { tableText } from "./table.js";

/** The result of `reference`, with what was read for it. */
export interface ReferenceReport extends Omit<ReferenceResult, "dropped" | "arithmetic"> {
  /** With `inferred`, how the rows of a console tell it. */
  readonly arithmetic: {
    readonly mode: Arithmetic;
    readonly source: "default" | "option" | "inferred";
    readonly evidence?: string;
  };
  readonly input: InputSummary & { readonly pairs: number };
  /** Undefined when nobody asked why. */
  readonly dropped: readonly DroppedPair[] | undefined;
  /** IANA zone of FirstSeen and LastSeen, and of the window in the table. */
  readonly timeZone: string;
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

/** The result of `reference` as text, in pieces; `csv` and `ndjson` hold the rows and nothing else. */
export function renderReference(report: ReferenceReport, format: OutputFormat): Iterable<string> {
  const { rule, window, timeZone, arithmetic, input, warnings, rows, dropped } = report;
  if (format === "json") {
    return jsonText({ rule, window, timeZone, arithmetic, input, warnings, rows, dropped });
  }
  if (format === "ndjson") return ndjsonText(rows);
  if (format === "csv") return csvText(EXACT, rows);
  return tableView(report);
}

function* tableView(report: ReferenceReport): Generator<string> {
  const { rows, dropped } = report;
  if (rows.length === 0) yield "No rows.\n";
  else yield* tableText(TABLE, rows);
  yield `\n${summary(report)}\n`;
  if (dropped === undefined || dropped.length === 0) return;
  yield "\nNot returned:\n\n";
  yield* tableText(DROPPED, dropped);
}

function summary({ rows, input, window, arithmetic, dropped, timeZone }: ReferenceReport): string {
  const time = dateTimeFormat(timeZone);
  const span = `${time(window.start)} to ${time(window.end)} ${timeZone}`;
  const left = rows.length < input.pairs && dropped === undefined;
  const hint = left ? "; --explain tells why the others are not in it" : "";
  return `${rows.length} of ${input.pairs} pairs, ${span}, ${arithmetic.mode} arithmetic${hint}`;
}
