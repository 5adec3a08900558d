import { dateTimeFormat } from "../reference/date-time.js";
import { type Finding, LEAST_CHANCE, type ScoreResult } from "../scoring/index.js";
import { spellBytes, spellCount, spellSeconds, spellShare } from "../text/units.js";
import type { Column } from "./cells.js";
import { csvText } from "./csv.js";
import { jsonText, ndjsonText } from "./json.js";
import type { OutputFormat } from "./output-format.js";
import { sparkline } from "./sparkline.js";
import { tableText } from "./table.js";

/** What the views of findings need to know beside the result. */
export interface FindingsView {
  readonly version: string;
  /** The scorers that were used, in their order: each is a column of the CSV. */
  readonly scorerIds: readonly string[];
  /** IANA zone of the times in the table. */
  readonly timeZone: string;
}

/** The result of `score` as text, in pieces. */
export function renderFindings(
  result: ScoreResult,
  format: OutputFormat,
  { version, scorerIds, timeZone }: FindingsView,
): Iterable<string> {
  const { profile, input, warnings, findings } = result;
  if (format === "json") {
    return jsonText({ beaconry: version, profile, input, warnings, findings });
  }
  if (format === "ndjson") return ndjsonText(findings);
  if (format === "csv") return csvText(csvColumns(scorerIds), findings);
  return tableView(result, timeZone);
}

function* tableView(result: ScoreResult, timeZone: string): Generator<string> {
  const time = dateTimeFormat(timeZone);
  const seen = (finding: Finding) =>
    `Seen ${time(finding.firstSeen)} to ${time(finding.lastSeen)}. ${why(finding)}`;
  if (result.findings.length === 0) yield "No findings.\n";
  else yield* tableText(TABLE, result.findings, seen);
  yield `\n${summary(result, time, timeZone)}\n`;
}

const TABLE: readonly Column<Finding>[] = [
  { heading: "#", cell: ({ rank }) => rank, align: "right" },
  { heading: "score", cell: ({ score }) => score.toFixed(2), align: "right" },
  { heading: "chance", cell: chance, align: "right" },
  { heading: "level", cell: ({ level }) => level },
  { heading: "source", cell: ({ source }) => shortened(source) },
  { heading: "destination", cell: destination },
  { heading: "count", cell: ({ count }) => count, align: "right" },
  { heading: "every", cell: every, align: "right" },
  { heading: "intervals", cell: ({ intervalHistogram }) => sparkline(intervalHistogram) },
  { heading: "sent", cell: ({ bytesOut }) => amount(bytesOut), align: "right" },
  { heading: "received", cell: ({ bytesIn }) => amount(bytesIn), align: "right" },
  { heading: "query says", cell: querySays },
];

/** Room for any address; of a longer name the end tells most. */
const NAME_LENGTH = 45;

function shortened(name: string): string {
  return name.length <= NAME_LENGTH ? name : `…${name.slice(1 - NAME_LENGTH)}`;
}

function destination({ destination, port, host }: Finding): string {
  const name = shortened(destination);
  const address = name.includes(":") ? `[${name}]:${port}` : `${name}:${port}`;
  return host === null || host === destination ? address : `${shortened(host)} (${address})`;
}

/** One in how many pairs without a schedule is as regular. */
function chance({ falseAlarm }: Finding): string | null {
  if (falseAlarm === null) return null;
  if (falseAlarm > 0.1) return spellShare(falseAlarm);
  return `${falseAlarm <= LEAST_CHANCE ? "<" : ""}1:${spellCount(1 / falseAlarm)}`;
}

/** The period of a schedule and its jitter; else the median interval, in brackets. */
function every({ periodSeconds, jitter, scores }: Finding): string | null {
  if (periodSeconds !== null) {
    const varies = jitter !== null && jitter >= 0.005 ? ` ~${spellShare(jitter)}` : "";
    return `${spellSeconds(periodSeconds)}${varies}`;
  }
  const { medianSeconds } = scores.find(({ id }) => id === "interval-mad")?.evidence ?? {};
  return medianSeconds === undefined ? null : `(${spellSeconds(medianSeconds)})`;
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

function summary(
  { input, findings, warnings }: ScoreResult,
  time: (ms: number) => string,
  timeZone: string,
): string {
  const { records, rejected, ignored, pairs, start, end } = input;
  const books = `${records} records (${rejected} rejected, ${ignored} ignored)`;
  const known = start !== null && end !== null;
  const span = known ? `, ${time(start)} to ${time(end)} ${timeZone}` : "";
  const more = warnings.some(({ code }) => code === "top") ? "; --top 0 shows all" : "";
  return `${findings.length} of ${pairs} pairs from ${books}${span}${more}`;
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
