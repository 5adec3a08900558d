import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rocAuc } from "../../../src/evaluation/metrics/auc.js";

/** By the definition: every positive against every negative. */
function bruteAuc(positives: readonly number[], negatives: readonly number[]): number {
  const wins = positives.flatMap((a) =>
    negatives.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

// Few distinct values, so that there are ties.
const scores = fc.array(
  fc.integer({ min: -2, max: 8 }).map((n) => n / 8),
  { minLength: 1, maxLength: 30 },
);

describe("the area under the ROC curve", () => {
  test("is what comparing every positive with every negative gives", () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        expect(rocAuc(a, b)).toBeCloseTo(bruteAuc(a, b), 12);
      }),
    );
  });

  test("of scores turned round is one minus itself", () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        const turned = (values: readonly number[]) => values.map((value) => -value);
        expect(rocAuc(turned(a), turned(b))).toBeCloseTo(1 - rocAuc(a, b), 12);
        expect(rocAuc(b, a)).toBeCloseTo(1 - rocAuc(a, b), 12);
      }),
    );
  });

  test("does not mind what grows with the score", () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        const grown = (values: readonly number[]) => values.map((value) => Math.exp(3 * value));
        expect(rocAuc(grown(a), grown(b))).toBe(rocAuc(a, b));
      }),
    );
  });

  test("is 0.893 on the CT images of Hanley and McNeil", () => {
    // Their table 1: readings from 1, definitely normal, to 5, definitely abnormal.
    const rated = (counts: readonly number[]) =>
      counts.flatMap((count, i) => new Array<number>(count).fill(i + 1));
    expect(rocAuc(rated([3, 2, 2, 11, 33]), rated([33, 6, 6, 11, 2]))).toBeCloseTo(0.893, 3);
  });

  test("is a coin's where all tie, and nothing without scores", () => {
    expect(rocAuc([0.5, 0.5], [0.5])).toBe(0.5);
    expect(rocAuc([], [1])).toBeNaN();
    expect(rocAuc([1], [])).toBeNaN();
  });
});
