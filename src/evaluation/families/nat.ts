import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes } from "../implant.js";

/** Implants on several hosts that share one address: the union of `implants` sleeps of their own. */
export const nat: Family<ImplantParameters & { readonly implants: number }> = {
  id: "nat",
  code: "B14",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300, jitter: 0, implants: 3 },
  starts: (random, window, parameters) =>
    Array.from({ length: parameters.implants }, () =>
      implantTimes(random, window, parameters),
    ).flat(),
  exchanges: checkInExchanges,
};
