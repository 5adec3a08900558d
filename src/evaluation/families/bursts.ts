import { exponential, integer } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

/** An implant that opens one to `most` connections a check-in, exponential times of 0.4 s on average apart. */
export const bursts: Family<ImplantParameters & { readonly most: number }> = {
  id: "bursts",
  code: "B11",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 60, jitter: 0.2, most: 4 },
  truth: implantTruth,
  starts: (random, window, parameters) =>
    implantTimes(random, window, parameters)
      .flatMap((time) => {
        let next = time;
        return Array.from({ length: integer(random, 1, parameters.most) }, (_, i) => {
          if (i > 0) next += exponential(random, 0.4) * 1000;
          return next;
        });
      })
      .filter((time) => time < window.end),
  exchanges: checkInExchanges,
};
