import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

const HOUR = 3_600_000;

/** An implant on a laptop that is closed `naps` times, each for half an hour to eight. */
export const laptopSleep: Family<ImplantParameters & { readonly naps: number }> = {
  id: "laptop-sleep",
  code: "B9",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, naps: 3 },
  truth: implantTruth,
  starts(random, window, parameters) {
    const closed = Array.from({ length: parameters.naps }, () => {
      const from = uniform(random, window.start, window.end);
      return { from, to: from + uniform(random, 0.5, 8) * HOUR };
    });
    return implantTimes(random, window, parameters).filter(
      (time) => !closed.some(({ from, to }) => time >= from && time < to),
    );
  },
  exchanges: checkInExchanges,
};
