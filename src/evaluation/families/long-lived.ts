import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** One a minute, of a check-in's size. */
const heartbeats = (seconds: number) => Math.round(seconds / 60);

/**
 * An implant on a WebSocket: connections of `leastHours` to `mostHours`, each begun when the last one ends, with its heartbeats
 * inside, where no log of connections shows them.
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
    const durations: number[] = [];
    const times = renewal(window, uniform(random, 0, 600), () => {
      const held = uniform(random, leastHours, mostHours) * 3600;
      durations.push(held);
      return held;
    });
    return times.map((time, i) => ({
      time,
      duration: durations[i] as number,
      factor: heartbeats(durations[i] as number),
    }));
  },
  exchanges: checkInExchanges,
};
