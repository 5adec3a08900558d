import type { Scorer } from "../score.js";
import { spectralPeak } from "../statistics/spectral-peak.js";
import { powerSpectrum } from "../statistics/spectrum.js";
import { significant, spellSeconds } from "../text/units.js";

const LEAST_CHECK_INS = 8;

/** Later check-ins are left out: what a thousand do not show more will not. */
const MOST_CHECK_INS = 1024;

/** Bins a check-in, rounded up to a power of two: a schedule of which two check-ins in three are missing still has eight bins a period. */
const BINS_PER_CHECK_IN = 24;
const LEAST_BINS = 256;
const MOST_BINS = 16_384;

/** A significance of 3 (a chance of 1 in 1,000 in noise) gives half of the value. */
const HALF = 3;

/**
 * How far the strongest line of the check-ins' spectrum stands out of the noise about it: s / (s + 3), where 10⁻ˢ is the chance
 * that noise of that floor shows such a line at any frequency; noise itself has 0.09 on average. Idle time is cut out, so that
 * working hours do not blur it; lines slower than an eighth of the time are not looked at. It finds clocked jobs, missed check-ins,
 * rotation, and a beacon among other traffic of the pair. Jitter of a renewal process takes its coherence (Bartlett 1963): of
 * 300 check-ins one-sided jitter of 0.2 leaves 0.9, of 0.4 0.2, of 0.5 hardly more than noise. Evidence: the period in seconds,
 * of the lowest line where a harmonic is strongest.
 *
 * @see Hu et al., BAYWATCH: Robust Beaconing Detection, DSN 2016
 */
export const periodicity: Scorer = {
  id: "periodicity",

  score({ sessions }) {
    const times = activeTimes(sessions.intervals);
    const span = times[times.length - 1] as number;
    if (times.length < LEAST_CHECK_INS || !(span > 0)) return undefined;
    const bins = binsFor(times.length);
    const peak = spectralPeak(powerSpectrum(times, bins));
    if (peak === undefined) return undefined;
    const { significance, harmonic } = peak;
    const value = significance / (significance + HALF);
    const periodSeconds = peak.period / 1000;
    return { id: "periodicity", value, evidence: { periodSeconds, significance, harmonic } };
  },

  explain({ periodSeconds = 0, significance = 0, harmonic = 1 }) {
    const period = spellSeconds(periodSeconds);
    const where = harmonic > 1 ? ` (seen at its harmonic ${harmonic})` : "";
    const often =
      significance > 6
        ? "less than once in a million"
        : `once in ${significant(10 ** significance, 2)}`;
    return significance >= HALF
      ? `A line at ${period}${where} stands out of the spectrum; noise would show one like it ${often} times.`
      : `No line in the spectrum: the strongest, at ${period}, is what noise shows in ${significant(100 * 10 ** -significance, 2)} % of cases.`;
  },
};

/** Check-ins on a clock that stands still in idle time, milliseconds from 0. */
function activeTimes(intervals: Float64Array): Float64Array {
  const times = new Float64Array(Math.min(MOST_CHECK_INS, intervals.length + 1));
  let time = 0;
  for (let i = 1; i < times.length; i++) {
    time += (intervals[i - 1] as number) * 1000;
    times[i] = time;
  }
  return times;
}

function binsFor(checkIns: number): number {
  const bins = 2 ** Math.ceil(Math.log2(BINS_PER_CHECK_IN * checkIns));
  return Math.min(MOST_BINS, Math.max(LEAST_BINS, bins));
}
