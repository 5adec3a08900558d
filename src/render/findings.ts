import type { Finding, ScoreResult } from "../scoring/index.js";
import { spellBytes, spellSeconds, spellShare } from "../text/units.js";
import type { Column } from "./cells.js";
import { csvText } from "./csv.js";
import { jsonText, ndjsonText } from "./json.js";
import { sparkline } from "./sparkline.js";
import { tableText } from "./table.js";

/** The ways to show a result. */
export type OutputFormat = "table" | "json" | "ndjson" | "csv";

/** The result of `score` as text; `scorerIds` are those that were used. */
export function renderFindings(
  result: ScoreResult,
  format: OutputFormat,
  version: string,
  scorerIds: readonly string[],
): string {
  const { findings } = result;
  if (format === "json") return jsonText({ beaconry: version, ...result });
  if (format === "ndjson") return ndjsonText(findings);
  if (format === "csv") return csvText(csvColumns(scorerIds), findings);
  if (findings.length === 0) return `No findings.\n\n${summary(result)}`;
  return `${tableText(TABLE, findings, why)}\n${summary(result)}`;
}

const TABLE: readonly Column<Finding>[] = [
  { heading: "#", cell: ({ rank }) => rank, align: "right" },
  { heading: "score", cell: ({ score }) => score.toFixed(2), align: "right" },
  { heading: "level", cell: ({ level }) => level },
  { heading: "source", cell: ({ source }) => source },
  { heading: "destination", cell: destination },
  { heading: "count", cell: ({ count }) => count, align: "right" },
  { heading: "every", cell: every, align: "right" },
  { heading: "intervals", cell: ({ intervalHistogram }) => sparkline(intervalHistogram) },
  { heading: "sent", cell: ({ bytesOut }) => amount(bytesOut), align: "right" },
  { heading: "received", cell: ({ bytesIn }) => amount(bytesIn), align: "right" },
  { heading: "query says", cell: querySays },
];

function destination({ destination, port, host }: Finding): string {
  const address = destination.includes(":") ? `[${destination}]:${port}` : `${destination}:${port}`;
  return host === null || host === destination ? address : `${host} (${address})`;
}

function every({ scores }: Finding): string | null {
  const evidence = scores.find(({ id }) => id === "interval-mad")?.evidence;
  if (evidence?.medianSeconds === undefined || evidence.ratio === undefined) return null;
  return `${spellSeconds(evidence.medianSeconds)} ±${spellShare(evidence.ratio)}`;
}

function amount(bytes: number | null): string | null {
  return bytes === null ? null : spellBytes(bytes);
}

function querySays({ reference }: Finding): string {
  if (!reference.returned) return `nothing (${reference.dropped})`;
  return reference.reason === "none"
    ? `${reference.confidence}`
    : `${reference.confidence} (${reference.reason})`;
}

function why({ explanation }: Finding): string {
  return explanation.join(" ");
}

function summary({ input, findings }: ScoreResult): string {
  const { records, rejected, ignored, pairs, start, end } = input;
  const time = (ms: number | null) => (ms === null ? "–" : new Date(ms).toISOString().slice(0, 16));
  const books = `${records} records (${rejected} rejected, ${ignored} ignored)`;
  const span = start === null ? "" : `, ${time(start)} to ${time(end)} UTC`;
  return `${findings.length} of ${pairs} pairs from ${books}${span}\n`;
}

function csvColumns(scorerIds: readonly string[]): Column<Finding>[] {
  const plain = (name: keyof Finding & string): Column<Finding> => ({
    heading: name,
    cell: (finding) => finding[name] as string | number | null,
  });
  const scorer = (id: string): Column<Finding> => ({
    heading: id,
    cell: ({ scores }) => scores.find((score) => score.id === id)?.value ?? null,
  });
  return [
    ...(["rank", "score", "level", "source", "destination", "port", "host"] as const).map(plain),
    ...(["fingerprint", "count", "firstSeen", "lastSeen", "durationSeconds"] as const).map(plain),
    ...(["averageIntervalSeconds", "periodSeconds", "jitter", "bytesOut"] as const).map(plain),
    ...(["bytesIn", "falseAlarm"] as const).map(plain),
    { heading: "referenceConfidence", cell: ({ reference }) => reference.confidence },
    ...scorerIds.map(scorer),
    { heading: "explanation", cell: why },
  ];
}
