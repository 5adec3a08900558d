import type { RitaConfig } from "../config/config.js";
import { RITA_PRESETS } from "../config/presets.js";
import { ascendingTimes, wholeSeconds } from "./ascending.js";
import type { RitaGroup } from "./group.js";
import { ceil3 } from "./round.js";
import { tallyOf } from "./tally.js";
import { type V4TimeScores, v4Times } from "./v4-times.js";

/** What RITA v4 says of a source's requests for one name through a proxy: nothing of their sizes. */
export interface RitaV4ProxyScore extends V4TimeScores {
  readonly score: number;
}

/** The three parts' weight. Three perfect parts make 0.9990000000000001, which rounds up to 1. */
const WEIGHT = 0.333;

/**
 * The score that RITA v4 gives requests through a proxy, to the bit: a second counts once, however many requests are in it.
 * Undefined for fewer than four distinct seconds.
 *
 * @example ritaV4Proxy({ timestamps: [0, 60, 60, 120, 180], start: 0, end: 180 })?.score; // => 0.333
 */
export function ritaV4Proxy(
  { timestamps, start, end }: Omit<RitaGroup, "sizes">,
  { scoring: { beacon } }: RitaConfig = RITA_PRESETS.file,
): RitaV4ProxyScore | undefined {
  if (timestamps.length === 0) return;
  const distinct = tallyOf(ascendingTimes(wholeSeconds(timestamps))).values;
  const times = v4Times(wholeSeconds(distinct), { start, end }, beacon);
  if (times === undefined) return;
  const { timestampScore, durationScore, histogramScore } = times;
  const sum = timestampScore * WEIGHT + durationScore * WEIGHT + histogramScore * WEIGHT;
  return { score: ceil3(sum), ...times };
}
