import type { Detector } from "../detectors/index.js";
import {
  type Calibration,
  calibration,
  type Measured,
  proportion,
  thresholdAt,
} from "../metrics/index.js";
import type { Observation } from "./observe.js";
import type { Thresholds } from "./outcome.js";

/** A detector's thresholds, and how it does on pairs that are no implants. Intervals are Wilson's, over pairs. */
export interface BenignOutcome extends Thresholds {
  readonly detector: string;
  /** How many pairs the thresholds rest on. */
  readonly trained: number;
  /** Shares of pairs without a schedule: above the two thresholds, and reported at its own. */
  readonly aperiodicAt1: Measured;
  readonly aperiodicAt01: Measured;
  readonly aperiodicReported: Measured;
  /** The same of benign pairs on a schedule, which timing cannot tell from implants. */
  readonly periodicAt1: Measured;
  readonly periodicAt01: Measured;
  readonly periodicReported: Measured;
  /** How often a false alarm of 1 and 0.1 % was claimed of pairs without a schedule; without cases where none is claimed. */
  readonly calibration: readonly Calibration[];
}

/** Sets the thresholds of a detector on its training observations, and measures it on the others. */
export function benignOutcomeOf(
  { id, reports }: Detector,
  training: readonly Observation[],
  aperiodic: readonly Observation[],
  periodic: readonly Observation[],
): BenignOutcome {
  const trained = valuesIn(training);
  const [at1, at01] = [thresholdAt(trained, 0.01), thresholdAt(trained, 0.001)];
  const above = (observations: readonly Observation[], threshold: number) => {
    const found = observations.filter(({ answer }) => answer.value > threshold).length;
    return proportion(found, observations.length);
  };
  const reported = (observations: readonly Observation[]) => {
    if (!reports) return proportion(0, 0);
    const flagged = observations.filter(({ answer }) => answer.flagged === true).length;
    return proportion(flagged, observations.length);
  };
  // Of a pair on which it says nothing, a detector that makes claims has claimed nothing.
  const claims = aperiodic.some(({ answer }) => answer.falseAlarm !== null)
    ? aperiodic.map(({ answer }) => answer.falseAlarm ?? 1)
    : [];
  return {
    detector: id,
    trained: trained.length,
    at1,
    at01,
    aperiodicAt1: above(aperiodic, at1),
    aperiodicAt01: above(aperiodic, at01),
    aperiodicReported: reported(aperiodic),
    periodicAt1: above(periodic, at1),
    periodicAt01: above(periodic, at01),
    periodicReported: reported(periodic),
    calibration: [0.01, 0.001].map((level) => calibration(claims, level)),
  };
}

function valuesIn(observations: readonly Observation[]): number[] {
  return observations.map(({ answer }) => answer.value);
}
