import { uniform } from "../distributions.js";
import { reportExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/** An updater that looks for news every so many hours, give or take a tenth, so that not all come at once. */
export const updateCheck: Family<{ readonly periodSeconds: number }> = {
  id: "update-check",
  code: "P6",
  label: "benign-periodic",
  port: 443,
  protocol: "tcp",
  sources: 40,
  defaults: { periodSeconds: 14_400 },
  starts: (random, window, { periodSeconds }) =>
    checkIns(random, window, 1, () => periodSeconds * uniform(random, 0.9, 1.1)),
  exchanges: reportExchanges,
};
