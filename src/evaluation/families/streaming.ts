import { exponential, uniform } from "../distributions.js";
import { webExchanges } from "../exchanges.js";
import type { Family } from "../family.js";

const HOUR = 3_600_000;

/**
 * Media in pieces: for 10 to 120 minutes a piece after every gamma-distributed time, then a break of `breakHours` on average. A
 * player's buffer makes it more regular than a Poisson process: coefficient of variation 1/√shape within a session.
 */
export const streaming: Family<{
  readonly pieceSeconds: number;
  readonly shape: number;
  readonly breakHours: number;
}> = {
  id: "streaming",
  code: "N4",
  label: "benign",
  port: 443,
  protocol: "tcp",
  sources: 3,
  defaults: { pieceSeconds: 5, shape: 2, breakHours: 4 },
  starts(random, window, { pieceSeconds, shape, breakHours }) {
    const times: number[] = [];
    const stages = Math.round(shape);
    const piece = () =>
      Array.from({ length: stages }, () => exponential(random, pieceSeconds / stages)).reduce(
        (sum, gap) => sum + gap,
      );
    let time = window.start + exponential(random, breakHours) * HOUR;
    while (time < window.end) {
      const end = Math.min(window.end, time + uniform(random, 1 / 6, 2) * HOUR);
      for (; time < end; time += piece() * 1000) times.push(time);
      time += exponential(random, breakHours) * HOUR;
    }
    return times;
  },
  exchanges: webExchanges,
};
