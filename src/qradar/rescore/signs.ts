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

/** All signs, in the order in which a finding tells of them. */
export const SIGNS: readonly Sign[] = [
  volumeOnly,
  roundMean,
  implantSettings,
  knownFamily,
  alikeSources,
  rowPrevalence,
  rowPersistence,
  requestSize,
  windowShare,
  activeHours,
];
