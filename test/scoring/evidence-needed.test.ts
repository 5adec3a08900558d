import { describe, expect, test } from "vitest";
import type { Score } from "../../src/score.js";
import { boundValue } from "../../src/scorers/interval-bound.js";
import { checkInsNeeded, DECIDING } from "../../src/scoring/evidence-needed.js";
import { chanceOf } from "../../src/scoring/false-alarm.js";
import { localVariationBound } from "../../src/statistics/local-variation.js";

const variation = (localVariation: number, checkIns: number): Score => ({
  id: "interval-variation",
  value: Math.max(0, localVariationBound(localVariation, checkIns - 1)),
  evidence: { localVariation, intervals: checkIns - 1 },
});
const bound = (beyond: number, checkIns: number): Score => ({
  id: "interval-bound",
  value: boundValue(beyond, checkIns - 1),
  evidence: { beyond, intervals: checkIns - 1 },
});
const chanceAt = (checkIns: number, ...scores: Score[]) => chanceOf(scores, checkIns)!.falseAlarm;

describe("checkInsNeeded", () => {
  test("is the number from which on such a variation decides, within 5 %", () => {
    for (const localVariation of [0.05, 0.15, 0.3]) {
      const needed = checkInsNeeded([variation(localVariation, 6)], 6)!;
      expect(chanceAt(needed, variation(localVariation, needed))).toBeLessThanOrEqual(DECIDING);
      const fewer = Math.floor(needed / 1.06) - 1;
      expect(chanceAt(fewer, variation(localVariation, fewer))).toBeGreaterThan(DECIDING);
    }
  });

  test("is the number that a bound needs as long as no interval is beyond it", () => {
    const needed = checkInsNeeded([bound(0, 15)], 15)!;
    expect(chanceAt(needed, bound(0, needed))).toBeLessThanOrEqual(DECIDING);
    expect(checkInsNeeded([bound(1, 15)], 15)).toBeUndefined();
  });

  test("rises with the variation, and is more than there are", () => {
    const needed = [0.05, 0.2, 0.35, 0.45].map((one) => checkInsNeeded([variation(one, 8)], 8)!);
    expect([...needed].sort((a, b) => a - b)).toEqual(needed);
    expect(needed[0]).toBeGreaterThan(8);
    expect(checkInsNeeded([variation(0.05, 500)], 500)).toBe(501);
  });

  test("hopes for nothing from other scorers, nor from what is no more regular than chance", () => {
    const score: Score = { id: "comb", value: 0.9, evidence: { fit: 0.9 } };
    expect(checkInsNeeded([score], 8)).toBeUndefined();
    expect(checkInsNeeded([variation(1, 8)], 8)).toBeUndefined();
    expect(checkInsNeeded([variation(0.1, 2000)], 2000)).toBeUndefined();
    expect(checkInsNeeded([], 8)).toBeUndefined();
  });

  test("asks only the scorers that count", () => {
    const scores = [variation(0.2, 8), bound(0, 8)];
    const mute = (id: string) => id !== "interval-variation";
    expect(checkInsNeeded(scores, 8, mute)).toBe(checkInsNeeded([bound(0, 8)], 8));
    expect(checkInsNeeded(scores, 8, () => false)).toBeUndefined();
  });

  test("is never fewer than there are, however many that is", () => {
    for (const checkIns of [1998, 1999, 2000, 2001, 5000]) {
      const needed = checkInsNeeded([variation(0.1, checkIns)], checkIns);
      expect(needed).toBe(checkIns < 2000 ? checkIns + 1 : undefined);
    }
  });
});
