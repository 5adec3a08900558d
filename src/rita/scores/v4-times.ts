import type { BeaconScoring } from "../config/config.js";
import { durationScore } from "./duration-score.js";
import { histogramV4 } from "./histogram.js";
import { histogramScore } from "./histogram-score.js";
import { intervalsOf, positive } from "./intervals.js";
import { nearestRankRegularity } from "./nearest-rank.js";
import { ceil3 } from "./round.js";
import type { TimeScores } from "./score.js";
import { tallyOf } from "./tally.js";

/** What RITA v4 says of a group's times, before it is scored as a whole. */
export interface V4TimeScores extends Omit<TimeScores, "score"> {
  /** The longest interval less the shortest above 0, in seconds. */
  readonly timestampRange: number;
}

/** Four distinct seconds have this many intervals above 0 between them. */
const LEAST_INTERVALS = 3;

/** RITA v4's scores of ascending times; undefined for fewer than four distinct seconds. */
export function v4Times(
  ascending: Uint32Array,
  window: { readonly start: number; readonly end: number },
  beacon: BeaconScoring,
): V4TimeScores | undefined {
  const intervals = intervalsOf(ascending);
  const between = positive(intervals);
  if (between.length < LEAST_INTERVALS) return;
  const { skew, mad, symmetry, steadiness } = nearestRankRegularity(between, 1);
  const bars = histogramV4(ascending, window.start, window.end);
  const leastBimodal = beacon.histogramBimodalMinHoursSeen;
  const histogram = histogramScore(bars, beacon, leastBimodal, ceil3);
  // v4 asks for more bars than the configured number, v5 for as many.
  const leastBars = beacon.durationMinHoursSeen + 1;
  return {
    timestampScore: ceil3((symmetry + steadiness) / 2),
    timestampSkew: skew,
    timestampMad: mad,
    timestampRange: (between[between.length - 1] as number) - (between[0] as number),
    intervals: tallyOf(intervals),
    ...histogram,
    ...durationScore(ascending, window, histogram, beacon, leastBars),
  };
}
