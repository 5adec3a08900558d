/** Bins of an interval histogram; the middle one holds the median. */
export const HISTOGRAM_BINS = 17;

/** Bins an octave: the outer bins hold what is more than about five times shorter or longer than the median. */
const BINS_PER_OCTAVE = 3;

/**
 * How often the intervals are a third of an octave, two, three … shorter or longer than their median: 17 counts, the
 * median's own in the middle, the outermost taking in the rest. A beacon shows as one peak, people as a plain.
 *
 * @example intervalHistogram(Float64Array.of(60, 60, 61), 60)[8]; // => 3
 */
export function intervalHistogram(intervals: Float64Array, median: number): number[] {
  const bins = new Array<number>(HISTOGRAM_BINS).fill(0);
  const middle = (HISTOGRAM_BINS - 1) / 2;
  for (const interval of intervals) {
    const octaves = median > 0 ? Math.log2(interval / median) : interval > 0 ? 9 : 0;
    const bin = middle + Math.round(octaves * BINS_PER_OCTAVE);
    const at = Math.min(HISTOGRAM_BINS - 1, Math.max(0, bin));
    bins[at] = (bins[at] as number) + 1;
  }
  return bins;
}
