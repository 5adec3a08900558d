export type { Connection, Direction } from "./connection.js";
export { BeaconryError, InputError, RuleError } from "./errors.js";
export type { InputSummary, IntakeOptions, Progress, Reject, Warning } from "./intake.js";
export { allowEntries } from "./network/allow-list.js";
export { type Pair, pairCount, pairOf } from "./pairs.js";
export {
  type Arithmetic,
  DEFAULT_RULE,
  type DroppedPair,
  diagnose,
  parseRule,
  type ReferenceOptions,
  type ReferenceResult,
  type ReferenceRow,
  RULE_VARIANTS,
  type Rule,
  reference,
  toAql,
} from "./reference/index.js";
export type { Context, Evidence, Population, Score, Scorer } from "./score.js";
export {
  activityHistogram,
  comb,
  defaultScorers,
  intervalBound,
  intervalMad,
  intervalSkew,
  intervalVariation,
  periodicity,
  persistence,
  prevalence,
  ritaDataSize,
  ritaDuration,
  ritaHistogram,
  ritaScorers,
  ritaTimestamp,
  sizeConsistency,
} from "./scorers/index.js";
export {
  DEFAULT_PROFILE,
  type Finding,
  LEVELS,
  type Level,
  type Profile,
  parseProfile,
  profiles,
  type ReferenceVerdict,
  type ScoreOptions,
  type ScoreResult,
  score,
  type Weight,
} from "./scoring/index.js";
export type { SleepLaw } from "./sleep/sleep-of.js";
export type { Sessions } from "./statistics/sessions.js";
export type { ConnectionTable, OptionalColumns } from "./table.js";
export { ConnectionTableBuilder } from "./table-builder.js";
export { type TableFromOptions, tableFrom } from "./table-from.js";
