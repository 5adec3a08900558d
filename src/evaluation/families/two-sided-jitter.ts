import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/**
 * An implant whose jitter goes both ways, as in Empire and PoshC2: U[S(1 − j), S(1 + j)], j in [0, 1].
 * Mean S, coefficient of variation j / √3.
 */
export const twoSidedJitter: Family<{
  readonly periodSeconds: number;
  readonly jitter: number;
  readonly latencySeconds: number;
}> = {
  id: "two-sided-jitter",
  code: "B3",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, latencySeconds: 0.15 },
  truth: ({ periodSeconds, jitter }) => ({ periodSeconds, jitter, law: "two-sided" }),
  starts: (random, window, { periodSeconds, jitter, latencySeconds }) =>
    checkIns(random, window, latencySeconds, () =>
      uniform(random, periodSeconds * (1 - jitter), periodSeconds * (1 + jitter)),
    ),
  exchanges: checkInExchanges,
};
