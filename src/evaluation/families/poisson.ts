import { exponential } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** Connections without memory: a Poisson process, the null hypothesis of every timing score. */
export const poisson: Family<{ readonly perDay: number }> = {
  id: "poisson",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { perDay: 200 },
  starts(random, window, { perDay }) {
    const gap = () => exponential(random, 86_400 / perDay);
    return renewal(window, gap(), gap);
  },
  exchanges: webExchanges,
};
