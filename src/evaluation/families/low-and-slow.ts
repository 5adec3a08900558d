import { checkInExchanges } from "../exchanges.js";
import type { Family } from "../family.js";
import { type ImplantParameters, implantTimes, implantTruth } from "../implant.js";

/** An implant that checks in every few hours. */
export const lowAndSlow: Family<ImplantParameters> = {
  id: "low-and-slow",
  code: "B16",
  label: "c2",
  port: 443,
  protocol: "tcp",
  sources: 1,
  defaults: { periodSeconds: 10_800, jitter: 0.2 },
  truth: implantTruth,
  starts: implantTimes,
  exchanges: checkInExchanges,
};
