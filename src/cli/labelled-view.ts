import type {
  LabelledEvaluation,
  LabelledOutcome,
  LabelledResult,
} from "../evaluation/evaluate/index.js";
import type { Column } from "../render/cells.js";
import { csvText } from "../render/csv.js";
import { jsonText, ndjsonText } from "../render/json.js";
import type { OutputFormat } from "../render/output-format.js";
import { tableText } from "../render/table.js";
import { shown, shownShare } from "./evaluation-numbers.js";
import { VERSION } from "./version.js";

/** An evaluation on labelled logs as text, in pieces; `csv` and `ndjson` hold one row for each labelled pair and detector. */
export function renderLabelled(
  evaluation: LabelledEvaluation,
  format: OutputFormat,
): Iterable<string> {
  if (format === "json") return jsonText({ beaconry: VERSION, ...evaluation });
  if (format === "ndjson") return ndjsonText(evaluation.results);
  return format === "csv" ? csvText(CSV, evaluation.results) : tableView(evaluation);
}

function* tableView({
  pairs,
  c2,
  benign,
  periodic,
  outcomes,
  results,
}: LabelledEvaluation): Generator<string> {
  yield* tableText(outcomeColumns(outcomes), outcomes);
  const first = outcomes[0]?.detector;
  const found = results.filter(({ label, detector }) => label === "c2" && detector === first);
  if (found.length > 0) {
    yield "\nRank of each labelled C2 pair among all pairs, by detector (numbers as above)\n\n";
    yield* tableText(rankColumns(outcomes, results), found);
  }
  yield `\n${c2} C2, ${benign} benign and ${periodic} benign periodic pairs are labelled, of ${pairs} in the log; recall is at a threshold set on these benign pairs themselves\n`;
}

function outcomeColumns(outcomes: readonly LabelledOutcome[]): Column<LabelledOutcome>[] {
  const right = { align: "right" } as const;
  return [
    { heading: "#", cell: (outcome) => outcomes.indexOf(outcome) + 1, ...right },
    { heading: "detector", cell: ({ detector }) => detector },
    { heading: "AUC", cell: ({ auc }) => shown(auc), ...right },
    { heading: "AUC to periodic", cell: ({ aucPeriodic }) => shown(aucPeriodic), ...right },
    { heading: "recall 1 %", cell: ({ recallAt1 }) => shown(recallAt1), ...right },
    { heading: "own rule: C2", cell: ({ c2Reported }) => shownShare(c2Reported) },
    { heading: "benign", cell: ({ benignReported }) => shownShare(benignReported) },
    { heading: "periodic", cell: ({ periodicReported }) => shownShare(periodicReported) },
  ];
}

function rankColumns(
  outcomes: readonly LabelledOutcome[],
  results: readonly LabelledResult[],
): Column<LabelledResult>[] {
  const key = ({ source, destination, port }: LabelledResult, detector: string) =>
    `${source} ${destination} ${port} ${detector}`;
  const ranks = new Map(results.map((result) => [key(result, result.detector), result.rank]));
  return [
    { heading: "source", cell: ({ source }) => source },
    { heading: "destination", cell: ({ destination }) => destination },
    { heading: "port", cell: ({ port }) => port, align: "right" },
    { heading: "family", cell: ({ family }) => family },
    ...outcomes.map(
      ({ detector }, i): Column<LabelledResult> => ({
        heading: String(i + 1),
        cell: (result) => ranks.get(key(result, detector)) ?? null,
        align: "right",
      }),
    ),
  ];
}

const NAMES = [
  ...(["source", "destination", "port", "label", "family", "detector", "value"] as const),
  ...(["rank", "flagged", "falseAlarm", "periodSeconds"] as const),
] satisfies readonly (keyof LabelledResult)[];

const CSV: readonly Column<LabelledResult>[] = NAMES.map((name) => ({
  heading: name,
  cell: (result) => result[name],
}));
