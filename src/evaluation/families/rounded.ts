import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

/** An implant in a log whose times are cut to whole `roundSeconds`. */
export const rounded: Family<ImplantParameters & { readonly roundSeconds: number }> = {
  id: "rounded",
  code: "B15",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300, jitter: 0.2, roundSeconds: 1 },
  truth: implantTruth,
  starts(random, window, parameters) {
    const round = parameters.roundSeconds * 1000;
    return implantTimes(random, window, parameters)
      .map((time) => Math.floor(time / round) * round)
      .filter((time) => time >= window.start);
  },
  exchanges: checkInExchanges,
};
