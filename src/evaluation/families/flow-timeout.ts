import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/**
 * An implant on one long connection, logged as NetFlow does: a record each time the active timeout ends. Its clock is the
 * exporter's, not the implant's.
 */
export const flowTimeout: Family<{ readonly timeoutSeconds: number }> = {
  id: "flow-timeout",
  code: "B15",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { timeoutSeconds: 60 },
  starts: (random, window, { timeoutSeconds }) =>
    renewal(
      window,
      uniform(random, 0, timeoutSeconds),
      () => timeoutSeconds + uniform(random, 0, 0.5),
    ).map((time) => ({ time, duration: timeoutSeconds })),
  exchanges: checkInExchanges,
};
