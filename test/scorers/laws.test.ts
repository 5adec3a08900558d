import { describe, expect, test } from "vitest";
import type { Scorer } from "../../src/score.js";
import {
  defaultScorers,
  intervalMad,
  intervalSkew,
  persistence,
  sizeConsistency,
} from "../../src/scorers/index.js";
import { type Claims, scorerLaws } from "../support/scorer-laws.js";

const CLAIMS = new Map<Scorer, Claims>([
  [intervalMad, { least: 5, scale: true }],
  [intervalSkew, { least: 8, scale: true }],
  [sizeConsistency, { least: 5, scale: true }],
  [persistence, {}],
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
