import type { RescoredFinding, RescoreResult } from "../qradar/rescore/index.js";
import { dateTimeFormat } from "../reference/date-time.js";
import { spellScore, spellSeconds, spellShare } from "../text/units.js";
import { type AlikeRows, alikeRows, othersInWords } from "./alike-rows.js";
import type { Column } from "./cells.js";
import { csvText } from "./csv.js";
import { amount, chance, destination, findingColumns, querySays, shortened } from "./findings.js";
import { jsonText, ndjsonText } from "./json.js";
import type { OutputFormat } from "./output-format.js";
import { sparkline } from "./sparkline.js";
import { tableText } from "./table.js";

/** What the views of rescored rows need to know beside the result. */
export interface RescoredView {
  readonly version: string;
  /** IANA zone of the times in the table. */
  readonly timeZone: string;
}

/** The result of `rescore`, or of `score` with rows, as text in pieces. */
export function renderRescored(
  result: RescoreResult,
  format: OutputFormat,
  { version, timeZone }: RescoredView,
): Iterable<string> {
  const { profile, input, arithmetic, warnings, findings, clusters } = result;
  if (format === "json") {
    return jsonText({
      beaconry: version,
      profile,
      input,
      arithmetic,
      warnings,
      findings,
      clusters,
    });
  }
  if (format === "ndjson") return ndjsonText(findings);
  if (format === "csv") return csvText(csvColumns(findings), findings);
  return tableView(result, timeZone);
}

function* tableView(result: RescoreResult, timeZone: string): Generator<string> {
  const { findings } = result;
  const time = dateTimeFormat(timeZone);
  const scored = findings.some(({ intervalHistogram }) => intervalHistogram.length > 0);
  const rows = alikeRows(findings);
  const below = ({ first, others }: AlikeRows) => {
    const seen = `Seen ${time(first.firstSeen)} to ${time(first.lastSeen)}.`;
    const texts = [seen, ...first.explanation, ...othersInWords(others), ...needs(first)];
    return texts.join(" ");
  };
  const columns = tableColumns(result.rows.files > 1, scored).map(ofFirst);
  if (findings.length === 0) yield "No findings.\n";
  else yield* tableText(columns, rows, below);
  yield `\n${summary(result)}\n`;
}

function ofFirst({ cell, ...column }: Column<RescoredFinding>): Column<AlikeRows> {
  return { ...column, cell: ({ first }) => cell(first) };
}

function needs({ needs }: RescoredFinding): string[] {
  return needs.length === 0 ? [] : [`To settle it: ${needs.join("; ")}.`];
}

function tableColumns(several: boolean, scored: boolean): Column<RescoredFinding>[] {
  const events: Column<RescoredFinding>[] = [
    { heading: "chance", cell: chance, align: "right" },
    { heading: "intervals", cell: ({ intervalHistogram }) => sparkline(intervalHistogram) },
  ];
  const where = ({ file, row }: RescoredFinding) =>
    several ? `${shortened(baseName(file ?? ""))}:${row}` : row;
  return [
    { heading: "#", cell: ({ rank }) => rank, align: "right" },
    { heading: "score", cell: ({ score }) => spellScore(score), align: "right" },
    { heading: "level", cell: ({ level }) => level },
    { heading: "source", cell: ({ source }) => shortened(source) },
    { heading: "destination", cell: destination },
    { heading: "count", cell: ({ count }) => count, align: "right" },
    { heading: "mean", cell: mean, align: "right" },
    ...(scored ? events : []),
    { heading: "sent", cell: ({ bytesOut }) => amount(bytesOut), align: "right" },
    { heading: "received", cell: ({ bytesIn }) => amount(bytesIn), align: "right" },
    { heading: "query says", cell: querySays },
    {
      heading: "row",
      cell: (finding) => (finding.row === null ? null : where(finding)),
      align: "right",
    },
  ];
}

/** A path without its folders, of any system. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** The schedule where events told it, else the mean interval of the row. */
function mean({ periodSeconds, jitter, averageIntervalSeconds }: RescoredFinding): string | null {
  if (periodSeconds !== null) {
    const varies = jitter !== null && jitter >= 0.005 ? ` ~${spellShare(jitter)}` : "";
    return `${spellSeconds(periodSeconds)}${varies}`;
  }
  return averageIntervalSeconds === null ? null : spellSeconds(averageIntervalSeconds);
}

/** The report's books first, as stderr tells of `top`; then those of the exports. */
function summary({ rows, input, arithmetic, warnings, findings }: RescoreResult): string {
  const { records, rejected, ignored, files } = rows;
  const shown = findings.length;
  const rowless = findings.filter(({ row }) => row === null).length;
  const without = rowless === 0 ? "" : `, ${rowless} of the ${shown} without a row`;
  const more = warnings.some(({ code }) => code === "top") ? " (--top 0 shows all)" : "";
  const exports = files === 1 ? "1 export" : `${files} exports`;
  return [
    `${shown} of ${input.pairs} findings${without}${more}`,
    `${records} rows from ${exports} (${rejected} rejected, ${ignored} ignored)`,
    `${arithmetic.mode} arithmetic: ${arithmetic.evidence}`,
  ].join("; ");
}

function csvColumns(findings: readonly RescoredFinding[]): Column<RescoredFinding>[] {
  const ids = new Set(findings.flatMap(({ scores }) => scores.map(({ id }) => id)));
  return [
    ...findingColumns([...ids], "pair", false),
    { heading: "row", cell: ({ row }) => row },
    { heading: "file", cell: ({ file }) => file },
    { heading: "family", cell: ({ family }) => family },
    { heading: "needs", cell: ({ needs }) => needs.join("; ") },
  ];
}
