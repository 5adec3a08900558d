import { reportExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { checkIns } from "../renewal.js";

/** A mail client that looks for mail every minute to every five, and somewhat later when the server is slow. */
export const mailPolling: Family<{ readonly periodSeconds: number }> = {
  id: "mail-polling",
  code: "P4",
  label: "benign-periodic",
  port: 993,
  protocol: "tcp",
  sources: 40,
  defaults: { periodSeconds: 120 },
  starts: (random, window, { periodSeconds }) => checkIns(random, window, 0.5, () => periodSeconds),
  exchanges: reportExchanges,
};
