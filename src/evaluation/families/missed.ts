import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

/** An implant of whose check-ins a share never reaches the log: lost packets, sampling, a sensor that drops. */
export const missed: Family<ImplantParameters & { readonly missed: number }> = {
  id: "missed",
  code: "B8",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 300, jitter: 0, missed: 0.25 },
  truth: implantTruth,
  starts: (random, window, parameters) =>
    implantTimes(random, window, parameters).filter(() => random() >= parameters.missed),
  exchanges: checkInExchanges,
};
