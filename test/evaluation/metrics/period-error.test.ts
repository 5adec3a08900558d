import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { periodError } from "../../../src/evaluation/metrics/period-error.js";

describe("the error of a period", () => {
  test("is told apart from another harmonic", () => {
    expect(periodError(60, 60)).toEqual({ relative: 0, multiple: 1 });
    expect(periodError(65, 60).multiple).toBe(1);
    expect(periodError(180, 60)).toEqual({ relative: 2, multiple: 3 });
    expect(periodError(30.5, 60).multiple).toBe(1 / 2);
    expect(periodError(45, 60).multiple).toBeNull();
    expect(periodError(6000, 60).multiple).toBeNull();
    expect(periodError(1, 60).multiple).toBeNull();
  });

  test("finds the nearest multiple, or none, whatever the unit", () => {
    const multiples = [1 / 6, 1 / 5, 1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 4, 5, 6];
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), (ratio) => {
        const { multiple } = periodError(ratio * 64, 64);
        expect(periodError(ratio, 1).multiple).toBe(multiple);
        const near = multiples.filter((one) => Math.abs(ratio / one - 1) <= 0.1 - 1e-12);
        if (near.length === 1) expect(multiple).toBe(near[0]);
        if (multiple !== null) expect(Math.abs(ratio / multiple - 1)).toBeLessThanOrEqual(0.1);
      }),
    );
  });
});
