import { describe, expect, test } from "vitest";
import type { Scorer } from "../../src/score.js";
import {
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
  sizeConsistency,
} from "../../src/scorers/index.js";
import { type Claims, scorerLaws } from "../support/scorer-laws.js";

const CLAIMS = new Map<Scorer, Claims>([
  [intervalVariation, { least: 6, regularity: true }],
  [intervalBound, { least: 11, regularity: true }],
  [comb, { least: 6, regularity: true }],
  [periodicity, { least: 8, regularity: true }],
  [intervalMad, { least: 5, scale: true, regularity: true }],
  [intervalSkew, { least: 8, scale: true }],
  [sizeConsistency, { least: 5, scale: true }],
  [activityHistogram, { least: 25, regularity: true }],
  [persistence, {}],
  [prevalence, { scale: true }],
  [fingerprintCluster, { scale: true }],
]);

for (const scorer of defaultScorers) scorerLaws(scorer, CLAIMS.get(scorer));

describe("the default scorers", () => {
  test("are all under the laws, and have ids of their own", () => {
    expect([...CLAIMS.keys()]).toEqual(defaultScorers);
    expect(new Set(defaultScorers.map(({ id }) => id)).size).toBe(defaultScorers.length);
  });

  test("explain themselves", () => {
    expect(defaultScorers.filter(({ explain }) => explain === undefined)).toEqual([]);
  });
});
