import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rarityOf } from "../../../src/scorers/fingerprint-cluster.js";
import { association } from "../../../src/scoring/fingerprints/association.js";
import { falseDiscovery } from "../../../src/scoring/fingerprints/false-discovery.js";
import { atLeast, type Draw } from "../../../src/scoring/fingerprints/hypergeometric.js";
import { instability } from "../../../src/scoring/fingerprints/randomized.js";
import { wilson } from "../../../src/statistics/wilson.js";

/** The tail in whole numbers, one term at a time; only the last division rounds. */
function slowly({ all, marked, drawn }: Draw, found: number): number {
  const choose = (n: number, k: number): bigint => {
    if (k < 0 || k > n) return 0n;
    let product = 1n;
    for (let i = 0; i < k; i++) product = (product * BigInt(n - i)) / BigInt(i + 1);
    return product;
  };
  let sum = 0n;
  for (let k = Math.max(0, found); k <= Math.min(marked, drawn); k++) {
    sum += choose(marked, k) * choose(all - marked, drawn - k);
  }
  const whole = choose(all, drawn);
  // A double has 53 bits: 400 more keep those of a chance as small as 1e-100.
  return Number((sum << 400n) / whole) / 2 ** 400;
}

describe("the hypergeometric tail", () => {
  test("is Fisher's lady who tastes tea: all four of eight by chance once in 70, three or more 17 times", () => {
    const tea = { all: 8, marked: 4, drawn: 4 };
    expect(atLeast(tea, 4)).toBeCloseTo(1 / 70, 14);
    expect(atLeast(tea, 3)).toBeCloseTo(17 / 70, 14);
  });

  test("is certain for none, and for what must be drawn; impossible for more than there are", () => {
    expect(atLeast({ all: 10, marked: 3, drawn: 4 }, 0)).toBe(1);
    expect(atLeast({ all: 10, marked: 8, drawn: 5 }, 3)).toBe(1);
    expect(atLeast({ all: 10, marked: 3, drawn: 4 }, 4)).toBe(0);
    expect(atLeast({ all: 10, marked: 10, drawn: 10 }, 10)).toBe(1);
    expect(atLeast({ all: 0, marked: 0, drawn: 0 }, 0)).toBe(1);
  });

  test("is the exact sum, for any numbers", () => {
    const draws = fc.integer({ min: 1, max: 300 }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        marked: fc.integer({ min: 0, max: all }),
        drawn: fc.integer({ min: 0, max: all }),
      }),
    );
    fc.assert(
      fc.property(draws, fc.double({ min: 0, max: 1, noNaN: true }), (draw, at) => {
        const found = Math.round(at * Math.min(draw.marked, draw.drawn));
        const exact = slowly(draw, found);
        const tail = atLeast(draw, found);
        expect(Math.abs(tail - exact)).toBeLessThanOrEqual(1e-10 * exact + 1e-15);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test("keeps nine digits of small chances among many pairs", () => {
    for (const [draw, found] of [
      [{ all: 20_000, marked: 300, drawn: 24 }, 24],
      [{ all: 5000, marked: 60, drawn: 24 }, 20],
      [{ all: 4000, marked: 800, drawn: 300 }, 90],
    ] as const) {
      const exact = slowly(draw, found);
      expect(exact).toBeGreaterThan(1e-100);
      expect(Math.abs(atLeast(draw, found) / exact - 1)).toBeLessThan(1e-9);
    }
  });
});

describe("Wilson's lower bound", () => {
  test("is as published: Newcombe 1998, table I, method 3", () => {
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(15, 148).low).toBeCloseTo(0.0624, 4);
    expect(wilson(1, 29).low).toBeCloseTo(0.0061, 4);
    expect(wilson(0, 20).low).toBe(0);
  });

  test("of all n is n / (n + z²)", () => {
    for (const n of [1, 2, 4, 24])
      expect(wilson(n, n).low).toBeCloseTo(n / (n + 3.841458820694124), 14);
  });
});

describe("the false discovery rate", () => {
  test("is that of the example of Benjamini & Hochberg 1995, of which four of 15 hypotheses are rejected", () => {
    const chances = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    const adjusted = falseDiscovery(chances);
    expect(adjusted.filter((rate) => rate <= 0.05)).toHaveLength(4);
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    // The sixth alone would be 0.0695, the seventh is less.
    expect(adjusted[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
    expect(adjusted.at(-1)).toBe(1);
  });

  test("does not mind the order, and never falls as chances rise", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (chances) => {
        const adjusted = falseDiscovery(chances);
        expect(falseDiscovery(chances.toReversed())).toEqual(adjusted.toReversed());
        const sorted = falseDiscovery(chances.toSorted((a, b) => a - b));
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
        for (const [i, rate] of adjusted.entries()) {
          expect(rate).toBeGreaterThanOrEqual(chances[i]!);
          expect(rate).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 5 },
    );
  });
});

describe("association", () => {
  test("is 1 for what is never apart, 0 for what is independent, −1 for what is never together", () => {
    expect(association({ one: 5, other: 5, both: 5, all: 50 })).toBeCloseTo(1, 14);
    expect(association({ one: 10, other: 20, both: 2, all: 100 })).toBeCloseTo(0, 14);
    expect(association({ one: 10, other: 20, both: 0, all: 100 })).toBe(-1);
    expect(association({ one: 9, other: 9, both: 9, all: 9 })).toBe(0);
  });

  test("is ln(p(f,g) / p(f) p(g)) / −ln p(f,g) between", () => {
    // 0.1 / (0.2 · 0.25) = 2, and the logarithm of 2 over that of 10.
    const half = association({ one: 20, other: 25, both: 10, all: 100 });
    expect(half).toBeCloseTo(Math.log10(2), 14);
  });
});

test("rarity is 1 for one of all, 0 for all of them, a half for the root", () => {
  expect(rarityOf(1, 500)).toBe(1);
  expect(rarityOf(500, 500)).toBe(0);
  expect(rarityOf(20, 400)).toBeCloseTo(0.5, 14);
  expect(rarityOf(6, 500)).toBeCloseTo(1 - Math.log(6) / Math.log(500), 14);
  expect(rarityOf(0, 50)).toBe(1);
  expect(rarityOf(1, 1)).toBe(0);
});

test("instability is 0 for one that is kept, and for a single connection, 1 for one that is never the same", () => {
  expect(instability(1, 100)).toBe(0);
  expect(instability(1, 1)).toBe(0);
  expect(instability(100, 100)).toBe(1);
  expect(instability(51, 101)).toBe(0.5);
});
