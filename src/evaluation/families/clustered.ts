import { exponential } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { poissonTimes } from "./poisson.js";

/**
 * A Neyman–Scott cluster process: Poisson centres, a geometric number of connections at each, exponential times after it. Page
 * loads with late objects, retries, chats.
 */
export const clustered: Family<{
  readonly perDay: number;
  readonly size: number;
  readonly spreadSeconds: number;
}> = {
  id: "clustered",
  code: "N6",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { perDay: 100, size: 4, spreadSeconds: 30 },
  starts: (random, window, { perDay, size, spreadSeconds }) =>
    poissonTimes(random, window, perDay)
      .flatMap((centre) =>
        Array.from({ length: 1 + Math.floor(exponential(random, size)) }, (_, i) =>
          i === 0 ? centre : centre + exponential(random, spreadSeconds) * 1000,
        ),
      )
      .filter((time) => time < window.end),
  exchanges: webExchanges,
};
