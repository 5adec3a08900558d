import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/** An implant that sleeps the same time always. Interval: the period plus |N(0, latency)|. */
export const fixed: Family<{ readonly periodSeconds: number; readonly latencySeconds: number }> = {
  id: "fixed",
  code: "B1",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, latencySeconds: 0.15 },
  truth: ({ periodSeconds }) => ({ periodSeconds, jitter: 0, law: "fixed" }),
  starts: (random, window, { periodSeconds, latencySeconds }) =>
    checkIns(random, window, latencySeconds, () => periodSeconds),
  exchanges: checkInExchanges,
};
