import type { RitaConfig } from "../config/config.js";
import { RITA_PRESETS } from "../config/presets.js";
import { type Ascending, ascendingSizes, ascendingTimes, wholeSeconds } from "./ascending.js";
import type { RitaGroup } from "./group.js";
import { nearestRankRegularity } from "./nearest-rank.js";
import { ceil3 } from "./round.js";
import type { SizeScores } from "./score.js";
import { tallyOf } from "./tally.js";
import { weightedSum } from "./total.js";
import { type V4TimeScores, v4Times } from "./v4-times.js";

/** What RITA v4 says of a group's sizes, before it is scored as a whole. */
export interface V4SizeScores extends SizeScores {
  /** The largest size less the smallest, in bytes. */
  readonly dataSizeRange: number;
  /** 1 where most connections send nothing, 0 from 64 KiB on. */
  readonly smallness: number;
}

/** What RITA v4 (rita-legacy) says of a group. */
export interface RitaV4Score extends V4TimeScores, V4SizeScores {
  readonly score: number;
}

const LARGE_BYTES = 65_535;

/**
 * The score that RITA v4 gives a group, to the bit. Undefined for fewer than four distinct seconds, and for no sizes, which
 * v4 never has; that a group needs more than 23 connections is a matter of making the groups. The window must end after its
 * start. v4 takes any weights.
 *
 * @see https://github.com/activecm/rita-legacy
 * @example ritaV4({ timestamps: [0, 60, 120, 180], sizes: [0, 0, 0, 0], start: 0, end: 180 })?.score; // => 0.417
 */
export function ritaV4(
  { timestamps, sizes, start, end }: RitaGroup,
  { scoring: { beacon } }: RitaConfig = RITA_PRESETS.file,
): RitaV4Score | undefined {
  if (sizes.length === 0) return;
  const times = v4Times(ascendingTimes(wholeSeconds(timestamps)), { start, end }, beacon);
  if (times === undefined) return;
  const parts = { ...times, ...v4Sizes(ascendingSizes(sizes)) };
  return { score: ceil3(weightedSum(parts, beacon)), ...parts };
}

function v4Sizes(ascending: Ascending): V4SizeScores {
  const { skew, mad, symmetry, steadiness } = nearestRankRegularity(ascending, 0);
  const dataSizes = tallyOf(ascending);
  const smallness = Math.max(0, 1 - dataSizes.mode / LARGE_BYTES);
  return {
    dataSizeScore: ceil3((symmetry + steadiness + smallness) / 3),
    dataSizeSkew: skew,
    dataSizeMad: mad,
    dataSizeRange: (ascending[ascending.length - 1] as number) - (ascending[0] as number),
    smallness,
    dataSizes,
  };
}
