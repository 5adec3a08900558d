import type { ScoreThresholds } from "../config/config.js";

/** What the thresholds are worth, in hundredths. */
const STEP = 20;
const MOST = 0.8;

/**
 * A value on RITA's scale of threat: 0 below `base`, 0.2 at `base`, 0.4 at `low`, 0.6 at `medium`, 0.8 from `high` on, and in
 * proportion between them. The thresholds ascend, in the value's unit; a beacon score is multiplied by 100 first.
 *
 * @example bucketedThreatScore(60, { base: 50, low: 70, medium: 90, high: 100 }); // => 0.3
 */
export function bucketedThreatScore(
  value: number,
  { base, low, medium, high }: ScoreThresholds,
): number {
  if (!(value >= base)) return 0;
  if (value < low) return within(value, base, low, 1);
  if (value < medium) return within(value, low, medium, 2);
  if (value < high) return within(value, medium, high, 3);
  return MOST;
}

function within(value: number, from: number, to: number, steps: number): number {
  return (steps * STEP + ((value - from) / (to - from)) * STEP) / 100;
}
