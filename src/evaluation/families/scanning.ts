import { exponential, integer, uniform } from "../distributions.js";
import { attemptExchanges } from "../exchanges.js";
import type { Family, Visit } from "../family.js";

const HOUR = 3_600_000;

/**
 * A scanner: each round it tries as many times as it has `targets`, one drawn at random every `gapSeconds` on average, so that a
 * pair has a connection a round on average, and few rounds. Rounds are 0.2 to 1.8 times `roundHours` apart.
 */
export const scanning: Family<{
  readonly targets: number;
  readonly gapSeconds: number;
  readonly roundHours: number;
}> = {
  id: "scanning",
  code: "N10",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { targets: 50, gapSeconds: 0.5, roundHours: 6 },
  destinations: ({ targets }) => targets,
  starts(random, window, { targets, gapSeconds, roundHours }) {
    const visits: Visit[] = [];
    let round = window.start + uniform(random, 0, roundHours) * HOUR;
    while (round < window.end) {
      let time = round;
      for (let i = 0; i < targets; i++) {
        time += exponential(random, gapSeconds) * 1000;
        if (time < window.end) visits.push({ time, destination: integer(random, 0, targets - 1) });
      }
      round += uniform(random, 0.2, 1.8) * roundHours * HOUR;
    }
    return visits;
  },
  exchanges: attemptExchanges,
};
