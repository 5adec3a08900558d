import { whiten } from "./noise-floor.js";
import type { Spectrum } from "./spectrum.js";

/** Slower than so many cycles in the whole span nothing can be called periodic. */
export const LEAST_CYCLES = 8;

/** Peaks are looked for in single ordinates and in sums of adjacent ones: jitter broadens them. */
const WIDTHS = [1, 4, 16];

/** An ordinate as high as this where a line is expected is one: noise reaches it once in 3,000 times. */
const LINE = 8;
const HARMONICS = 8;

/** What stands out most. */
export interface SpectralPeak {
  /** Milliseconds: of the fundamental when the peak is a harmonic of it. */
  readonly period: number;
  /** Which harmonic of it is the peak; 1 for the fundamental itself. */
  readonly harmonic: number;
  /**
   * −log₁₀ of the chance that noise of the same floor shows such a peak anywhere. A first approximation, for
   * the floor is an estimate: at 24 bins an event, Poisson processes of 50 to 1,000 events are above 1 in 9 to 10 % of cases
   * and above 2 in 1.3 to 1.6 %, but those of 16 events above 2 in 4 %.
   */
  readonly significance: number;
}

/**
 * The peak that noise would show least often; whitens the spectrum in place. Undefined for fewer than `LEAST_CYCLES` × 4 ordinates
 * above the slowest that count.
 *
 * @example
 * const power = new Float64Array(64).fill(0.5);
 * power[20] = 30;
 * spectralPeak({ power, span: 1_200_000 }).harmonic; // => 1
 */
export function spectralPeak({ power, span }: Spectrum): SpectralPeak | undefined {
  const ordinates = power.length - LEAST_CYCLES;
  if (ordinates < LEAST_CYCLES * 4) return undefined;
  const trials = ordinates * WIDTHS.length;
  whiten(power, LEAST_CYCLES);
  let significance = -1;
  let cycles = 0;
  for (const width of WIDTHS) {
    const { at, sum } = highestSum(power, width);
    const log = logTail(sum, width) + Math.log(trials);
    // 1 − (1 − p)^trials ≈ 1 − e^(−p · trials), for small and for large p.
    const chance = log < -15 ? log : Math.log(-Math.expm1(-Math.exp(log)));
    const found = Math.max(0, -chance / Math.LN10);
    if (found <= significance) continue;
    significance = found;
    cycles = centre(power, at, width);
  }
  let harmonic = 1;
  for (let m = harmonicOf(power, cycles); m > 1; m = harmonicOf(power, cycles / harmonic)) {
    harmonic *= m;
  }
  return { period: (span / cycles) * harmonic, harmonic, significance };
}

/** The largest m ≤ 8 for which there is a line at 1/m of the frequency, too. */
function harmonicOf(power: Float64Array, cycles: number): number {
  for (let m = HARMONICS; m > 1; m--) {
    const at = Math.round(cycles / m);
    if (at < LEAST_CYCLES) continue;
    const highest = Math.max(power[at - 1] as number, power[at] as number, power[at + 1] as number);
    if (highest > LINE) return m;
  }
  return 1;
}

function highestSum(power: Float64Array, width: number): { at: number; sum: number } {
  let sum = 0;
  for (let k = LEAST_CYCLES; k < LEAST_CYCLES + width; k++) sum += power[k] as number;
  let best = { at: LEAST_CYCLES, sum };
  for (let k = LEAST_CYCLES + 1; k + width <= power.length; k++) {
    sum += (power[k + width - 1] as number) - (power[k - 1] as number);
    if (sum > best.sum) best = { at: k, sum };
  }
  return best;
}

/** Natural logarithm of P(Γ(width) > sum): e^−s Σ sⁱ / i!. */
function logTail(sum: number, width: number): number {
  let term = 1;
  let total = 1;
  for (let i = 1; i < width; i++) {
    term *= sum / i;
    total += term;
  }
  return Math.log(total) - sum;
}

/**
 * The centre of gravity of the peak, in cycles: of its highest ordinate and the two beside it where that one stands out of the
 * window (a wide one may hold several lines), else of the whole.
 */
function centre(power: Float64Array, at: number, width: number): number {
  let highest = at;
  let sum = 0;
  for (let k = at; k < at + width; k++) {
    sum += power[k] as number;
    if ((power[k] as number) > (power[highest] as number)) highest = k;
  }
  const sharp = 5 * (power[highest] as number) >= sum;
  const from = sharp ? Math.max(LEAST_CYCLES, highest - 1) : at;
  const to = sharp ? Math.min(power.length - 1, highest + 1) : at + width - 1;
  let weight = 0;
  let moment = 0;
  for (let k = from; k <= to; k++) {
    weight += power[k] as number;
    moment += k * (power[k] as number);
  }
  return moment / weight;
}
