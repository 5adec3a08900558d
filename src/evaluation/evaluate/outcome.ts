import {
  bootstrap,
  DEFAULT_PREVALENCE,
  detectionDelay,
  type Measured,
  meanOf,
  medianOf,
  precisionAt,
  rocAuc,
  shareAbove,
} from "../metrics/index.js";
import { randomFrom } from "../random.js";
import type { Observation } from "./observe.js";
import { type PeriodOutcome, periodOutcomeOf } from "./period-outcome.js";

/** Scores above which at most 1 and 0.1 % of the training pairs lie. */
export interface Thresholds {
  readonly at1: number;
  readonly at01: number;
}

/** How a detector did on the implants of one family, or of one variant of it. Not measured is NaN (null in JSON). */
export interface Outcome {
  /** The family's code and id. */
  readonly code: string;
  readonly family: string;
  /** Null for the whole family. */
  readonly variant: string | null;
  readonly detector: string;
  readonly pairs: number;
  /** Mean over seeds, against the same seed's pairs without a schedule. */
  readonly auc: Measured;
  /** At 1 and at 0.1 % false alarms. */
  readonly recallAt1: Measured;
  readonly recallAt01: Measured;
  /** At the detector's own threshold; NaN where it has none. */
  readonly reported: Measured;
  /** Expected among the first 10, 50 and 100 at DEFAULT_PREVALENCE, which allows 1, 0.2 and 0.1 at most. */
  readonly precisionAt10: Measured;
  readonly precisionAt50: number;
  readonly precisionAt100: number;
  readonly delay: Delay;
  readonly period: PeriodOutcome;
}

/** Connections until the score stayed above the threshold for 1 % false alarms. */
export interface Delay {
  /** The share of the pairs looked at that got there. */
  readonly reached: number;
  /** Of those; NaN without any. */
  readonly medianConnections: number;
}

/** The observations of one detector on one group of implants, and what they are held against. */
export interface Group {
  readonly code: string;
  readonly family: string;
  readonly variant: string | null;
  readonly detector: string;
  readonly implants: readonly Observation[];
  /** Pairs without a schedule, of the same seeds. */
  readonly benign: readonly Observation[];
}

/** Measures a group at thresholds that were set on other pairs. */
export function outcomeOf(group: Group, { at1, at01 }: Thresholds): Outcome {
  const { code, family, variant, detector, implants } = group;
  const seeds = bySeed(group);
  const key = `bootstrap/${detector}/${variant ?? code}`;
  const over = (statistic: (seed: Scores) => number): Measured =>
    bootstrap(seeds.map(statistic), meanOf, randomFrom(key));
  const pooled = (k: number) => (chosen: readonly Scores[]) =>
    precisionAt(
      chosen.flatMap(({ positives }) => positives),
      chosen.flatMap(({ negatives }) => negatives),
      k,
      DEFAULT_PREVALENCE,
    );
  return {
    code,
    family,
    variant,
    detector,
    pairs: implants.length,
    auc: over(({ positives, negatives }) => rocAuc(positives, negatives)),
    recallAt1: over(({ positives }) => shareAbove(positives, at1)),
    recallAt01: over(({ positives }) => shareAbove(positives, at01)),
    reported: over(({ flags }) => meanOf(flags)),
    precisionAt10: bootstrap(seeds, pooled(10), randomFrom(key), ROUNDS),
    precisionAt50: pooled(50)(seeds),
    precisionAt100: pooled(100)(seeds),
    delay: delayOf(implants, at1),
    period: periodOutcomeOf(implants),
  };
}

/** Pooling and sorting all scores is dear. */
const ROUNDS = 100;

interface Scores {
  readonly positives: number[];
  readonly negatives: number[];
  /** 1 where the own threshold reports, 0 where not, NaN without one. */
  readonly flags: number[];
}

function bySeed({ implants, benign }: Group): Scores[] {
  const seeds = new Map<string, Scores>();
  for (const { seed, answer } of implants) {
    const scores = seeds.get(seed) ?? { positives: [], negatives: [], flags: [] };
    scores.positives.push(answer.value);
    scores.flags.push(answer.flagged === null ? Number.NaN : Number(answer.flagged));
    seeds.set(seed, scores);
  }
  for (const { seed, answer } of benign) seeds.get(seed)?.negatives.push(answer.value);
  return [...seeds.values()];
}

function delayOf(implants: readonly Observation[], threshold: number): Delay {
  const grown = implants.flatMap(({ prefixes }) => (prefixes === undefined ? [] : [prefixes]));
  const delays = grown
    .map((prefixes) => detectionDelay(prefixes, threshold))
    .filter((delay) => delay !== undefined);
  return { reached: delays.length / grown.length, medianConnections: medianOf(delays) };
}
