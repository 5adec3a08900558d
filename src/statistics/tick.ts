/** Fewer ticks than this in the median interval blur it. */
const FINE = 20;

/** Intervals of up to so many lengths may be a schedule that keeps to the tick … */
const FEW = 3;

/** … and so may those of which hardly any is 0: chance puts some into one tick. */
const TIED = 0.02;

/**
 * The resolution of time stamps in seconds: a minute or a second when all intervals are whole ones, else a millisecond.
 *
 * @example tickOf(Float64Array.of(59, 60, 61)); // => 1
 */
export function tickOf(intervals: Float64Array): number {
  const tick = [60, 1].find((seconds) => intervals.every((interval) => interval % seconds === 0));
  return tick ?? 0.001;
}

/**
 * Whether time stamps are so coarse that what they show is their own rhythm: a second or more, with fewer than 20 of it in the
 * median interval, intervals of more than three lengths, and some of no length at all.
 *
 * @example isCoarse(Float64Array.of(0, 1, 2, 5, 9), 1); // => true
 */
export function isCoarse(sortedIntervals: Float64Array, tick: number): boolean {
  if (tick < 1 || sortedIntervals.length === 0) return false;
  const median = sortedIntervals[sortedIntervals.length >> 1] as number;
  if (median >= FINE * tick || lengthsOf(sortedIntervals) <= FEW) return false;
  return sortedIntervals[Math.floor(TIED * sortedIntervals.length)] === 0;
}

/** How many different ones there are, as far as it matters. */
function lengthsOf(sorted: Float64Array): number {
  let lengths = 1;
  for (let i = 1; i < sorted.length && lengths <= FEW; i++) {
    if (sorted[i] !== sorted[i - 1]) lengths++;
  }
  return lengths;
}

/**
 * Ascending times, milliseconds, each moved on by a part of its tick, and still ascending: without it chance arrivals in whole
 * seconds are whole multiples of one, as a beacon's are of its period. The parts come from a fixed sequence: the same times give
 * the same.
 *
 * @example spreadOverTick(Float64Array.of(0, 0, 1000), 1); // => Float64Array.of(237, 573, 1105)
 */
export function spreadOverTick(times: Float64Array, tick: number): Float64Array {
  // Whole milliseconds: fractions would round differently where all times are later, and scores with them.
  const spread = times.map((time, i) => time + Math.floor(1000 * tick * part(i)));
  return spread.sort();
}

/** Evenly distributed over [0, 1) and unlike its neighbours: the mixing of MurmurHash3's end (Appleby 2011). */
function part(index: number): number {
  let hash = Math.imul(index + 1, 0x9e37_79b9);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
