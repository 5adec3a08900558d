import type { RitaConfig } from "../config/config.js";
import { RITA_PRESETS } from "../config/presets.js";
import { areWeights } from "../config/weights.js";
import { ascendingSizes, ascendingTimes, wholeSeconds } from "./ascending.js";
import { durationScore } from "./duration-score.js";
import type { RitaGroup } from "./group.js";
import { histogramV5 } from "./histogram.js";
import { histogramScore } from "./histogram-score.js";
import { intervalsOf, positive } from "./intervals.js";
import { round3 } from "./round.js";
import type { SizeScores, TimeScores } from "./score.js";
import { tallyOf } from "./tally.js";
import { weightedSum } from "./total.js";
import { tukeyRegularity } from "./tukey.js";

/** What RITA v5 says of a group. */
export interface RitaV5Score extends TimeScores, SizeScores {}

const LEAST_TIMES = 4;
const LEAST_INTERVALS = 3;
const LEAST_SIZES = 3;

/** A least number of bars below this is taken for its default, although the configuration allows 3. */
const LEAST_BIMODAL_BARS = 6;
const DEFAULT_BIMODAL_BARS = 11;

/**
 * The score that RITA v5 gives a group, to the bit. Undefined where its scoring refuses one: fewer than four times, three
 * intervals above 0 or three sizes; a window that does not end after its start; weights that do not sum to exactly 1, or
 * least hours below 1, which `parseRitaConfig` does not let through. Intervals are those between the times as they
 * stand, which need not be sorted: see `intervalsOf`.
 *
 * @see https://github.com/activecm/rita
 * @example ritaV5({ timestamps: [0, 60, 120, 180], sizes: [9, 9, 9, 9], start: 0, end: 180 })?.score; // => 0.5
 */
export function ritaV5(
  { timestamps, sizes, start, end }: RitaGroup,
  { scoring: { beacon } }: RitaConfig = RITA_PRESETS.file,
): RitaV5Score | undefined {
  const { durationMinHoursSeen, durationConsistencyIdealHoursSeen } = beacon;
  if (timestamps.length < LEAST_TIMES || sizes.length < LEAST_SIZES || !(end > start)) return;
  if (!(durationMinHoursSeen >= 1 && durationConsistencyIdealHoursSeen >= 1)) return;
  if (!areWeights(beacon)) return;

  const times = wholeSeconds(timestamps);
  const intervals = intervalsOf(times);
  const between = positive(intervals);
  if (between.length < LEAST_INTERVALS) return;
  const bytes = ascendingSizes(sizes);
  const timing = tukeyRegularity(between, 1);
  const size = tukeyRegularity(bytes, 0);

  const sorted = ascendingTimes(times);
  const bars = histogramV5(sorted, start, end);
  const histogram = histogramScore(bars, beacon, bimodalBars(beacon), round3);
  const window = { start, end };
  const duration = durationScore(sorted, window, histogram, beacon, durationMinHoursSeen);

  const timestampScore = round3((timing.symmetry + timing.steadiness) / 2);
  const dataSizeScore = round3((size.symmetry + size.steadiness) / 2);
  const parts = { ...duration, ...histogram, timestampScore, dataSizeScore };
  return {
    score: round3(weightedSum(parts, beacon)),
    ...parts,
    timestampSkew: timing.skew,
    timestampMad: timing.mad,
    intervals: tallyOf(intervals),
    dataSizeSkew: size.skew,
    dataSizeMad: size.mad,
    dataSizes: tallyOf(bytes),
  };
}

function bimodalBars({
  histogramBimodalMinHoursSeen: hours,
}: RitaConfig["scoring"]["beacon"]): number {
  return hours < LEAST_BIMODAL_BARS ? DEFAULT_BIMODAL_BARS : hours;
}
