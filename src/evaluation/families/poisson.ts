import { exponential } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family, Window } from "../family.js";
import type { Random } from "../random.js";
import { renewal } from "../renewal.js";

/** Connections without memory: a Poisson process, the null hypothesis of every timing score. */
export const poisson: Family<{ readonly perDay: number }> = {
  id: "poisson",
  code: "N1",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { perDay: 200 },
  starts: (random, window, { perDay }) => poissonTimes(random, window, perDay),
  exchanges: webExchanges,
};

/** Times of a Poisson process with so many events a day on average. */
export function poissonTimes(random: Random, window: Window, perDay: number): number[] {
  const gap = () => exponential(random, 86_400 / perDay);
  return renewal(window, gap(), gap);
}
