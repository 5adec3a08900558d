import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { levelOf } from "../../src/scoring/combine.js";
import { DEFAULT_PROFILE } from "../../src/scoring/profile.js";
import {
  significant,
  spellBytes,
  spellCount,
  spellScore,
  spellSeconds,
  spellShare,
} from "../../src/text/units.js";

describe("spellSeconds", () => {
  test.each([
    [0, "0 s"],
    [0.0004, "0.0004 s"],
    [60.02, "60 s"],
    [119.4, "119 s"],
    [120, "2 min"],
    [5400, "90 min"],
    [7199.9, "120 min"],
    [7200, "2 h"],
    [86_400, "24 h"],
    [172_800, "2 d"],
    [3_456_000, "40 d"],
  ])("says %f s as %s", (seconds, text) => {
    expect(spellSeconds(seconds)).toBe(text);
  });
});

describe("spellShare", () => {
  test.each([
    [0, "0 %"],
    [0.00057, "0.057 %"],
    [0.0312, "3.1 %"],
    [0.0996, "10 %"],
    [0.114, "11 %"],
    [1, "100 %"],
    [2.5, "250 %"],
  ])("says %f as %s", (share, text) => {
    expect(spellShare(share)).toBe(text);
  });
});

describe("spellBytes", () => {
  test.each([
    [0, "0 B"],
    [48.5, "48.5 B"],
    [999, "999 B"],
    [999.9, "1 kB"],
    [1000, "1 kB"],
    [12_345_678, "12.3 MB"],
    [999_999, "1 MB"],
    [4e15, "4 PB"],
    [5e18, "5000 PB"],
  ])("says %f as %s", (bytes, text) => {
    expect(spellBytes(bytes)).toBe(text);
  });
});

describe("significant", () => {
  test.each([
    [59.1049, "59.1"],
    [1440, "1440"],
    [123_456, "123000"],
    [-0, "0"],
    [-1e-17, "0"],
    [-0.02749, "-0.0275"],
    [1.23e-7, "0.000000123"],
    [-1.23e-7, "-0.000000123"],
  ])("writes %f as %s", (value, text) => {
    expect(significant(value)).toBe(text);
  });

  test("writes no exponent, no idle zeros, and nothing but the number", () => {
    const numbers = fc.double({ min: -1e20, max: 1e20, noNaN: true });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 6 }), (value, digits) => {
        const text = significant(value, digits);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(text).not.toBe("-0");
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(
          0.5 * 10 ** (1 - digits) * Math.abs(value) * 1.0001 + 1e-12,
        );
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test("does not hide what is no number", () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map((value) => significant(value))).toEqual([
      "NaN",
      "Infinity",
    ]);
  });
});

describe("spellCount", () => {
  test.each([
    [1, "1"],
    [10.4, "10"],
    [9.96, "10"],
    [99.6, "100"],
    [123.4, "123"],
    [999.4, "999"],
    [999.5, "1 k"],
    [31_250, "31 k"],
    [994_999, "990 k"],
    [995_000, "1 M"],
    [1e6, "1 M"],
    [12_345_678, "12 M"],
  ])("says %d as %s", (count, text) => {
    expect(spellCount(count)).toBe(text);
  });
});

describe("spellScore", () => {
  test.each([
    [0, "0.00"],
    [0.009, "0.00"],
    [0.3, "0.30"],
    [0.57, "0.57"],
    [0.6987, "0.69"],
    [0.7 - 1e-12, "0.69"],
    [0.7, "0.70"],
    [0.998, "0.99"],
    [1, "1.00"],
  ])("says %f as %s", (score, text) => {
    expect(spellScore(score)).toBe(text);
  });

  /** All scores, and those beside where a level begins. */
  const scores = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc
      .tuple(fc.constantFrom(0.3, 0.5, 0.7, 0.9), fc.double({ min: -1e-9, max: 1e-9, noNaN: true }))
      .map(([bound, off]) => bound + off),
    fc.constantFrom(...[0.3, 0.5, 0.7, 0.9].flatMap((bound) => [bound, bound - 2 ** -53])),
  );
  const told = [{ id: "prevalence", value: 1, evidence: {} }];

  test("never says a score of another level", () => {
    fc.assert(
      fc.property(scores, (score) => {
        const text = spellScore(score);
        expect(levelOf(Number(text), told, DEFAULT_PROFILE)).toBe(
          levelOf(score, told, DEFAULT_PROFILE),
        );
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test("is less than the score by less than a hundredth, in two decimals", () => {
    fc.assert(
      fc.property(scores, (score) => {
        const text = spellScore(score);
        expect(text).toMatch(/^[01]\.\d\d$/);
        expect(Number(text)).toBeLessThanOrEqual(score);
        expect(Number(text) + 0.01 + 1e-15).toBeGreaterThan(score);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
