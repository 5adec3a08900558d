import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/**
 * An implant whose sleeps grow by the golden ratio, Iₙ₊₂ = Iₙ₊₁ + Iₙ, from `periodSeconds` until one is longer than `mostSeconds`,
 * and then begin again.
 */
export const goldenRatio: Family<{ readonly periodSeconds: number; readonly mostSeconds: number }> =
  {
    id: "golden-ratio",
    code: "B18",
    label: "c2",
    port: 443,
    protocol: "tcp",
    sources: 1,
    defaults: { periodSeconds: 5, mostSeconds: 3600 },
    starts(random, window, { periodSeconds, mostSeconds }) {
      let [before, sleep] = [periodSeconds, periodSeconds];
      return checkIns(random, window, 0.15, () => {
        [before, sleep] =
          sleep > mostSeconds ? [periodSeconds, periodSeconds] : [sleep, before + sleep];
        return sleep;
      });
    },
    exchanges: checkInExchanges,
  };
