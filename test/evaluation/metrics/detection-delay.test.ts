import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectionDelay, prefixCounts } from "../../../src/evaluation/metrics/detection-delay.js";

const growth = fc
  .array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 15 })
  .map((values) => values.map((value, i) => ({ count: i + 4, value: value / 10 })));

describe("detection delay", () => {
  test("is the first prefix from which on all are above the threshold", () => {
    fc.assert(
      fc.property(growth, (prefixes) => {
        const brute = prefixes.find((_, i) => prefixes.slice(i).every(({ value }) => value > 0.5));
        expect(detectionDelay(prefixes, 0.5)).toBe(brute?.count);
      }),
    );
  });

  test("is none where the whole pair is not above it, or nothing was looked at", () => {
    const prefixes = [
      { count: 4, value: 1 },
      { count: 5, value: 0.5 },
    ];
    expect(detectionDelay(prefixes, 0.5)).toBeUndefined();
    expect(detectionDelay(prefixes, Number.NaN)).toBeUndefined();
    expect(detectionDelay([], 0.5)).toBeUndefined();
  });

  test("is looked for at ascending counts that end with the whole pair", () => {
    for (const count of [1, 4, 5, 256, 257, 10_000]) {
      const counts = prefixCounts(count);
      expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
      expect(counts.at(-1)).toBe(count);
    }
  });
});
