import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

/** An implant that pads what it sends and gets by up to `dataJitter` of its size. */
export const dataJitter: Family<ImplantParameters & { readonly dataJitter: number }> = {
  id: "data-jitter",
  code: "B19",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.17, dataJitter: 0.11 },
  truth: implantTruth,
  starts: implantTimes,
  exchanges: (random, { dataJitter }) => {
    const exchange = checkInExchanges(random);
    const padded = (bytes: number | null) =>
      bytes === null ? null : Math.round(bytes * (1 + uniform(random, 0, dataJitter)));
    return () => {
      const { bytesOut, bytesIn, duration } = exchange();
      return { bytesOut: padded(bytesOut), bytesIn: padded(bytesIn), duration };
    };
  },
};
