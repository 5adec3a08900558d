import { activeHours } from "./active-hours.js";
import { knownFamily } from "./family-of.js";
import { implantSettings } from "./implant-settings.js";
import { rowPersistence } from "./persistence.js";
import { requestSize } from "./request-size.js";
import { roundMean } from "./round-mean.js";
import { alikeSources, rowPrevalence } from "./row-prevalence.js";
import type { Sign } from "./sign.js";
import { volumeOnly } from "./volume-only.js";
import { windowShare } from "./window-share.js";

/** The signs that move the score, in the order in which a finding tells of them: what decides soonest first. */
export const WEIGHED_SIGNS: readonly Sign[] = [
  knownFamily,
  alikeSources,
  roundMean,
  rowPersistence,
  rowPrevalence,
  requestSize,
  windowShare,
  volumeOnly,
];

/** Those that only report, told after the others: they have no weight, and are read of findings that are shown. */
export const REPORTED_SIGNS: readonly Sign[] = [activeHours, implantSettings];
