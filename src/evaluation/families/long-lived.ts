import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/**
 * An implant on a WebSocket: connections of `leastHours` to `mostHours`, one after the other, with its heartbeats inside, where no log shows
 * them.
 */
export const longLived: Family<{ readonly leastHours: number; readonly mostHours: number }> = {
  id: "long-lived",
  code: "B17",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { leastHours: 0.5, mostHours: 6 },
  starts(random, window, { leastHours, mostHours }) {
    const held = () => uniform(random, leastHours, mostHours) * 3600;
    return renewal(window, uniform(random, 0, 600), held).map((time) => ({
      time,
      duration: held(),
    }));
  },
  exchanges: checkInExchanges,
};
