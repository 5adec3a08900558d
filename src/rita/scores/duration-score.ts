import type { BeaconScoring } from "../config/config.js";
import type { HistogramScore } from "./histogram-score.js";
import { ceil3 } from "./round.js";

/** How much of the window a group spans and how long it goes on without a gap; the score is the better of the two. */
export interface DurationScore {
  readonly durationScore: number;
  readonly coverage: number;
  readonly consistency: number;
}

/**
 * The duration score of ascending times; 0 in all parts where fewer than `leastBars` bars are filled. Both parts are rounded
 * upward, by v5 as by v4.
 */
export function durationScore(
  ascending: Uint32Array,
  { start, end }: { readonly start: number; readonly end: number },
  { totalBars, longestRun }: HistogramScore,
  { durationConsistencyIdealHoursSeen }: BeaconScoring,
  leastBars: number,
): DurationScore {
  if (totalBars < leastBars) return { durationScore: 0, coverage: 0, consistency: 0 };
  const span = (ascending[ascending.length - 1] as number) - (ascending[0] as number);
  const coverage = Math.min(1, ceil3(span / (end - start)));
  const consistency = Math.min(1, ceil3(longestRun / durationConsistencyIdealHoursSeen));
  return { durationScore: Math.max(coverage, consistency), coverage, consistency };
}
