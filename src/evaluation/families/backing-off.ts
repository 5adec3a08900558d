import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/**
 * An implant that doubles its sleep while there is nothing to do, up to `mostSeconds`, and begins again with each task, at one
 * check-in in 12.
 */
export const backingOff: Family<{ readonly periodSeconds: number; readonly mostSeconds: number }> =
  {
    id: "backing-off",
    code: "B18",
    label: "c2",
    port: 443,
    protocol: "tcp",
    sources: 1,
    defaults: { periodSeconds: 5, mostSeconds: 1800 },
    starts(random, window, { periodSeconds, mostSeconds }) {
      let sleep = periodSeconds;
      return checkIns(random, window, 0.15, () => {
        sleep = random() < 1 / 12 ? periodSeconds : Math.min(mostSeconds, sleep * 2);
        return sleep;
      });
    },
    exchanges: checkInExchanges,
  };
