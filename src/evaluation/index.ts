export type { Cohort } from "./cohort.js";
export { browsing } from "./families/browsing.js";
export { diurnal } from "./families/diurnal.js";
export { fixed } from "./families/fixed.js";
export { ntp } from "./families/ntp.js";
export { oneSidedJitter } from "./families/one-sided-jitter.js";
export { poisson } from "./families/poisson.js";
export { telemetry } from "./families/telemetry.js";
export { twoSidedJitter } from "./families/two-sided-jitter.js";
export { FAMILIES } from "./families.js";
export type { Exchange, Family, Label, Parameters, Window } from "./family.js";
export { type Random, randomFrom } from "./random.js";
export {
  type LabelledConnection,
  type PairLabel,
  type SimulateOptions,
  type Simulation,
  simulate,
} from "./simulate.js";
export { writeQradar } from "./write-qradar.js";
export { writeZeek } from "./write-zeek.js";
