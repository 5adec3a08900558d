import type { CapturedFingerprint } from "../captures/index.js";
import type { Warning } from "../intake.js";
import { dateTimeFormat } from "../reference/date-time.js";
import { endpoint } from "../text/endpoint.js";
import type { Column } from "./cells.js";
import { csvText } from "./csv.js";
import { jsonText, ndjsonText } from "./json.js";
import type { OutputFormat } from "./output-format.js";
import { tableText } from "./table.js";

/** Fingerprints, with what they were read from. */
export interface FingerprintReport {
  readonly fingerprints: readonly CapturedFingerprint[];
  readonly input: {
    readonly files: number;
    readonly packets: number;
    readonly connections: number;
  };
  readonly warnings: readonly Warning[];
}

const NAMES = [
  ...(["source", "sourcePort", "destination", "destinationPort", "time", "sni"] as const),
  ...(["ja3", "ja3String", "ja3n", "ja3s", "ja3sString", "ja4", "ja4Raw"] as const),
] satisfies readonly (keyof CapturedFingerprint)[];

const ALL: readonly Column<CapturedFingerprint>[] = NAMES.map((name) => ({
  heading: name,
  cell: (row) => row[name],
}));

/** The fingerprints as text, in pieces; `csv` and `ndjson` hold the fingerprints and nothing else. */
export function renderFingerprints(
  report: FingerprintReport,
  format: OutputFormat,
): Iterable<string> {
  const { fingerprints, input, warnings } = report;
  if (format === "json") return jsonText({ input, warnings, fingerprints });
  if (format === "ndjson") return ndjsonText(fingerprints);
  if (format === "csv") return csvText(ALL, fingerprints);
  return tableView(report);
}

const time = dateTimeFormat("UTC");
const TABLE: readonly Column<CapturedFingerprint>[] = [
  { heading: "time (UTC)", cell: (row) => (row.time === null ? null : time(row.time)) },
  { heading: "source", cell: ({ source, sourcePort }) => endpoint(source, sourcePort) },
  {
    heading: "destination",
    cell: ({ destination, destinationPort }) => endpoint(destination, destinationPort),
  },
  { heading: "sni", cell: ({ sni }) => sni },
  { heading: "ja4", cell: ({ ja4 }) => ja4 },
  { heading: "ja3", cell: ({ ja3 }) => ja3 },
  { heading: "ja3s", cell: ({ ja3s }) => ja3s },
];

function* tableView({ fingerprints, input }: FingerprintReport): Generator<string> {
  const { files, packets, connections } = input;
  if (fingerprints.length === 0) yield "No TLS ClientHello.\n";
  else yield* tableText(TABLE, fingerprints);
  const clients = new Set(fingerprints.map(({ ja4 }) => ja4)).size;
  yield `\n${fingerprints.length} of ${connections} connections with a ClientHello, ${clients} different JA4, from ${packets} packets in ${files} ${files === 1 ? "capture" : "captures"}\n`;
}
