import { describe, expect, test } from "vitest";
import { IMPACT_SCORES } from "../../../src/rita/config/impact.js";
import { RITA_PRESETS } from "../../../src/rita/config/presets.js";
import { severityOf } from "../../../src/rita/scores/severity.js";
import { bucketedThreatScore } from "../../../src/rita/scores/threat-score.js";

const { longConnectionScoreThresholds: long, beacon } = RITA_PRESETS.file.scoring;

describe("bucketedThreatScore", () => {
  test("is 0 below the base, a fifth at it, and a fifth more at each threshold", () => {
    const hours = [0, 3599, 3600, 14_400, 28_800, 43_200, 86_400];
    const scores = hours.map((seconds) => bucketedThreatScore(seconds, long));
    expect(scores).toStrictEqual([0, 0, 0.2, 0.4, 0.6, 0.8, 0.8]);
  });

  test("is in proportion between them", () => {
    expect(bucketedThreatScore(9000, long)).toBe(0.3);
    expect(bucketedThreatScore(36_000, long)).toBe(0.7);
  });

  test("the presets part on a beacon score of 0.7", () => {
    expect(bucketedThreatScore(70, beacon.scoreThresholds)).toBe(0.4);
    const { scoreThresholds } = RITA_PRESETS.code.scoring.beacon;
    expect(bucketedThreatScore(70, scoreThresholds)).toBe(0.36);
  });

  test("a score times 100 may be a little less than it looks", () => {
    const thresholds = { base: 29, low: 50, medium: 60, high: 70 };
    expect(0.29 * 100).toBe(28.999999999999996);
    expect(bucketedThreatScore(0.29 * 100, thresholds)).toBe(0);
    expect(bucketedThreatScore(29, thresholds)).toBe(0.2);
  });

  test("of a base of 0, nothing is worth a fifth", () => {
    expect(bucketedThreatScore(0, { base: 0, low: 1, medium: 2, high: 3 })).toBe(0.2);
  });

  test("is 0 for what is not a number", () => {
    expect(bucketedThreatScore(Number.NaN, long)).toBe(0);
  });
});

describe("severityOf", () => {
  test.each([
    [1.2, "Critical"],
    [0.8000000000000002, "Critical"],
    [0.8, "High"],
    [0.6, "High"],
    [0.5999999999999999, "Medium"],
    [0.4, "Medium"],
    [0.3999999999999999, "Low"],
    [0.2, "Low"],
    [0.1999999999999999, "None"],
    [-0.15, "None"],
  ])("of %s is %s", (score, severity) => {
    expect(severityOf(score)).toBe(severity);
  });

  test("an impact is a step higher than its name, but for the highest: each severity begins at the one below", () => {
    const severities = Object.entries(IMPACT_SCORES).map(([name, score]) => [
      name,
      severityOf(score),
    ]);
    expect(Object.fromEntries(severities)).toStrictEqual({
      high: "High",
      medium: "High",
      low: "Medium",
      none: "Low",
    });
  });
});
