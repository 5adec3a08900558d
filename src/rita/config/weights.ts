import type { BeaconScoring } from "./config.js";

/**
 * The sum of the weights as floating point adds them in RITA's order: of .4, .3, .2 and .1 it is 0.9999999999999999, of the
 * same in ascending order 1.
 */
export function sumOfWeights(beacon: BeaconScoring): number {
  const { timestampScoreWeight, datasizeScoreWeight, durationScoreWeight, histogramScoreWeight } =
    beacon;
  return timestampScoreWeight + datasizeScoreWeight + durationScoreWeight + histogramScoreWeight;
}

/** Whether RITA v5 takes these weights: each from 0 to 1, and their sum exactly 1. */
export function areWeights(beacon: BeaconScoring): boolean {
  return (
    isShare(beacon.timestampScoreWeight) &&
    isShare(beacon.datasizeScoreWeight) &&
    isShare(beacon.durationScoreWeight) &&
    isShare(beacon.histogramScoreWeight) &&
    sumOfWeights(beacon) === 1
  );
}

function isShare(weight: number): boolean {
  return weight >= 0 && weight <= 1;
}
