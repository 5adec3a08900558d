import { uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/** An implant whose sleep is drawn evenly on a logarithmic scale, from a tenth to ten times `periodSeconds`. */
export const logUniform: Family<{ readonly periodSeconds: number }> = {
  id: "log-uniform",
  code: "B18",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300 },
  starts: (random, window, { periodSeconds }) =>
    checkIns(random, window, 0.15, () => periodSeconds * 10 ** uniform(random, -1, 1)),
  exchanges: checkInExchanges,
};
