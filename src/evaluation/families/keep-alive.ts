import { uniform } from "../distributions.js";
import { reportExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/** A push service whose connection is renewed every 4 to 29 minutes, as its timers have it. */
export const keepAlive: Family<{ readonly periodSeconds: number }> = {
  id: "keep-alive",
  code: "P5",
  label: "benign-periodic",
  port: 5228,
  protocol: "tcp",
  sources: 30,
  defaults: { periodSeconds: 900 },
  starts: (random, window, { periodSeconds }) =>
    checkIns(random, window, 0.3, () => periodSeconds * uniform(random, 0.98, 1)),
  exchanges: reportExchanges,
};
