import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareAbove, thresholdAt } from "../../../src/evaluation/metrics/threshold.js";

const scores = fc.array(
  fc.integer({ min: 0, max: 12 }).map((n) => n / 12),
  { minLength: 1, maxLength: 60 },
);
const rates = fc.constantFrom(0, 0.001, 0.01, 0.1, 0.25, 0.5, 1);

describe("a threshold for a rate of false alarms", () => {
  test("is kept by the scores that set it, and no lower score of theirs would keep it", () => {
    fc.assert(
      fc.property(scores, rates, (negatives, rate) => {
        const threshold = thresholdAt(negatives, rate);
        expect(shareAbove(negatives, threshold)).toBeLessThanOrEqual(rate);
        for (const lower of negatives.filter((score) => score < threshold)) {
          expect(shareAbove(negatives, lower)).toBeGreaterThan(rate);
        }
      }),
    );
  });

  test("lets 3 of 300 through at 1 %, not 2", () => {
    const negatives = Array.from({ length: 300 }, (_, i) => i / 300);
    expect(shareAbove(negatives, thresholdAt(negatives, 0.01))).toBe(0.01);
  });

  test("reports none of those that tie at the edge, implants included", () => {
    const threshold = thresholdAt([0.1, 0.2, 1, 1], 0.25);
    expect(threshold).toBe(1);
    expect(shareAbove([1, 1], threshold)).toBe(0);
  });

  test("is nothing that any score exceeds where there are no negatives", () => {
    expect(thresholdAt([], 0.01)).toBeNaN();
    expect(shareAbove([1, 2], Number.NaN)).toBe(0);
    expect(shareAbove([], 0)).toBeNaN();
  });
});
