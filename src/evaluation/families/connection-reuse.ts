import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes } from "../implant.js";

/**
 * An implant that keeps a connection for `reuse` check-ins, so that the log shows one in `reuse` of them: intervals are sums,
 * whose coefficient of variation is smaller by √reuse.
 */
export const connectionReuse: Family<ImplantParameters & { readonly reuse: number }> = {
  id: "connection-reuse",
  code: "B11",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, reuse: 5 },
  starts: (random, window, parameters) =>
    implantTimes(random, window, parameters).filter((_, i) => i % parameters.reuse === 0),
  exchanges: checkInExchanges,
};
