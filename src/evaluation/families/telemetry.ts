import { uniform } from "../distributions.js";
import { reportExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/**
 * A management agent that reports by the clock, up to `spreadSeconds` late: tₖ = phase + kP + U[0, spread). Every managed host
 * reports to the same destination, and that is all that tells it from an implant.
 */
export const telemetry: Family<{
  readonly periodSeconds: number;
  readonly spreadSeconds: number;
}> = {
  id: "telemetry",
  code: "P2",
  label: "benign-periodic",
  port: 443,
  protocol: "tcp",
  sources: 20,
  defaults: { periodSeconds: 300, spreadSeconds: 2 },
  starts(random, window, { periodSeconds, spreadSeconds }) {
    const phase = window.start + uniform(random, 0, periodSeconds) * 1000;
    const ticks = renewal({ start: 0, end: window.end - phase }, 0, () => periodSeconds);
    return ticks
      .map((tick) => phase + (tick / 1000 + uniform(random, 0, spreadSeconds)) * 1000)
      .filter((time) => time < window.end);
  },
  exchanges: reportExchanges,
};
