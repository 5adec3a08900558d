import { uniform } from "../distributions.js";
import { ntpExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { renewal } from "../renewal.js";

/** A clock being set: a poll every 2ᵏ seconds, 64 to 1,024 (RFC 5905 §7.3), a second early or late. */
export const ntp: Family<{ readonly pollSeconds: number }> = {
  id: "ntp",
  code: "P1",
  label: "benign-periodic",
  port: 123,
  protocol: "udp",
  sources: 20,
  defaults: { pollSeconds: 1024 },
  starts: (random, window, { pollSeconds }) =>
    renewal(window, uniform(random, 0, pollSeconds), () =>
      uniform(random, pollSeconds - 1, pollSeconds + 1),
    ),
  exchanges: ntpExchanges,
};
