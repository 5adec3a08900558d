import type { RitaConfig } from "./config.js";

/** Addresses that RITA never looks at, whatever its file says: this host, loopback, link-local, multicast, broadcast. */
export const NEVER_INCLUDED: readonly string[] = [
  "0.0.0.0/32",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/4",
  "255.255.255.255/32",
  "::1/128",
  "::/128",
  "fe80::/10",
  "ff00::/8",
  "ff02::2/128",
];

const FILE: RitaConfig = {
  filtering: {
    internalSubnets: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fd00::/8"],
    alwaysIncludedSubnets: [],
    alwaysIncludedDomains: [],
    neverIncludedSubnets: NEVER_INCLUDED,
    neverIncludedDomains: [],
    filterExternalToInternal: true,
  },
  scoring: {
    beacon: {
      uniqueConnectionThreshold: 4,
      timestampScoreWeight: 0.25,
      datasizeScoreWeight: 0.25,
      durationScoreWeight: 0.25,
      histogramScoreWeight: 0.25,
      durationMinHoursSeen: 6,
      durationConsistencyIdealHoursSeen: 12,
      histogramModeSensitivity: 0.05,
      histogramBimodalOutlierRemoval: 1,
      histogramBimodalMinHoursSeen: 11,
      scoreThresholds: { base: 50, low: 70, medium: 90, high: 100 },
    },
    longConnectionScoreThresholds: { base: 3600, low: 14_400, medium: 28_800, high: 43_200 },
    c2ScoreThresholds: { base: 100, low: 500, medium: 800, high: 1000 },
    strobeImpact: { category: "high" },
    threatIntelImpact: { category: "high" },
  },
  modifiers: {
    threatIntelScoreIncrease: 0.15,
    threatIntelDatasizeThreshold: 25_000_000,
    prevalenceScoreIncrease: 0.15,
    prevalenceIncreaseThreshold: 0.02,
    prevalenceScoreDecrease: 0.15,
    prevalenceDecreaseThreshold: 0.5,
    firstSeenScoreIncrease: 0.15,
    firstSeenIncreaseThreshold: 7,
    firstSeenScoreDecrease: 0.15,
    firstSeenDecreaseThreshold: 30,
    missingHostCountScoreIncrease: 0.1,
    rareSignatureScoreIncrease: 0.15,
    c2OverDnsDirectConnScoreIncrease: 0.15,
    mimeTypeMismatchScoreIncrease: 0.15,
  },
};

/** Which defaults: those of the file that RITA installs, or those of its code, which stand in for keys that a file lacks. */
export type RitaPreset = "file" | "code";

/**
 * RITA v5.1's two sets of defaults. They differ: with those of the code a beacon score is worth 0.4 from 75 on, not from 70, and
 * neither prevalence nor a rare signature counts.
 *
 * @example RITA_PRESETS.code.scoring.beacon.scoreThresholds.low; // => 75
 */
export const RITA_PRESETS: Readonly<Record<RitaPreset, RitaConfig>> = {
  file: FILE,
  code: {
    filtering: FILE.filtering,
    scoring: {
      ...FILE.scoring,
      beacon: {
        ...FILE.scoring.beacon,
        scoreThresholds: { ...FILE.scoring.beacon.scoreThresholds, low: 75 },
      },
    },
    modifiers: {
      ...FILE.modifiers,
      prevalenceScoreIncrease: 0,
      prevalenceScoreDecrease: 0,
      rareSignatureScoreIncrease: 0,
    },
  },
};
