import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/**
 * An implant that adds to its sleep, as Sliver does: S + U[0, J), 60 and 30 s unless told otherwise
 * (implant/sliver/transports/beacon.go). Mean S + J/2, coefficient of variation (J/√12) / (S + J/2).
 */
export const additiveJitter: Family<{
  readonly periodSeconds: number;
  readonly addedSeconds: number;
  readonly latencySeconds: number;
}> = {
  id: "additive-jitter",
  code: "B4",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, addedSeconds: 30, latencySeconds: 0.15 },
  truth: ({ periodSeconds, addedSeconds }) => ({
    periodSeconds,
    jitter: addedSeconds / periodSeconds,
    law: "additive",
  }),
  starts: (random, window, { periodSeconds, addedSeconds, latencySeconds }) =>
    checkIns(
      random,
      window,
      latencySeconds,
      () => periodSeconds + uniform(random, 0, addedSeconds),
    ),
  exchanges: checkInExchanges,
};
