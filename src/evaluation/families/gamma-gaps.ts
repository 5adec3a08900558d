import { exponential } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** Gaps with a gamma law of a whole `shape`, between a Poisson process (1) and a schedule. Local variation 3 / (2 shape + 1). */
export const gammaGaps: Family<{ readonly meanSeconds: number; readonly shape: number }> = {
  id: "gamma-gaps",
  code: "N7",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { meanSeconds: 300, shape: 2 },
  starts(random, window, { meanSeconds, shape }) {
    const stages = Math.round(shape);
    const gap = () => {
      let sum = 0;
      for (let i = 0; i < stages; i++) sum += exponential(random, meanSeconds / stages);
      return sum;
    };
    return renewal(window, gap() * random(), gap);
  },
  exchanges: webExchanges,
};
