import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { precisionAt } from "../../../src/evaluation/metrics/precision.js";

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });

/** Builds the population, each score as often as it stands for, and averages over ties by hand. */
function brutePrecision(positives: number[], negatives: number[], k: number): number {
  const [beacons, others] = [positives.length * 3, negatives.length * 20];
  const list = [
    ...Array.from({ length: beacons }, (_, i) => ({
      score: positives[i % positives.length]!,
      hit: 1,
    })),
    ...Array.from({ length: others }, (_, i) => ({
      score: negatives[i % negatives.length]!,
      hit: 0,
    })),
  ].sort((a, b) => b.score - a.score);
  const edge = list[Math.min(k, list.length) - 1]!.score;
  const sure = list.filter(({ score }) => score > edge);
  const tied = list.filter(({ score }) => score === edge);
  const hits = (entries: { hit: number }[]) => entries.reduce((sum, { hit }) => sum + hit, 0);
  const places = Math.min(k, list.length) - sure.length;
  return (hits(sure) + (hits(tied) * places) / tied.length) / Math.min(k, list.length);
}

describe("precision at k", () => {
  test("is what a population made of the scores has", () => {
    fc.assert(
      fc.property(scores, scores, fc.integer({ min: 1, max: 60 }), (a, b, k) => {
        const beacons = a.length * 3;
        const pairs = beacons + b.length * 20;
        expect(precisionAt(a, b, k, { beacons, pairs })).toBeCloseTo(brutePrecision(a, b, k), 10);
      }),
    );
  });

  test("can be no more than all beacons in the list", () => {
    expect(precisionAt([1, 1], [0], 10)).toBeCloseTo(1, 12);
    expect(precisionAt([1, 1], [0], 50)).toBeCloseTo(0.2, 12);
    expect(precisionAt([1, 1], [0], 100)).toBeCloseTo(0.1, 12);
  });

  test("is the share of beacons where nothing tells them apart", () => {
    expect(precisionAt([1], [1], 10)).toBeCloseTo(10 / 100_000, 12);
  });

  test("falls to almost nothing when one benign pair in a thousand scores higher", () => {
    const negatives = [1, ...new Array<number>(999).fill(0)];
    expect(precisionAt([0.9], negatives, 10)).toBe(0);
    expect(precisionAt([0.9], negatives, 100)).toBeCloseTo((100 - 99.99) / 100, 12);
  });

  test("is nothing without scores of both kinds", () => {
    expect(precisionAt([], [1], 10)).toBeNaN();
    expect(precisionAt([1], [], 10)).toBeNaN();
  });
});
