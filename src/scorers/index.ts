import type { Scorer } from "../score.js";
import { activityHistogram } from "./activity-histogram.js";
import { comb } from "./comb.js";
import { fingerprintCluster } from "./fingerprint-cluster.js";
import { intervalBound } from "./interval-bound.js";
import { intervalMad } from "./interval-mad.js";
import { intervalSkew } from "./interval-skew.js";
import { intervalVariation } from "./interval-variation.js";
import { periodicity } from "./periodicity.js";
import { persistence } from "./persistence.js";
import { prevalence } from "./prevalence.js";
import { ritaDataSize } from "./rita-data-size.js";
import { ritaDuration } from "./rita-duration.js";
import { ritaHistogram } from "./rita-histogram.js";
import { ritaTimestamp } from "./rita-timestamp.js";
import { sizeConsistency } from "./size-consistency.js";

export {
  activityHistogram,
  comb,
  fingerprintCluster,
  intervalBound,
  intervalMad,
  intervalSkew,
  intervalVariation,
  periodicity,
  persistence,
  prevalence,
  ritaDataSize,
  ritaDuration,
  ritaHistogram,
  ritaTimestamp,
  sizeConsistency,
};

/** The scorers that are used unless others are passed, in the order in which they are reported. */
export const defaultScorers: readonly Scorer[] = [
  intervalVariation,
  intervalBound,
  comb,
  periodicity,
  intervalMad,
  intervalSkew,
  sizeConsistency,
  activityHistogram,
  persistence,
  prevalence,
  fingerprintCluster,
];

/** The parts of RITA v5's score, in RITA's order: used where they are asked for, with a weight of 1 each unless a profile has another. */
export const ritaScorers: readonly Scorer[] = [
  ritaTimestamp,
  ritaDataSize,
  ritaDuration,
  ritaHistogram,
];
