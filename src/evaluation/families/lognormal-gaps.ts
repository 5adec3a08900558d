import { lognormal } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** Gaps with a lognormal law: as people and many programs leave them. Coefficient of variation √(e^(σ²) − 1). */
export const lognormalGaps: Family<{ readonly medianSeconds: number; readonly sigma: number }> = {
  id: "lognormal-gaps",
  code: "N7",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { medianSeconds: 120, sigma: 1 },
  starts(random, window, { medianSeconds, sigma }) {
    const gap = () => lognormal(random, medianSeconds, sigma);
    return renewal(window, gap() * random(), gap);
  },
  exchanges: webExchanges,
};
