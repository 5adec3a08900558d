import { dateTimeFormat } from "../reference/date-time.js";
import type { Key } from "../regroup.js";
import type { Cluster } from "../scoring/fingerprints/index.js";
import { type Finding, LEAST_CHANCE, type ScoreResult } from "../scoring/index.js";
import { endpoint } from "../text/endpoint.js";
import { spellBytes, spellCount, spellScore, spellSeconds, spellShare } from "../text/units.js";
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
  /** What was scored as one; `pair` unless given. With another key the CSV has two more columns, its last ones. */
  readonly key?: Key;
  /** Whether a list of fingerprints was given: then the CSV has a last column for it. */
  readonly intel?: boolean;
}

/** The result of `score` as text, in pieces. */
export function renderFindings(
  result: ScoreResult,
  format: OutputFormat,
  { version, scorerIds, timeZone, key = "pair", intel = false }: FindingsView,
): Iterable<string> {
  const { profile, input, warnings, findings, clusters } = result;
  if (format === "json") {
    return jsonText({ beaconry: version, profile, input, warnings, findings, clusters });
  }
  if (format === "ndjson") return ndjsonText(findings);
  if (format === "csv") return csvText(findingColumns(scorerIds, key, intel), findings);
  return tableView(result, timeZone, key);
}

function* tableView(result: ScoreResult, timeZone: string, key: Key): Generator<string> {
  const time = dateTimeFormat(timeZone);
  const seen = (finding: Finding) =>
    `Seen ${time(finding.firstSeen)} to ${time(finding.lastSeen)}. ${why(finding)}`;
  if (result.findings.length === 0) yield "No findings.\n";
  else yield* tableText(TABLE, result.findings, seen);
  if (result.clusters.length > 0) {
    yield "\nTLS clients with more beacons than chance explains\n";
    yield* tableText(CLUSTERS, result.clusters);
  }
  yield `\n${summary(result, time, timeZone, key)}\n`;
}

const TABLE: readonly Column<Finding>[] = [
  { heading: "#", cell: ({ rank }) => rank, align: "right" },
  { heading: "score", cell: ({ score }) => spellScore(score), align: "right" },
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

const CLUSTERS: readonly Column<Cluster>[] = [
  { heading: "type", cell: ({ type }) => type },
  { heading: "fingerprint", cell: ({ fingerprint }) => fingerprint },
  { heading: "beacons", cell: ({ beacons, pairs }) => `${beacons} of ${pairs}`, align: "right" },
  { heading: "sources", cell: ({ sources }) => sources, align: "right" },
  { heading: "destinations", cell: ({ destinations }) => destinations, align: "right" },
  { heading: "hosts", cell: ({ hosts, allHosts }) => `${hosts} of ${allHosts}`, align: "right" },
  {
    heading: "every",
    cell: ({ intervalSeconds }) =>
      intervalSeconds === null ? null : spellSeconds(intervalSeconds),
    align: "right",
  },
  { heading: "chance", cell: ({ falseDiscovery }) => oneIn(falseDiscovery), align: "right" },
];

/** Room for any address; of a longer name the end tells most. */
const NAME_LENGTH = 45;

/** A name that fits a column of the table. */
export function shortened(name: string): string {
  return name.length <= NAME_LENGTH ? name : `…${name.slice(1 - NAME_LENGTH)}`;
}

/** Host, address and port, and how many more there are. */
export function destination({ destination, destinations, port, host }: Finding): string {
  const name = shortened(destination);
  const first = endpoint(name, port);
  const others = destinations.length - 1;
  // A list of twenty may be cut off.
  const more = others >= 19 ? "19 or more" : `${others}`;
  const address = others > 0 ? `${first} and ${more} more` : first;
  return host === null || host === destination ? address : `${shortened(host)} (${address})`;
}

/** One in how many pairs without a schedule is as regular. */
export function chance({ falseAlarm }: Finding): string | null {
  return falseAlarm === null ? null : oneIn(falseAlarm);
}

function oneIn(chance: number): string {
  if (chance > 0.1) return spellShare(chance);
  // Nothing here is known so well that less could be told.
  const least = chance <= LEAST_CHANCE ? "<" : "";
  return `${least}1:${spellCount(1 / Math.max(chance, LEAST_CHANCE))}`;
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

/** Bytes in a cell of the table. */
export function amount(bytes: number | null): string | null {
  return bytes === null ? null : spellBytes(bytes);
}

/** The reference query's verdict in a cell of the table. */
export function querySays({ reference }: Finding): string {
  if (!reference.returned) return `nothing (${reference.dropped})`;
  const confidence = reference.confidence ?? "–";
  return reference.reason === "none" ? confidence : `${confidence} (${reference.reason})`;
}

function why({ explanation }: Finding): string {
  return explanation.join(" ");
}

function summary(
  { input, findings, warnings }: ScoreResult,
  time: (ms: number) => string,
  timeZone: string,
  key: Key,
): string {
  const { records, rejected, ignored, pairs, start, end } = input;
  const books = `${records} records (${rejected} rejected, ${ignored} ignored)`;
  const known = start !== null && end !== null;
  const span = known ? `, ${time(start)} to ${time(end)} ${timeZone}` : "";
  const more = warnings.some(({ code }) => code === "top") ? "; --top 0 shows all" : "";
  const of = key === "pair" ? `${findings.length} of` : `${findings.length} by ${key} of`;
  return `${of} ${pairs} pairs from ${books}${span}${more}`;
}

/** The columns of findings as CSV. */
export function findingColumns(
  scorerIds: readonly string[],
  key: Key,
  intel: boolean,
): Column<Finding>[] {
  const plain = (name: keyof Finding & string): Column<Finding> => ({
    heading: name,
    cell: (finding) => finding[name] as string | number | null,
  });
  const grouping: Column<Finding>[] = [
    plain("key"),
    { heading: "destinations", cell: ({ destinations }) => destinations.join(" ") },
  ];
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
    ...(key === "pair" ? [] : grouping),
    ...(intel ? [plain("intel")] : []),
  ];
}
