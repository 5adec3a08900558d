export type {
  BeaconScoring,
  ImpactCategory,
  RitaConfig,
  RitaFiltering,
  RitaModifiers,
  RitaScoring,
  ScoreImpact,
  ScoreThresholds,
} from "./config/config.js";
export { IMPACT_SCORES } from "./config/impact.js";
export { parseRitaConfig, parseRitaConfigText } from "./config/parse.js";
export { NEVER_INCLUDED, RITA_PRESETS, type RitaPreset } from "./config/presets.js";
export type { GroupNumbers, RitaModifier, RitaRow, SignNumbers } from "./rows/row.js";
export type { RitaGroup } from "./scores/group.js";
export { type Severity, severityOf } from "./scores/severity.js";
export type { Tally } from "./scores/tally.js";
export { bucketedThreatScore } from "./scores/threat-score.js";
export { type RitaV4Score, ritaV4 } from "./scores/v4.js";
export { type RitaV4ProxyScore, ritaV4Proxy } from "./scores/v4-proxy.js";
export { type RitaV5Score, ritaV5 } from "./scores/v5.js";
