import type { BeaconScoring } from "../config/config.js";

/** The four parts of a score, each from 0 to 1. */
export interface Parts {
  readonly timestampScore: number;
  readonly dataSizeScore: number;
  readonly durationScore: number;
  readonly histogramScore: number;
}

/** The weighted sum of the parts, unrounded. The order of the additions is RITA's: another may change the last bit. */
export function weightedSum(parts: Parts, weights: BeaconScoring): number {
  return (
    parts.timestampScore * weights.timestampScoreWeight +
    parts.dataSizeScore * weights.datasizeScoreWeight +
    parts.durationScore * weights.durationScoreWeight +
    parts.histogramScore * weights.histogramScoreWeight
  );
}
