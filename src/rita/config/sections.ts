import type {
  BeaconScoring,
  RitaConfig,
  RitaFiltering,
  RitaModifiers,
  RitaScoring,
  ScoreThresholds,
} from "./config.js";
import { category, domains, flag, type Kind, real, subnets, whole } from "./kinds.js";
import type { Section } from "./section.js";

const share = real(0, 1);
const hours = whole(1, 24);
const days = real(1, 90);
const int32 = whole(-(2 ** 31));

const thresholds: Section<ScoreThresholds> = {
  base: int32,
  low: int32,
  medium: int32,
  high: int32,
};

const filtering: Section<RitaFiltering> = {
  internalSubnets: subnets,
  alwaysIncludedSubnets: subnets,
  alwaysIncludedDomains: domains,
  neverIncludedSubnets: subnets,
  neverIncludedDomains: domains,
  filterExternalToInternal: flag,
};

const beacon: Section<BeaconScoring> = {
  uniqueConnectionThreshold: whole(4, Number.MAX_SAFE_INTEGER),
  timestampScoreWeight: share,
  datasizeScoreWeight: share,
  durationScoreWeight: share,
  histogramScoreWeight: share,
  durationMinHoursSeen: hours,
  durationConsistencyIdealHoursSeen: hours,
  histogramModeSensitivity: share,
  histogramBimodalOutlierRemoval: whole(0, 24),
  histogramBimodalMinHoursSeen: whole(3, 24),
  scoreThresholds: thresholds,
};

const scoring: Section<RitaScoring> = {
  beacon,
  longConnectionScoreThresholds: thresholds,
  c2ScoreThresholds: thresholds,
  strobeImpact: { category },
  threatIntelImpact: { category },
};

const modifiers: Section<RitaModifiers> = {
  threatIntelScoreIncrease: share,
  threatIntelDatasizeThreshold: whole(1, 5_000_000_000),
  prevalenceScoreIncrease: share,
  prevalenceIncreaseThreshold: share,
  prevalenceScoreDecrease: share,
  prevalenceDecreaseThreshold: share,
  firstSeenScoreIncrease: share,
  firstSeenIncreaseThreshold: days,
  firstSeenScoreDecrease: share,
  firstSeenDecreaseThreshold: days,
  missingHostCountScoreIncrease: share,
  rareSignatureScoreIncrease: share,
  c2OverDnsDirectConnScoreIncrease: share,
  mimeTypeMismatchScoreIncrease: share,
};

/** What each key that bears on scores takes: RITA v5.1's bounds. */
export const SECTIONS: Section<RitaConfig> = { filtering, scoring, modifiers };

/** The other keys of RITA's file, those of v5.0 among them. Those with a kind RITA checks; the rest are not looked at. */
export const IGNORED: Readonly<Record<string, Kind<unknown> | undefined>> = {
  update_check_enabled: flag,
  batch_size: whole(25_000, 2_000_000),
  max_query_execution_time: whole(1, 2_000_000),
  months_to_keep_historical_first_seen: whole(1, 60),
  threat_intel: undefined,
  zone_transfer: undefined,
  env: undefined,
  http_extensions_file_path: undefined,
  log_level: undefined,
  logging_enabled: undefined,
  // Of v5.0, which took the least value apart from the first threshold.
  "scoring.long_connection_minimum_duration": undefined,
  "scoring.c2_subdomain_threshold": undefined,
};
