import { additiveJitter } from "./families/additive-jitter.js";
import { backingOff } from "./families/backing-off.js";
import { backup } from "./families/backup.js";
import { browsing } from "./families/browsing.js";
import { bursts } from "./families/bursts.js";
import { cdn } from "./families/cdn.js";
import { certificateCheck } from "./families/certificate-check.js";
import { clocked } from "./families/clocked.js";
import { clustered } from "./families/clustered.js";
import { connectionReuse } from "./families/connection-reuse.js";
import { dataJitter } from "./families/data-jitter.js";
import { diurnal } from "./families/diurnal.js";
import { exfiltration } from "./families/exfiltration.js";
import { fixed } from "./families/fixed.js";
import { flowTimeout } from "./families/flow-timeout.js";
import { gammaGaps } from "./families/gamma-gaps.js";
import { gaussianJitter } from "./families/gaussian-jitter.js";
import { goldenRatio } from "./families/golden-ratio.js";
import { humanLike } from "./families/human-like.js";
import { keepAlive } from "./families/keep-alive.js";
import { laptopSleep } from "./families/laptop-sleep.js";
import { latticeJitter } from "./families/lattice-jitter.js";
import { logUniform } from "./families/log-uniform.js";
import { lognormalGaps } from "./families/lognormal-gaps.js";
import { longLived } from "./families/long-lived.js";
import { lowAndSlow } from "./families/low-and-slow.js";
import { mailPolling } from "./families/mail-polling.js";
import { missed } from "./families/missed.js";
import { mixed } from "./families/mixed.js";
import { monitoring } from "./families/monitoring.js";
import { nat } from "./families/nat.js";
import { ntp } from "./families/ntp.js";
import { oneSidedJitter } from "./families/one-sided-jitter.js";
import { outages } from "./families/outages.js";
import { poisson } from "./families/poisson.js";
import { retries } from "./families/retries.js";
import { rotation } from "./families/rotation.js";
import { rounded } from "./families/rounded.js";
import { sampled } from "./families/sampled.js";
import { scanning } from "./families/scanning.js";
import { stages } from "./families/stages.js";
import { streaming } from "./families/streaming.js";
import { telemetry } from "./families/telemetry.js";
import { twoSidedJitter } from "./families/two-sided-jitter.js";
import { updateCheck } from "./families/update-check.js";
import { workingHours } from "./families/working-hours.js";
import type { Family } from "./family.js";

/** Every kind of traffic there is to simulate: implants, benign, benign on a schedule. A new one is a file in `families/` and a line here. */
export const FAMILIES: readonly Family[] = [
  fixed,
  oneSidedJitter,
  twoSidedJitter,
  additiveJitter,
  latticeJitter,
  gaussianJitter,
  clocked,
  missed,
  outages,
  laptopSleep,
  workingHours,
  stages,
  bursts,
  connectionReuse,
  exfiltration,
  mixed,
  rotation,
  nat,
  flowTimeout,
  rounded,
  sampled,
  lowAndSlow,
  longLived,
  backingOff,
  goldenRatio,
  humanLike,
  logUniform,
  dataJitter,
  poisson,
  diurnal,
  browsing,
  streaming,
  cdn,
  clustered,
  gammaGaps,
  lognormalGaps,
  retries,
  backup,
  scanning,
  ntp,
  telemetry,
  monitoring,
  mailPolling,
  keepAlive,
  updateCheck,
  certificateCheck,
];
