import type { Comparison, Disagreement, Side } from "../evaluation/evaluate/index.js";
import type { RitaComparison, UnlistedPair, UnpairedRow } from "../evaluation/rita-comparison.js";
import type { Column } from "../render/cells.js";
import { csvText } from "../render/csv.js";
import { jsonText, ndjsonText } from "../render/json.js";
import type { OutputFormat } from "../render/output-format.js";
import { tableText } from "../render/table.js";
import { shown } from "./evaluation-numbers.js";
import { VERSION } from "./version.js";

/** A comparison as text, in pieces; `csv` and `ndjson` hold the disagreements and nothing else. */
export function renderComparison(
  comparison: Comparison | RitaComparison,
  format: OutputFormat,
): Iterable<string> {
  const { disagreements } = comparison;
  if (format === "json") return jsonText({ beaconry: VERSION, ...comparison });
  if (format === "ndjson") return ndjsonText(disagreements);
  return format === "csv" ? csvText(CSV, disagreements) : tableView(comparison);
}

function* tableView(comparison: Comparison | RitaComparison): Generator<string> {
  const { ours, theirs, pairs, overlap, reported, disagreements } = comparison;
  const correlation = shown(comparison.rankCorrelation) ?? "not defined";
  yield `${ours} and ${theirs} on ${pairs} pairs: rank correlation ${correlation}\n`;
  const lists = overlap.map(({ shared, k, of }) => `${shared} of ${of} in the first ${k}`);
  yield `Shared: ${lists.join(", ")}\n`;
  if (reported !== null) {
    const { both, oursOnly, theirsOnly, neither } = reported;
    yield `Reported: ${both} by both, ${oursOnly} by ${ours} only, ${theirsOnly} by ${theirs} only, ${neither} by neither\n`;
  }
  if ("rows" in comparison) yield rowsLine(comparison);
  if (disagreements.length > 0) {
    yield "\nWhere they differ most\n\n";
    yield* tableText(
      [
        ...PAIR,
        { heading: ours, cell: (row) => ranked(row.ours), align: "right" },
        { heading: theirs, cell: (row) => ranked(row.theirs), align: "right" },
      ],
      disagreements,
      (row) => `${ours}: ${row.ours.reason} ${theirs}: ${row.theirs.reason}`,
    );
  }
  if ("rows" in comparison) yield* onlyOneSide(comparison);
}

function rowsLine({ rows, onlyOurs, onlyTheirs }: RitaComparison): string {
  const lone = `${onlyTheirs.count} about none, ${onlyOurs.count} pairs without a row`;
  return `Rows of RITA: ${rows.all}, ${rows.joined} about pairs compared, ${lone}\n`;
}

/** What the other side has nothing for. */
function* onlyOneSide({ ours, theirs, onlyOurs, onlyTheirs }: RitaComparison): Generator<string> {
  if (onlyOurs.pairs.length > 0) {
    yield `\nPairs that ${theirs} has no row for: ${onlyOurs.pairs.length} of ${onlyOurs.count}\n\n`;
    const value: Column<UnlistedPair> = {
      heading: ours,
      cell: (row) => ranked(row.ours),
      align: "right",
    };
    yield* tableText([...PAIR, value], onlyOurs.pairs, (row) => row.ours.reason);
  }
  if (onlyTheirs.rows.length > 0) {
    yield `\nRows of ${theirs} about no pair compared: ${onlyTheirs.rows.length} of ${onlyTheirs.count}\n\n`;
    const value: Column<UnpairedRow> = {
      heading: theirs,
      cell: (row) => ranked(row.theirs),
      align: "right",
    };
    yield* tableText([...ROW, value], onlyTheirs.rows, (row) => row.theirs.reason);
  }
}

function ranked({ rank, value }: Side): string {
  return value === null ? `#${rank} (silent)` : `#${rank} (${value.toFixed(2)})`;
}

const ROW: readonly Column<UnpairedRow>[] = [
  { heading: "source", cell: ({ source }) => source },
  { heading: "destination", cell: ({ destination, fqdn }) => destination ?? fqdn },
  { heading: "count", cell: ({ count }) => count, align: "right" },
];

const PAIR: readonly Column<Pick<Disagreement, "source" | "destination" | "port" | "count">>[] = [
  { heading: "source", cell: ({ source }) => source },
  { heading: "destination", cell: ({ destination }) => destination },
  { heading: "port", cell: ({ port }) => port, align: "right" },
  { heading: "count", cell: ({ count }) => count, align: "right" },
];

const CSV: readonly Column<Disagreement>[] = [
  ...PAIR,
  ...(["ours", "theirs"] as const).flatMap((side): Column<Disagreement>[] => [
    { heading: `${side}Rank`, cell: (row) => row[side].rank },
    { heading: `${side}Value`, cell: (row) => row[side].value },
    { heading: `${side}Flagged`, cell: (row) => row[side].flagged },
    { heading: `${side}Reason`, cell: (row) => row[side].reason },
  ]),
];
