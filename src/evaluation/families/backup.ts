import { uniform } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";

const DAY = 86_400_000;
const QUARTER = 900_000;

/**
 * A backup once a day: `connections` at random within half an hour, which begins at the same time each day or up to a quarter of
 * an hour later.
 */
export const backup: Family<{ readonly connections: number }> = {
  id: "backup",
  code: "N9",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 20,
  defaults: { connections: 200 },
  starts(random, window, { connections }) {
    const times: number[] = [];
    const begin = window.start + uniform(random, 0, DAY);
    for (let day = begin - DAY; day < window.end; day += DAY) {
      const start = day + uniform(random, 0, QUARTER);
      for (let i = 0; i < connections; i++) times.push(start + uniform(random, 0, 2 * QUARTER));
    }
    return times.filter((time) => time >= window.start && time < window.end);
  },
  exchanges: webExchanges,
};
