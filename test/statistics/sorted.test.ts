import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortValues } from "../../src/statistics/sorted.js";
import { ascending, numbers, RUNS } from "../support/arrays.js";

describe("sortValues", () => {
  test("the example holds, and the array that was given comes back", () => {
    const values = Float64Array.of(3, 1, 2);
    expect(sortValues(values)).toBe(values);
    expect(values).toEqual(Float64Array.of(1, 2, 3));
  });

  test("sorts as a comparator does, a few values or many", () => {
    fc.assert(
      fc.property(numbers(0, 80), (values) => {
        expect(sortValues(Float64Array.from(values))).toEqual(ascending(values));
      }),
      { ...RUNS, numRuns: 1000 },
    );
  });

  test.each([0, 1, 2, 23, 24, 25, 26])("sorts %d values that come backwards", (length) => {
    const backwards = Float64Array.from({ length }, (_, i) => length - i);
    expect(sortValues(backwards)).toEqual(Float64Array.from({ length }, (_, i) => i + 1));
  });

  test("sorts only the view it is given", () => {
    const values = Float64Array.of(9, 3, 2, 1, 0);
    sortValues(values.subarray(1, 4));
    expect(values).toEqual(Float64Array.of(9, 1, 2, 3, 0));
  });
});
