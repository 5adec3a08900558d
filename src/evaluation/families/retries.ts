import { integer, uniform } from "../distributions.js";
import { attemptExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { poissonTimes } from "./poisson.js";

/**
 * A program that cannot get through: it begins at Poisson times and tries again after `firstSeconds`, twice that, four times …,
 * each ±20 %, one to `most` times.
 */
export const retries: Family<{
  readonly perDay: number;
  readonly firstSeconds: number;
  readonly most: number;
}> = {
  id: "retries",
  code: "N8",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { perDay: 40, firstSeconds: 2, most: 6 },
  starts: (random, window, { perDay, firstSeconds, most }) =>
    poissonTimes(random, window, perDay)
      .flatMap((start) => {
        let time = start;
        return Array.from({ length: integer(random, 1, most) + 1 }, (_, i) => {
          if (i > 0) time += firstSeconds * 2 ** (i - 1) * uniform(random, 0.8, 1.2) * 1000;
          return time;
        });
      })
      .filter((time) => time < window.end),
  exchanges: attemptExchanges,
};
