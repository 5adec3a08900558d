import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/**
 * An implant with Cobalt Strike's jitter, which only shortens the sleep: U[S(1 − j), S], j in [0, 1]
 * (Fox-IT, "Hunting for beacons", 2020). Mean S(1 − j/2), coefficient of variation j / (√3 (2 − j)).
 */
export const oneSidedJitter: Family<{
  readonly periodSeconds: number;
  readonly jitter: number;
  readonly latencySeconds: number;
}> = {
  id: "one-sided-jitter",
  code: "B2",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, latencySeconds: 0.15 },
  truth: ({ periodSeconds, jitter }) => ({ periodSeconds, jitter, law: "one-sided" }),
  starts: (random, window, { periodSeconds, jitter, latencySeconds }) =>
    checkIns(random, window, latencySeconds, () =>
      uniform(random, periodSeconds * (1 - jitter), periodSeconds),
    ),
  exchanges: checkInExchanges,
};
