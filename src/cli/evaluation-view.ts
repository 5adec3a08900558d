import { BEACONRY } from "../evaluation/detectors/index.js";
import type { BenignOutcome, Evaluation, Outcome } from "../evaluation/evaluate/index.js";
import { meanOf } from "../evaluation/metrics/index.js";
import type { Column } from "../render/cells.js";
import { csvText } from "../render/csv.js";
import { jsonText, ndjsonText } from "../render/json.js";
import type { OutputFormat } from "../render/output-format.js";
import { tableText } from "../render/table.js";
import { plain, shown, shownMeasured, shownShare } from "./evaluation-numbers.js";
import { VERSION } from "./version.js";

/** An evaluation as text, in pieces; `csv` and `ndjson` hold one row for each family or variant and detector. */
export function renderEvaluation(evaluation: Evaluation, format: OutputFormat): Iterable<string> {
  const outcomes = [...evaluation.families, ...evaluation.variants];
  if (format === "json") return jsonText({ beaconry: VERSION, ...evaluation });
  if (format === "ndjson") return ndjsonText(outcomes);
  return format === "csv" ? csvText(CSV, outcomes) : tableView(evaluation);
}

function* tableView(evaluation: Evaluation): Generator<string> {
  const { families, benign, settings } = evaluation;
  yield "Detectors, means over families; false alarms on fresh pairs at thresholds set for 1 %\n\n";
  yield* tableText(detectorColumns(evaluation), benign);
  const own = families.filter(({ detector }) => detector === BEACONRY);
  if (own.length > 0) {
    yield "\nBeaconry by family, with 95 % intervals over seeds\n\n";
    yield* tableText(FAMILY, own);
  }
  yield "\nRecall at 1 % false alarms by family and detector (numbers as above)\n\n";
  yield* tableText(
    matrixColumns(evaluation, ({ recallAt1 }) => recallAt1.value),
    oneEach(families),
  );
  yield "\nROC-AUC by family and detector\n\n";
  yield* tableText(
    matrixColumns(evaluation, ({ auc }) => auc.value),
    oneEach(families),
  );
  yield* losses(evaluation);
  yield* calibrations(benign);
  const { seeds, pairs, aperiodic, periodic } = settings;
  yield `\n${seeds.length} seeds (${seeds.join(", ")}), each with ${pairs} pairs of a variant, ${aperiodic} benign pairs without and ${periodic} with a schedule; simulated traffic, by timing and size alone\n`;
}

function oneEach(families: readonly Outcome[]): Outcome[] {
  return families.filter(({ code }, i) => families.findIndex((other) => other.code === code) === i);
}

function detectorColumns({ families, settings }: Evaluation): Column<BenignOutcome>[] {
  const mean = (detector: string, measure: (outcome: Outcome) => number) =>
    shown(meanOf(families.filter((outcome) => outcome.detector === detector).map(measure)));
  const right = { align: "right" } as const;
  return [
    { heading: "#", cell: ({ detector }) => settings.detectors.indexOf(detector) + 1, ...right },
    { heading: "detector", cell: ({ detector }) => detector },
    { heading: "AUC", cell: ({ detector }) => mean(detector, (o) => o.auc.value), ...right },
    {
      heading: "recall 1 %",
      cell: ({ detector }) => mean(detector, (o) => o.recallAt1.value),
      ...right,
    },
    {
      heading: "0.1 %",
      cell: ({ detector }) => mean(detector, (o) => o.recallAt01.value),
      ...right,
    },
    { heading: "false alarms", cell: ({ aperiodicAt1 }) => shownShare(aperiodicAt1) },
    { heading: "periodic", cell: ({ periodicAt1 }) => shownShare(periodicAt1) },
    {
      heading: "own rule: C2",
      cell: ({ detector }) => mean(detector, (o) => o.reported.value),
      ...right,
    },
    {
      heading: "benign",
      cell: ({ aperiodicReported }) => shown(aperiodicReported.value),
      ...right,
    },
    {
      heading: "periodic",
      cell: ({ periodicReported }) => shown(periodicReported.value),
      ...right,
    },
  ];
}

const FAMILY: readonly Column<Outcome>[] = [
  { heading: "code", cell: ({ code }) => code },
  { heading: "family", cell: ({ family }) => family },
  { heading: "AUC", cell: ({ auc }) => shownMeasured(auc) },
  { heading: "recall 1 %", cell: ({ recallAt1 }) => shownMeasured(recallAt1) },
  { heading: "recall 0.1 %", cell: ({ recallAt01 }) => shownMeasured(recallAt01) },
  { heading: "first 10", cell: ({ precisionAt10 }) => shown(precisionAt10.value), align: "right" },
  {
    heading: "connections",
    cell: ({ delay }) => shown(delay.medianConnections, 0),
    align: "right",
  },
  { heading: "reached", cell: ({ delay }) => shown(delay.reached), align: "right" },
  { heading: "period right", cell: ({ period }) => shown(period.right), align: "right" },
  { heading: "harmonic", cell: ({ period }) => shown(period.harmonic), align: "right" },
  { heading: "jitter off", cell: ({ period }) => shown(period.jitterError), align: "right" },
];

function matrixColumns(
  { families, settings }: Evaluation,
  measure: (outcome: Outcome) => number,
): Column<Outcome>[] {
  const outcomes = new Map(families.map((o) => [`${o.code} ${o.detector}`, o]));
  return [
    { heading: "code", cell: ({ code }) => code },
    { heading: "family", cell: ({ family }) => family },
    ...settings.detectors.map((detector, i): Column<Outcome> => {
      const cell = ({ code }: Outcome) => {
        const outcome = outcomes.get(`${code} ${detector}`);
        return outcome === undefined ? null : shown(measure(outcome));
      };
      return { heading: String(i + 1), cell, align: "right" };
    }),
  ];
}

/** A detector ahead by less than this is not. */
const TIE = 0.005;

/** Where something else finds more than Beaconry does. */
function* losses({ families }: Evaluation): Generator<string> {
  const lost = families.flatMap((outcome) => {
    const own = families.find(
      ({ code, detector }) => code === outcome.code && detector === BEACONRY,
    );
    const ahead = outcome.recallAt1.value - (own?.recallAt1.value ?? Number.NaN);
    return own !== undefined && ahead > TIE ? [{ outcome, own }] : [];
  });
  if (lost.length === 0) return;
  yield "\nWhere another detector finds more at 1 % false alarms\n\n";
  yield* tableText(
    [
      { heading: "code", cell: ({ outcome }) => outcome.code },
      { heading: "family", cell: ({ outcome }) => outcome.family },
      { heading: "detector", cell: ({ outcome }) => outcome.detector },
      { heading: "recall", cell: ({ outcome }) => shownMeasured(outcome.recallAt1) },
      { heading: "Beaconry's", cell: ({ own }) => shownMeasured(own.recallAt1) },
    ],
    lost,
  );
}

function* calibrations(benign: readonly BenignOutcome[]): Generator<string> {
  const rows = benign.flatMap(({ detector, calibration }) =>
    calibration.filter(({ cases }) => cases > 0).map((row) => ({ detector, ...row })),
  );
  if (rows.length === 0) return;
  yield "\nClaimed false alarms beside what fresh pairs without a schedule show\n\n";
  yield* tableText(
    [
      { heading: "detector", cell: ({ detector }) => detector },
      { heading: "claimed", cell: ({ claimed }) => `${claimed * 100} %`, align: "right" },
      { heading: "observed", cell: shownShare },
      { heading: "pairs", cell: ({ cases }) => cases, align: "right" },
    ],
    rows,
  );
}

const number = (heading: string, cell: (outcome: Outcome) => number): Column<Outcome> => ({
  heading,
  cell: (outcome) => plain(cell(outcome)),
});

const CSV: readonly Column<Outcome>[] = [
  { heading: "code", cell: ({ code }) => code },
  { heading: "family", cell: ({ family }) => family },
  { heading: "variant", cell: ({ variant }) => variant },
  { heading: "detector", cell: ({ detector }) => detector },
  number("pairs", ({ pairs }) => pairs),
  number("auc", ({ auc }) => auc.value),
  number("aucLow", ({ auc }) => auc.low),
  number("aucHigh", ({ auc }) => auc.high),
  number("recallAt1", ({ recallAt1 }) => recallAt1.value),
  number("recallAt1Low", ({ recallAt1 }) => recallAt1.low),
  number("recallAt1High", ({ recallAt1 }) => recallAt1.high),
  number("recallAt01", ({ recallAt01 }) => recallAt01.value),
  number("recallAt01Low", ({ recallAt01 }) => recallAt01.low),
  number("recallAt01High", ({ recallAt01 }) => recallAt01.high),
  number("reported", ({ reported }) => reported.value),
  number("precisionAt10", ({ precisionAt10 }) => precisionAt10.value),
  number("precisionAt50", ({ precisionAt50 }) => precisionAt50),
  number("precisionAt100", ({ precisionAt100 }) => precisionAt100),
  number("delayReached", ({ delay }) => delay.reached),
  number("delayConnections", ({ delay }) => delay.medianConnections),
  number("periodNamed", ({ period }) => period.named),
  number("periodRight", ({ period }) => period.right),
  number("periodHarmonic", ({ period }) => period.harmonic),
  number("periodWrong", ({ period }) => period.wrong),
  number("periodError", ({ period }) => period.medianError),
  number("jitterError", ({ period }) => period.jitterError),
];
