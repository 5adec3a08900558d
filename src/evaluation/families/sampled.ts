import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes } from "../implant.js";

/** An implant seen through sampled flows: one connection in `oneIn` is logged. */
export const sampled: Family<ImplantParameters & { readonly oneIn: number }> = {
  id: "sampled",
  code: "B15",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0, oneIn: 10 },
  starts: (random, window, parameters) =>
    implantTimes(random, window, parameters).filter(() => random() * parameters.oneIn < 1),
  exchanges: checkInExchanges,
};
