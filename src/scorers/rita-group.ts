import type { Pair } from "../pairs.js";
import type { RitaGroup } from "../rita/scores/group.js";
import type { Context } from "../score.js";

/** A pair as RITA would hold it. */
export interface RitaPairGroup extends RitaGroup {
  readonly timestamps: Uint32Array;
  readonly sizes: Float64Array;
  /** How many of the sizes are known; with fewer than three, `sizes` are zeros. */
  readonly sized: number;
}

const DAY = 86_400;
const HOUR = 3600;
const LEAST_SIZES = 3;

/** RITA holds times in 32 bits and sizes in 64. */
const LARGEST_TIME = 2 ** 32 - 1;
const SIZES_BELOW = 2 ** 64;

/**
 * The part of a pair that RITA scores: the window is the input's last 24 hours, and connections before it count back to the
 * full hour that it begins in. Times are whole seconds, fractions cut off. Sizes are the bytes sent where known; where
 * fewer than three are, each is 0, as for a field that RITA cannot read. Two things differ from RITA: it takes the bytes of whole
 * packets, headers included, where logs of other makes have those of the payload; and its groups are of a source and an address
 * or a name, whatever the port. Undefined for a window without length, and for times before 1970 or after 2106.
 *
 * @example ritaGroupOf(pairOf(table, 0), { start: 0, end: 90_000_999 })?.start; // => 3600
 */
export function ritaGroupOf(
  { times, bytesOut }: Pair,
  window: Pick<Context, "start" | "end">,
): RitaPairGroup | undefined {
  const end = secondOf(window.end);
  const start = Math.max(secondOf(window.start), end - DAY);
  const last = secondOf(times[times.length - 1] ?? window.end);
  if (!(start >= 0 && end > start && last <= LARGEST_TIME)) return undefined;
  const since = (start - (start % HOUR)) * 1000;
  let from = times.length;
  while (from > 0 && (times[from - 1] as number) >= since) from--;
  const timestamps = Uint32Array.from(times.subarray(from), secondOf);
  const known = bytesOut.subarray(from).filter((size) => size >= 0 && size < SIZES_BELOW);
  const sizes = known.length < LEAST_SIZES ? new Float64Array(timestamps.length) : known;
  return { timestamps, sizes, sized: known.length, start, end };
}

function secondOf(time: number): number {
  return Math.floor(time / 1000);
}
