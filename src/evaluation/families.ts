import { browsing } from "./families/browsing.js";
import { diurnal } from "./families/diurnal.js";
import { fixed } from "./families/fixed.js";
import { ntp } from "./families/ntp.js";
import { oneSidedJitter } from "./families/one-sided-jitter.js";
import { poisson } from "./families/poisson.js";
import { telemetry } from "./families/telemetry.js";
import { twoSidedJitter } from "./families/two-sided-jitter.js";
import type { Family } from "./family.js";

/** Every kind of traffic there is to simulate. A new one is a file in `families/` and a line here. */
export const FAMILIES: readonly Family[] = [
  fixed,
  oneSidedJitter,
  twoSidedJitter,
  poisson,
  diurnal,
  browsing,
  telemetry,
  ntp,
];
