import { uniform } from "./distributions.js";
import type { Truth, Window } from "./family.js";
import type { Random } from "./random.js";
import { checkIns } from "./renewal.js";

/** A sleep with one-sided jitter, which most implants here have. */
export type ImplantParameters = {
  readonly periodSeconds: number;
  /** Share of the period by which a sleep may be shorter. */
  readonly jitter: number;
};

/** Seconds by which a check-in is late: |N(0, 0.15)|. */
const LATENCY = 0.15;

/** Check-ins of an implant that sleeps U[S(1 − j), S]. */
export function implantTimes(
  random: Random,
  window: Window,
  { periodSeconds, jitter }: ImplantParameters,
): number[] {
  return checkIns(random, window, LATENCY, () =>
    uniform(random, periodSeconds * (1 - jitter), periodSeconds),
  );
}

/** What a scorer should find out of such an implant. */
export function implantTruth({ periodSeconds, jitter }: ImplantParameters): Truth {
  return { periodSeconds, jitter, law: jitter === 0 ? "fixed" : "one-sided" };
}
