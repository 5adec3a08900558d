import { integer } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/**
 * An implant that draws a whole percentage below `percent` and sleeps that much longer when it is even, shorter when it is odd,
 * in whole seconds, as Mythic's Poseidon does (GetSleepTime): at most `percent` different sleeps.
 */
export const latticeJitter: Family<{
  readonly periodSeconds: number;
  readonly percent: number;
  readonly latencySeconds: number;
}> = {
  id: "lattice-jitter",
  code: "B5",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, percent: 37, latencySeconds: 0.15 },
  starts: (random, window, { periodSeconds, percent, latencySeconds }) =>
    checkIns(random, window, latencySeconds, () => {
      const drawn = integer(random, 0, Math.max(0, percent - 1));
      return Math.floor(periodSeconds * (1 + (drawn % 2 === 0 ? drawn : -drawn) / 100));
    }),
  exchanges: checkInExchanges,
};
