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
  IMPROVED_RULE,
  type ImprovedAqlOptions,
  type PairAqlOptions,
  type PairWindow,
  parseRule,
  type ReferenceOptions,
  type ReferenceResult,
  type ReferenceRow,
  RULE_VARIANTS,
  type Rule,
  reference,
  toAql,
  toImprovedAql,
  toPairAql,
  widenedForJitter,
} from "./reference/index.js";
export { KEYS, type Key } from "./regroup.js";
export type {
  ClientFacts,
  Context,
  Evidence,
  Population,
  Score,
  Scorer,
  ServerFacts,
} from "./score.js";
export {
  activityHistogram,
  comb,
  defaultScorers,
  fingerprintCluster,
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
  type Cluster,
  type ClusterType,
  DEFAULT_PROFILE,
  type Finding,
  type Intel,
  type KnownPairs,
  LEVELS,
  type Level,
  type Profile,
  parseIntel,
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
