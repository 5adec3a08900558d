import { normal } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/** An implant whose sleep is normally distributed, cut at a tenth of its mean. Coefficient of variation: `share`. */
export const gaussianJitter: Family<{
  readonly periodSeconds: number;
  readonly share: number;
  readonly latencySeconds: number;
}> = {
  id: "gaussian-jitter",
  code: "B6",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300, share: 0.1, latencySeconds: 0.15 },
  starts: (random, window, { periodSeconds, share, latencySeconds }) =>
    checkIns(random, window, latencySeconds, () =>
      Math.max(periodSeconds / 10, normal(random, periodSeconds, periodSeconds * share)),
    ),
  exchanges: checkInExchanges,
};
