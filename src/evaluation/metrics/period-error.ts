/** How far an estimated period is off. */
export interface PeriodError {
  /** |estimate / truth − 1|, against the truth itself. */
  readonly relative: number;
  /** The estimate is this many times the truth, a half, a third … included; 1 when it is the truth's own, null when neither. */
  readonly multiple: number | null;
}

/** Closer than this to a multiple is that multiple. */
const TOLERANCE = 0.1;
const LARGEST = 6;

/**
 * Compares an estimated period with the true one, both in the same unit and over 0. Errors of a harmonic (twice, thrice … up to
 * six times the period, or such a part of it) are of another kind than inaccuracy: count them apart.
 *
 * @example periodError(61, 60); // => { relative: 0.016666666666666607, multiple: 1 }
 * @example periodError(121, 60).multiple; // => 2
 * @example periodError(20, 60).multiple; // => 0.3333333333333333
 */
export function periodError(estimate: number, truth: number): PeriodError {
  const ratio = estimate / truth;
  const whole = Math.min(LARGEST, Math.max(1, Math.round(ratio >= 1 ? ratio : 1 / ratio)));
  const multiple = ratio >= 1 ? whole : 1 / whole;
  const near = Math.abs(ratio / multiple - 1) <= TOLERANCE;
  return { relative: Math.abs(ratio - 1), multiple: near ? multiple : null };
}
