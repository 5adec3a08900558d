import { uniform } from "../distributions.js";
import { reportExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** A service that asks whether certificates still hold (OCSP, CRL): hourly to daily by the clock, a minute early or late. */
export const certificateCheck: Family<{ readonly periodSeconds: number }> = {
  id: "certificate-check",
  code: "P7",
  label: "benign-periodic",
  port: 80,
  protocol: "tcp",
  sources: 30,
  defaults: { periodSeconds: 3600 },
  starts: (random, window, { periodSeconds }) =>
    renewal(window, uniform(random, 60, periodSeconds), () => periodSeconds)
      .map((tick) => tick + uniform(random, -60, 60) * 1000)
      .filter((time) => time >= window.start && time < window.end),
  exchanges: reportExchanges,
};
