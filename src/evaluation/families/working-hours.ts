import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

/**
 * An implant told to keep working hours, as Havoc can: check-ins from 9 to 17 UTC only, on weekdays unless `weekend` is 1. It
 * sleeps through to the next morning.
 */
export const workingHours: Family<ImplantParameters & { readonly weekend: number }> = {
  id: "working-hours",
  code: "B9",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300, jitter: 0.2, weekend: 0 },
  truth: implantTruth,
  starts: (random, window, parameters) =>
    implantTimes(random, window, parameters).filter((time) => {
      const date = new Date(time);
      const [hour, day] = [date.getUTCHours(), date.getUTCDay()];
      return hour >= 9 && hour < 17 && (parameters.weekend === 1 || (day > 0 && day < 6));
    }),
  exchanges: checkInExchanges,
};
