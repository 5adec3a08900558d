import type { BeaconScoring, RitaConfig, ScoreThresholds } from "./config.js";
import { areWeights, sumOfWeights } from "./weights.js";

/** What RITA v5.1 asks of several keys together, or of a whole list: every rule that does not hold, with the path of its key. */
export function brokenRules({ filtering, scoring, modifiers }: RitaConfig): string[] {
  const { beacon } = scoring;
  return [
    ...(filtering.internalSubnets.length === 0
      ? ["filtering.internal_subnets: expected at least one range"]
      : []),
    ...weightIssues(beacon),
    ...thresholdIssues("scoring.beacon.score_thresholds", beacon.scoreThresholds, 0, 100),
    ...thresholdIssues(
      "scoring.long_connection_score_thresholds",
      scoring.longConnectionScoreThresholds,
      1,
      86_400,
    ),
    ...thresholdIssues("scoring.c2_score_thresholds", scoring.c2ScoreThresholds, 1),
    ...aboveIssues(
      "modifiers.prevalence",
      modifiers.prevalenceIncreaseThreshold,
      modifiers.prevalenceDecreaseThreshold,
    ),
    ...aboveIssues(
      "modifiers.first_seen",
      modifiers.firstSeenIncreaseThreshold,
      modifiers.firstSeenDecreaseThreshold,
    ),
  ];
}

function weightIssues(beacon: BeaconScoring): string[] {
  if (areWeights(beacon)) return [];
  const sum = sumOfWeights(beacon);
  return [`scoring.beacon: expected weights whose sum is exactly 1 in floating point, got ${sum}`];
}

function thresholdIssues(
  path: string,
  { base, low, medium, high }: ScoreThresholds,
  least: number,
  most = Number.POSITIVE_INFINITY,
): string[] {
  return [
    ...(base < low && low < medium && medium < high
      ? []
      : [`${path}: expected base < low < medium < high, got ${base}, ${low}, ${medium}, ${high}`]),
    ...(base < least ? [`${path}.base: expected at least ${least}, got ${base}`] : []),
    ...(high > most ? [`${path}.high: expected at most ${most}, got ${high}`] : []),
  ];
}

function aboveIssues(prefix: string, increase: number, decrease: number): string[] {
  if (decrease > increase) return [];
  const [above, below] = [`${prefix}_decrease_threshold`, `${prefix}_increase_threshold`];
  return [`${above}: expected more than ${below}, ${increase}, got ${decrease}`];
}
