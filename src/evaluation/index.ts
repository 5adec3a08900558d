export {
  type Baseline,
  baselines,
  elastic,
  flare,
  intervalCv,
  ritaV4Baseline,
  ritaV5Baseline,
  sentinelFortinet,
  sentinelPaloAlto,
} from "./baselines/index.js";
export { type Cohort, cohortsOf } from "./cohort.js";
export {
  baselineDetector,
  baselineDetectors,
  baselinesNamed,
  type Detected,
  type Detector,
  detectorsWith,
  profileDetector,
  referenceDetector,
  scorerDetector,
} from "./detectors/index.js";
export type { Disturbances } from "./disturb.js";
export {
  type BenignOutcome,
  type CompareOptions,
  type Comparison,
  compare,
  type Delay,
  type Disagreement,
  type EvaluateOptions,
  type EvaluateProgress,
  type Evaluation,
  evaluate,
  evaluateLabelled,
  type LabelledEvaluation,
  type LabelledOutcome,
  type LabelledPair,
  type LabelledResult,
  type Outcome,
  type PeriodOutcome,
  parseLabels,
  type Side,
  type Thresholds,
} from "./evaluate/index.js";
export { additiveJitter } from "./families/additive-jitter.js";
export { backingOff } from "./families/backing-off.js";
export { backup } from "./families/backup.js";
export { browsing } from "./families/browsing.js";
export { bursts } from "./families/bursts.js";
export { cdn } from "./families/cdn.js";
export { certificateCheck } from "./families/certificate-check.js";
export { clocked } from "./families/clocked.js";
export { clustered } from "./families/clustered.js";
export { connectionReuse } from "./families/connection-reuse.js";
export { dataJitter } from "./families/data-jitter.js";
export { diurnal } from "./families/diurnal.js";
export { exfiltration } from "./families/exfiltration.js";
export { fixed } from "./families/fixed.js";
export { flowTimeout } from "./families/flow-timeout.js";
export { gammaGaps } from "./families/gamma-gaps.js";
export { gaussianJitter } from "./families/gaussian-jitter.js";
export { goldenRatio } from "./families/golden-ratio.js";
export { humanLike } from "./families/human-like.js";
export { keepAlive } from "./families/keep-alive.js";
export { laptopSleep } from "./families/laptop-sleep.js";
export { latticeJitter } from "./families/lattice-jitter.js";
export { logUniform } from "./families/log-uniform.js";
export { lognormalGaps } from "./families/lognormal-gaps.js";
export { longLived } from "./families/long-lived.js";
export { lowAndSlow } from "./families/low-and-slow.js";
export { mailPolling } from "./families/mail-polling.js";
export { missed } from "./families/missed.js";
export { mixed } from "./families/mixed.js";
export { monitoring } from "./families/monitoring.js";
export { nat } from "./families/nat.js";
export { ntp } from "./families/ntp.js";
export { oneSidedJitter } from "./families/one-sided-jitter.js";
export { outages } from "./families/outages.js";
export { poisson } from "./families/poisson.js";
export { retries } from "./families/retries.js";
export { rotation } from "./families/rotation.js";
export { rounded } from "./families/rounded.js";
export { sampled } from "./families/sampled.js";
export { scanning } from "./families/scanning.js";
export { stages } from "./families/stages.js";
export { streaming } from "./families/streaming.js";
export { telemetry } from "./families/telemetry.js";
export { twoSidedJitter } from "./families/two-sided-jitter.js";
export { updateCheck } from "./families/update-check.js";
export { workingHours } from "./families/working-hours.js";
export { FAMILIES } from "./families.js";
export type { Exchange, Family, Label, Parameters, Truth, Visit, Window } from "./family.js";
export {
  bootstrap,
  type Calibration,
  calibration,
  DEFAULT_PREVALENCE,
  detectionDelay,
  type Measured,
  type PeriodError,
  type Prefix,
  type Prevalence,
  periodError,
  precisionAt,
  proportion,
  rankCorrelation,
  rocAuc,
  shareAbove,
  thresholdAt,
} from "./metrics/index.js";
export { nullSamples } from "./null-samples.js";
export { type NullSample, nullTableOf } from "./null-table-of.js";
export { type Random, randomFrom } from "./random.js";
export {
  type LabelledConnection,
  type PairLabel,
  type SimulateOptions,
  type Simulation,
  simulate,
} from "./simulate.js";
export { drawAperiodic, drawBenignPeriodic, SUITE, type Variant } from "./suite.js";
export { type WorldOptions, world } from "./world.js";
export { csvLines, writeCsv } from "./write-csv.js";
export { labelLines } from "./write-labels.js";
export { qradarLines, writeQradar } from "./write-qradar.js";
export { writeZeek, zeekLines } from "./write-zeek.js";
