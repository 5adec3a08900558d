import { normal, uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/**
 * An implant started by a scheduler: tₖ = phase + kP + N(0, P·share). What comes late is made up for, so that neighbouring
 * intervals have a correlation of −½ and the line in the spectrum does not broaden.
 */
export const clocked: Family<{ readonly periodSeconds: number; readonly share: number }> = {
  id: "clocked",
  code: "B7",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 600, share: 0.05 },
  truth: ({ periodSeconds, share }) => ({ periodSeconds, jitter: share, law: "clocked" }),
  starts: (random, window, { periodSeconds, share }) =>
    renewal(window, uniform(random, 0, periodSeconds), () => periodSeconds)
      .map((tick) => tick + normal(random, 0, periodSeconds * share * 1000))
      .filter((time) => time >= window.start && time < window.end),
  exchanges: checkInExchanges,
};
