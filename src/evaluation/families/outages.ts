import { exponential } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

const HOUR = 3_600_000;

/**
 * An implant that is cut off now and then, for an hour on average, as by a Gilbert channel (Gilbert 1960): on and off times
 * are exponential.
 */
export const outages: Family<
  ImplantParameters & { readonly onHours: number; readonly offHours: number }
> = {
  id: "outages",
  code: "B8",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, onHours: 3, offHours: 1 },
  truth: implantTruth,
  starts(random, window, parameters) {
    const { onHours, offHours } = parameters;
    let on = true;
    let until = window.start + exponential(random, onHours) * HOUR;
    return implantTimes(random, window, parameters).filter((time) => {
      while (time >= until) {
        on = !on;
        until += exponential(random, on ? onHours : offHours) * HOUR;
      }
      return on;
    });
  },
  exchanges: checkInExchanges,
};
