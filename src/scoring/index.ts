export { combine, LEVELS, type Level, levelOf } from "./combine.js";
export { LEAST_CHANCE } from "./false-alarm.js";
export type { Finding, ReferenceVerdict } from "./finding.js";
export { type Cluster, type ClusterType, type Intel, parseIntel } from "./fingerprints/index.js";
export { HISTOGRAM_BINS, intervalHistogram } from "./histogram.js";
export type { ScoreOptions } from "./options.js";
export type { KnownPairs } from "./population.js";
export { DEFAULT_PROFILE, type Profile, parseProfile, profiles, type Weight } from "./profile.js";
export { type ScoreResult, score } from "./score.js";
