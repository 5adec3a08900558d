import type { Baseline } from "./baseline.js";
import { elastic } from "./elastic.js";
import { flare } from "./flare.js";
import { intervalCv } from "./interval-cv.js";
import { ritaV4Baseline } from "./rita-v4.js";
import { ritaV5Baseline } from "./rita-v5.js";
import { sentinelFortinet } from "./sentinel-fortinet.js";
import { sentinelPaloAlto } from "./sentinel-paloalto.js";

export type { Baseline };
export {
  elastic,
  flare,
  intervalCv,
  ritaV4Baseline,
  ritaV5Baseline,
  sentinelFortinet,
  sentinelPaloAlto,
};

/** All detectors that were written from the documented rules of others. A new one is a file here and a line. */
export const baselines: readonly Baseline[] = [
  intervalCv,
  flare,
  sentinelPaloAlto,
  sentinelFortinet,
  elastic,
  ritaV5Baseline,
  ritaV4Baseline,
];
