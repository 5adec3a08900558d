/**
 * What RITA's configuration file says that bears on its scores, as plain data: RITA's own sections and keys, in camel case.
 * `RITA_PRESETS` has its defaults, `parseRitaConfig` reads its file.
 */
export interface RitaConfig {
  readonly filtering: RitaFiltering;
  readonly scoring: RitaScoring;
  readonly modifiers: RitaModifiers;
}

/** Which connections are looked at. Subnets are CIDR ranges or addresses; a domain may begin with `*.`. */
export interface RitaFiltering {
  readonly internalSubnets: readonly string[];
  readonly alwaysIncludedSubnets: readonly string[];
  readonly alwaysIncludedDomains: readonly string[];
  /** Those that RITA itself never looks at are always among them. */
  readonly neverIncludedSubnets: readonly string[];
  readonly neverIncludedDomains: readonly string[];
  /** Whether connections from outside to inside are dropped. */
  readonly filterExternalToInternal: boolean;
}

/** How each sign is measured, and what it is worth. */
export interface RitaScoring {
  readonly beacon: BeaconScoring;
  /** Seconds; shorter connections do not count. */
  readonly longConnectionScoreThresholds: ScoreThresholds;
  /** Subdomains of one domain; fewer do not count. */
  readonly c2ScoreThresholds: ScoreThresholds;
  readonly strobeImpact: ScoreImpact;
  readonly threatIntelImpact: ScoreImpact;
}

/** The beacon score of one group. Hours are 24ths of the window. */
export interface BeaconScoring {
  /** The least number of distinct seconds, 4 or more. */
  readonly uniqueConnectionThreshold: number;
  readonly timestampScoreWeight: number;
  readonly datasizeScoreWeight: number;
  readonly durationScoreWeight: number;
  readonly histogramScoreWeight: number;
  /** The least filled hours for a duration score: v5 asks for as many, v4 for more. */
  readonly durationMinHoursSeen: number;
  /** Hours in a row that make a perfect consistency. */
  readonly durationConsistencyIdealHoursSeen: number;
  /** The width of a class of bars, as a share of the highest. */
  readonly histogramModeSensitivity: number;
  /** Bars that the bimodal score forgives. */
  readonly histogramBimodalOutlierRemoval: number;
  /** The least filled hours for a bimodal score; v5 takes 11 for what is below 6. */
  readonly histogramBimodalMinHoursSeen: number;
  /** In hundredths of a beacon score. */
  readonly scoreThresholds: ScoreThresholds;
}

/** Where a value begins to be worth 0.2, 0.4, 0.6 and 0.8. Ascending. */
export interface ScoreThresholds {
  readonly base: number;
  readonly low: number;
  readonly medium: number;
  readonly high: number;
}

/** RITA's word for what a sign is worth that is there or not. */
export type ImpactCategory = "high" | "medium" | "low" | "none";

/** What a sign is worth that is there or not. */
export interface ScoreImpact {
  readonly category: ImpactCategory;
}

/** What is added to a threat score (increase) or taken from it (decrease), from 0 to 1, and where that begins. */
export interface RitaModifiers {
  readonly threatIntelScoreIncrease: number;
  /** Bytes. */
  readonly threatIntelDatasizeThreshold: number;
  readonly prevalenceScoreIncrease: number;
  /** Share of the internal hosts, at most. */
  readonly prevalenceIncreaseThreshold: number;
  readonly prevalenceScoreDecrease: number;
  /** Share of the internal hosts, at least. */
  readonly prevalenceDecreaseThreshold: number;
  readonly firstSeenScoreIncrease: number;
  /** Days, at most. */
  readonly firstSeenIncreaseThreshold: number;
  readonly firstSeenScoreDecrease: number;
  /** Days, at least. */
  readonly firstSeenDecreaseThreshold: number;
  readonly missingHostCountScoreIncrease: number;
  readonly rareSignatureScoreIncrease: number;
  readonly c2OverDnsDirectConnScoreIncrease: number;
  readonly mimeTypeMismatchScoreIncrease: number;
}
