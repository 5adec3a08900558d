/** How many missed check-ins in a row a comb bridges, plus one. */
const TEETH = 6;

/** Periods that are tried: so many quantiles of the intervals. */
const CANDIDATES = 24;

/** More intervals add nothing to what a comb shows: these many are spread evenly over the rest. */
const MOST = 256;

/** The comb that fits best. */
export interface Comb {
  /** From −1 (every interval lies between the teeth) to 1 (every interval is a whole number of periods). */
  readonly fit: number;
  /** In the unit of the intervals. */
  readonly period: number;
}

const thinned = new Float64Array(MOST);

/**
 * The period P of which the ascending intervals are closest to whole multiples k = 1 … 6: it maximises
 * 1 − 4 · mean(min(|I / P − k|, ½)), which is 0 where they lie at random between the teeth. Unlike a mean or a median it sees the
 * period through missed check-ins and through rotation over several destinations. Undefined when there is no interval above 0.
 *
 * @example combOf(Float64Array.of(60, 60, 120, 180)).fit; // => 1
 */
export function combOf(sorted: Float64Array): Comb | undefined {
  const sample = thin(sorted);
  let best: Comb | undefined;
  for (let i = 0; i < CANDIDATES; i++) {
    const at = Math.floor(((i + 0.5) / CANDIDATES) * sample.length);
    best = better(sample, sample[at] as number, best);
  }
  if (best === undefined) return undefined;
  const { period } = best;
  for (let step = 1; step <= 4; step++) {
    best = better(sample, period * (1 + step / 100), best);
    best = better(sample, period * (1 - step / 100), best);
  }
  return best;
}

function thin(sorted: Float64Array): Float64Array {
  if (sorted.length <= MOST) return sorted;
  for (let i = 0; i < MOST; i++) {
    thinned[i] = sorted[Math.floor(((i + 0.5) / MOST) * sorted.length)] as number;
  }
  return thinned;
}

function better(sample: Float64Array, period: number, best: Comb | undefined): Comb | undefined {
  if (!(period > 0)) return best;
  const fit = fitOf(sample, period);
  return best === undefined || fit > best.fit ? { fit, period } : best;
}

function fitOf(sample: Float64Array, period: number): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) {
    const ratio = (sample[i] as number) / period;
    const tooth = Math.min(TEETH, Math.max(1, Math.round(ratio)));
    sum += Math.min(0.5, Math.abs(ratio - tooth));
  }
  return 1 - (4 * sum) / sample.length;
}
