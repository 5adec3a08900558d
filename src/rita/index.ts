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
export { LOG_COLUMNS, LOG_KINDS, type LogKind } from "./dataset/log-kinds.js";
export type { LogTaker } from "./dataset/log-takers.js";
export { type RitaIngest, type RitaSettings, ritaIngest } from "./ingest.js";
export {
  planImports,
  planWhole,
  type RitaImportPlan,
  type RitaLogFile,
  type RitaPlan,
} from "./plan/plan.js";
export type { GroupNumbers, RitaModifier, RitaRow, SignNumbers } from "./rows/row.js";
export type { RitaRows } from "./rows/v5-rows.js";
export type { RitaGroup } from "./scores/group.js";
export { type Severity, severityOf } from "./scores/severity.js";
export type { Tally } from "./scores/tally.js";
export { bucketedThreatScore } from "./scores/threat-score.js";
export { type RitaV4Score, ritaV4 } from "./scores/v4.js";
export { type RitaV4ProxyScore, ritaV4Proxy } from "./scores/v4-proxy.js";
export { type RitaV5Score, ritaV5 } from "./scores/v5.js";
