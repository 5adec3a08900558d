import { type Measured, proportion } from "./proportion.js";

/** How often a claimed false alarm rate was kept. */
export interface Calibration extends Measured {
  readonly claimed: number;
  /** How many pairs without a schedule it rests on. */
  readonly cases: number;
}

/**
 * The share of pairs without a schedule whose claimed false alarm is at most `claimed`: with honest claims it is about that
 * number itself. `falseAlarms` are those of such pairs only, in [0, 1]; 95 % interval by Wilson.
 *
 * @example calibration([0.5, 0.2, 0.01, 0.9], 0.01).value; // => 0.25
 */
export function calibration(falseAlarms: readonly number[], claimed: number): Calibration {
  const reached = falseAlarms.filter((falseAlarm) => falseAlarm <= claimed).length;
  return { claimed, cases: falseAlarms.length, ...proportion(reached, falseAlarms.length) };
}
