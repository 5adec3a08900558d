import type { Warning } from "../../intake.js";
import { pairCount, pairKey, pairKeyAt } from "../../pairs.js";
import type { ConnectionTable } from "../../table.js";
import { type Detected, type Detector, detectorsWith, valuesOf } from "../detectors/index.js";
import {
  type Measured,
  proportion,
  ranksOf,
  rocAuc,
  shareAbove,
  thresholdAt,
} from "../metrics/index.js";
import type { LabelledPair } from "./labels.js";

/** What a detector says of one labelled pair. */
export interface LabelledResult extends LabelledPair {
  readonly detector: string;
  /** Null when it says nothing. */
  readonly value: number | null;
  /** Among all pairs of the log, from 1; those that tie share the mean of their ranks. */
  readonly rank: number;
  readonly flagged: boolean | null;
  readonly falseAlarm: number | null;
  readonly periodSeconds: number | null;
}

/** How a detector does on a labelled log; NaN (null in JSON) where there is nothing to measure on. */
export interface LabelledOutcome {
  readonly detector: string;
  /** C2 against pairs that are benign and on no schedule, and against those on one. */
  readonly auc: number;
  readonly aucPeriodic: number;
  /** The share of C2 above all but 1 % of the benign pairs of the same log: optimistic, since these set it. */
  readonly recallAt1: number;
  /** At the detector's own threshold: shares of the C2, the benign and the periodic ones that it reports; NaN without one. */
  readonly c2Reported: Measured;
  readonly benignReported: Measured;
  readonly periodicReported: Measured;
}

/** The result of `evaluateLabelled`. */
export interface LabelledEvaluation {
  /** Pairs of the log, labelled or not. */
  readonly pairs: number;
  readonly c2: number;
  readonly benign: number;
  readonly periodic: number;
  readonly outcomes: readonly LabelledOutcome[];
  /** By pair in the order of the labels, then by detector. */
  readonly results: readonly LabelledResult[];
  readonly warnings: readonly Warning[];
}

/**
 * Measures detectors on a log some of whose pairs are labelled; the others only count for ranks. A label without a pair in the log
 * is warned about.
 */
export function evaluateLabelled(
  table: ConnectionTable,
  labels: readonly LabelledPair[],
  detectors: readonly Detector[] = detectorsWith(),
): LabelledEvaluation {
  const numbers = new Map<string, number>();
  for (let pair = 0; pair < pairCount(table); pair++) {
    const key = pairKeyAt(table, pair);
    numbers.set(key, pair);
  }
  const known = labels.flatMap((label) => {
    const pair = numbers.get(pairKey(label));
    return pair === undefined ? [] : [{ label, pair }];
  });
  const judged = detectors.map((detector) => {
    const detected = detector.judge(table);
    return { detector, detected, values: valuesOf(detected), ranks: ranksOf(valuesOf(detected)) };
  });
  const count = (wanted: string) => known.filter(({ label }) => label.label === wanted).length;
  return {
    pairs: pairCount(table),
    c2: count("c2"),
    benign: count("benign"),
    periodic: count("benign-periodic"),
    outcomes: judged.map(({ detector, detected }) => outcomeOf(detector, detected, known)),
    results: known.flatMap(({ label, pair }) =>
      judged.map(({ detector, detected, ranks }) => ({
        ...label,
        detector: detector.id,
        value: detected[pair]?.value ?? null,
        rank: ranks[pair] as number,
        flagged: detector.reports ? detected[pair]?.flagged === true : null,
        falseAlarm: detected[pair]?.falseAlarm ?? null,
        periodSeconds: detected[pair]?.periodSeconds ?? null,
      })),
    ),
    warnings: missing(labels.length - known.length, labels.length),
  };
}

function outcomeOf(
  { id, reports }: Detector,
  detected: readonly (Detected | undefined)[],
  known: readonly { readonly label: LabelledPair; readonly pair: number }[],
): LabelledOutcome {
  const values = valuesOf(detected);
  const pairsOf = (wanted: string) =>
    known.filter(({ label }) => label.label === wanted).map(({ pair }) => pair);
  const scores = (wanted: string) => pairsOf(wanted).map((pair) => values[pair] as number);
  const reported = (wanted: string) => {
    const pairs = reports ? pairsOf(wanted) : [];
    return proportion(pairs.filter((pair) => detected[pair]?.flagged).length, pairs.length);
  };
  return {
    detector: id,
    auc: rocAuc(scores("c2"), scores("benign")),
    aucPeriodic: rocAuc(scores("c2"), scores("benign-periodic")),
    recallAt1: shareAboveKnown(scores("c2"), thresholdAt(scores("benign"), 0.01)),
    c2Reported: reported("c2"),
    benignReported: reported("benign"),
    periodicReported: reported("benign-periodic"),
  };
}

/** NaN without a threshold, where `shareAbove` finds nothing above it. */
function shareAboveKnown(scores: readonly number[], threshold: number): number {
  return Number.isNaN(threshold) ? Number.NaN : shareAbove(scores, threshold);
}

function missing(lost: number, all: number): Warning[] {
  if (lost === 0) return [];
  const message = `${lost} of ${all} labels name a pair that is not in the log`;
  return [{ code: "label-without-pair", message }];
}
