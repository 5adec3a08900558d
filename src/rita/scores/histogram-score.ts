import type { BeaconScoring } from "../config/config.js";
import { countBars, evenness, longestRun } from "./bars.js";
import { type FrequencyClasses, frequencyClasses, largestTwo } from "./frequency-classes.js";
import type { Rounding } from "./round.js";

/** What the histogram of a group says; the score is the better of the two parts. */
export interface HistogramScore {
  readonly histogram: readonly number[];
  readonly histogramScore: number;
  readonly coefficientOfVariationScore: number;
  readonly bimodalScore: number;
  readonly totalBars: number;
  readonly longestRun: number;
  readonly frequencyClasses: FrequencyClasses;
}

/**
 * Scores a histogram that holds at least one connection by how even its bars are, and by how many of them share one of two heights:
 * the bars in the two largest classes over all filled ones less the outliers allowed. The second part is 0 below `leastBars`.
 */
export function histogramScore(
  histogram: readonly number[],
  { histogramModeSensitivity, histogramBimodalOutlierRemoval }: BeaconScoring,
  leastBars: number,
  rounded: Rounding,
): HistogramScore {
  const totalBars = countBars(histogram);
  const classes = frequencyClasses(histogram, histogramModeSensitivity);
  const coefficientOfVariationScore = evenness(histogram, rounded);
  const expected = Math.max(totalBars - histogramBimodalOutlierRemoval, 1);
  const bimodalScore =
    totalBars < leastBars ? 0 : Math.min(1, rounded(largestTwo(classes) / expected));
  return {
    histogram,
    histogramScore: Math.max(coefficientOfVariationScore, bimodalScore),
    coefficientOfVariationScore,
    bimodalScore,
    totalBars,
    longestRun: longestRun(histogram),
    frequencyClasses: classes,
  };
}
