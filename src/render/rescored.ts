import type { RescoredFinding, RescoreResult } from "../qradar/rescore/index.js";
import { dateTimeFormat } from "../reference/date-time.js";
import { spellSeconds, spellShare } from "../text/units.js";
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
  const several = new Set(findings.map(({ file }) => file)).size > 1;
  const scored = findings.some(({ intervalHistogram }) => intervalHistogram.length > 0);
  const below = (finding: RescoredFinding) => {
    const seen = `Seen ${time(finding.firstSeen)} to ${time(finding.lastSeen)}.`;
    return [seen, ...finding.explanation, ...needs(finding)].join(" ");
  };
  if (findings.length === 0) yield "No findings.\n";
  else yield* tableText(tableColumns(several, scored), findings, below);
  yield `\n${summary(result)}\n`;
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
    several ? `${shortened(file ?? "")}:${row}` : row;
  return [
    { heading: "#", cell: ({ rank }) => rank, align: "right" },
    { heading: "score", cell: ({ score }) => score.toFixed(2), align: "right" },
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

/** The schedule where events told it, else the mean interval of the row. */
function mean({ periodSeconds, jitter, averageIntervalSeconds }: RescoredFinding): string | null {
  if (periodSeconds !== null) {
    const varies = jitter !== null && jitter >= 0.005 ? ` ~${spellShare(jitter)}` : "";
    return `${spellSeconds(periodSeconds)}${varies}`;
  }
  return averageIntervalSeconds === null ? null : spellSeconds(averageIntervalSeconds);
}

function summary({ input, arithmetic, findings }: RescoreResult): string {
  const { records, rejected, ignored } = input;
  const books = `${records} records (${rejected} rejected, ${ignored} ignored)`;
  return `${findings.length} findings from ${books}; ${arithmetic.mode} arithmetic: ${arithmetic.evidence}`;
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
