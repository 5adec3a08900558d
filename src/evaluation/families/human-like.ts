import { pareto, uniform } from "../distributions.js";
import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/**
 * An implant that sleeps as people pause: Pareto, as the OFF times of browsing are. The limit case: no timing tells it from
 * a person.
 */
export const humanLike: Family<{ readonly leastSeconds: number }> = {
  id: "human-like",
  code: "B18",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { leastSeconds: 60 },
  starts: (random, window, { leastSeconds }) =>
    renewal(window, uniform(random, 0, leastSeconds), () => pareto(random, 1.2, leastSeconds)),
  exchanges: checkInExchanges,
};
