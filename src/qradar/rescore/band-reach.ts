import type { Rule } from "../../reference/index.js";

/** What a band sees of the implants that are set to its middle. */
export interface BandReach {
  /** The middle of the band, seconds. */
  readonly periodSeconds: number;
  /** The largest one-sided jitter whose mean stays in the band. */
  readonly oneSided: number;
  /** The most that an additive sleep may add, seconds, for its mean to stay in the band. */
  readonly additiveSeconds: number;
}

/**
 * How far the rule's bands reach, as the interval test leaves them: a one-sided sleep S has the mean S(1 − j/2), an additive one
 * S + J/2. A two-sided sleep keeps its mean at any jitter.
 *
 * @example bandReach({ ...DEFAULT_RULE, bands: [[55, 65]] })[0].additiveSeconds; // => 10
 */
export function bandReach({ bands, interval }: Rule): BandReach[] {
  return bands.map(([lower, upper]) => {
    const period = (lower + upper) / 2;
    const [least, most] = [Math.max(lower, interval[0]), Math.min(upper, interval[1])];
    return {
      periodSeconds: period,
      oneSided: Math.min(1, Math.max(0, (2 * (period - least)) / period)),
      additiveSeconds: Math.max(0, 2 * (most - period)),
    };
  });
}
