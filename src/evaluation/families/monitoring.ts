import { uniform } from "../distributions.js";
import { reportExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** A monitoring agent: an exact period, mostly of 10 to 60 s, but for up to 50 ms; on every host. */
export const monitoring: Family<{ readonly periodSeconds: number }> = {
  id: "monitoring",
  code: "P3",
  label: "benign-periodic",
  port: 443,
  protocol: "tcp",
  sources: 50,
  defaults: { periodSeconds: 30 },
  starts: (random, window, { periodSeconds }) =>
    renewal(
      window,
      uniform(random, 0, periodSeconds),
      () => periodSeconds + uniform(random, 0, 0.05),
    ),
  exchanges: reportExchanges,
};
