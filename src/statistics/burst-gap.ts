import { medianSorted } from "./quantile.js";

/** Bins a decade of the interval histogram, and its lowest decade: 1 ms. */
const PER_DECADE = 8;
const LOWEST = -3;
const BINS = 10 * PER_DECADE;

/** Bursts have intervals of at most this many seconds, most often. */
const BURST_SECONDS = 5;

/** Two modes are two when they lie this far apart, and the valley between them is this deep beside the lower one. */
const APART = 0.7 * PER_DECADE;
const DEPTH = 0.35;

/** Where no valley shows, connections within so many seconds are one check-in … */
export const DEFAULT_GAP_SECONDS = 3;

/** … unless half of the intervals are shorter than so many gaps: then a gap would cut the rhythm itself. */
const SLOW = 4;

const counts = new Float64Array(BINS);
const smooth = new Float64Array(BINS);

/**
 * The longest silence within one check-in, seconds: the valley of the histogram of log intervals between a mode of at most 5 s
 * (the connections of one check-in) and a mode at least 0.7 decades above it (the check-ins), where the valley has at most
 * 35 % of the lower mode's height; else 3 s, and 0 (every connection is a check-in) when half of the intervals are below
 * 12 s. Intervals ascending, seconds.
 *
 * @example burstGap(Float64Array.of(60, 60, 60)); // => 3
 */
export function burstGap(sorted: Float64Array): number {
  const valley = valleyOf(sorted);
  if (valley !== undefined) return valley;
  return medianSorted(sorted) >= SLOW * DEFAULT_GAP_SECONDS ? DEFAULT_GAP_SECONDS : 0;
}

function valleyOf(sorted: Float64Array): number | undefined {
  if (sorted.length < 8 || !((sorted[0] as number) <= BURST_SECONDS)) return undefined;
  fillHistogram(sorted);
  const limit = binOf(BURST_SECONDS);
  const lower = highest(0, limit);
  const nearest = Math.ceil(lower + APART);
  const upper = highest(nearest, BINS - 1);
  if (!((smooth[lower] as number) > 0 && (smooth[upper] as number) > 0)) return undefined;
  // The slope of a mode that is nearer.
  if (upper === nearest && (smooth[upper - 1] as number) > (smooth[upper] as number))
    return undefined;
  const valley = lowest(lower, upper);
  const depth = smooth[valley] as number;
  const deep = depth <= DEPTH * Math.min(smooth[lower] as number, smooth[upper] as number);
  return deep ? 10 ** (LOWEST + (valley + 0.5) / PER_DECADE) : undefined;
}

function fillHistogram(sorted: Float64Array): void {
  counts.fill(0);
  for (let i = 0; i < sorted.length; i++) {
    const bin = binOf(sorted[i] as number);
    counts[bin] = (counts[bin] as number) + 1;
  }
  for (let bin = 0; bin < BINS; bin++) {
    smooth[bin] = 2 * (counts[bin] as number) + (counts[bin - 1] ?? 0) + (counts[bin + 1] ?? 0);
  }
}

function binOf(seconds: number): number {
  const bin = Math.floor((Math.log10(seconds) - LOWEST) * PER_DECADE);
  return Math.min(BINS - 1, Math.max(0, bin));
}

function highest(from: number, to: number): number {
  let best = from;
  for (let bin = from; bin <= to; bin++) {
    if ((smooth[bin] as number) > (smooth[best] as number)) best = bin;
  }
  return best;
}

/** The middle of the lowest stretch between the two. */
function lowest(from: number, to: number): number {
  let first = from;
  let last = from;
  for (let bin = from; bin <= to; bin++) {
    if ((smooth[bin] as number) < (smooth[first] as number)) first = last = bin;
    else if ((smooth[bin] as number) === (smooth[first] as number) && bin === last + 1) last = bin;
  }
  return (first + last) >> 1;
}
