import type { DurationScore } from "./duration-score.js";
import type { HistogramScore } from "./histogram-score.js";
import type { Tally } from "./tally.js";

/** What is said of a group's times, by both versions. Scores are from 0 to 1 in steps of 0.001. */
export interface TimeScores extends HistogramScore, DurationScore {
  readonly score: number;
  readonly timestampScore: number;
  /** Bowley's skewness of the intervals above 0, as RITA guards it. */
  readonly timestampSkew: number;
  /** The median absolute deviation of the intervals above 0, in seconds. */
  readonly timestampMad: number;
  /** The distinct intervals in seconds, those of 0 included, and their counts. */
  readonly intervals: Tally;
}

/** What is said of a group's sizes, by both versions. */
export interface SizeScores {
  readonly dataSizeScore: number;
  readonly dataSizeSkew: number;
  /** The median absolute deviation of the sizes, in bytes. */
  readonly dataSizeMad: number;
  /** The distinct sizes in bytes, and their counts. */
  readonly dataSizes: Tally;
}
