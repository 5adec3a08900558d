import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Score } from "../../src/score.js";
import {
  chanceOf,
  isCalibrated,
  LEAST_CHANCE,
  type NullTable,
  shareAbove,
} from "../../src/scoring/false-alarm.js";
import { NULL_TABLE } from "../../src/scoring/null-table.js";

/** Two scorers; `a` has a null that is uniform on [0, 1] at 10 check-ins and on [0, ½] at 1,000; `b` is silent at 10. */
const TABLE: NullTable = {
  pairs: 1,
  checkIns: [10, 1000],
  shares: [1, 0.5, 0.1],
  judged: [0.5],
  independent: [[1.5], [2]],
  scorers: {
    a: [
      [0, 0.5, 0.9, 0.05],
      [0, 0.25, 0.45, 0.025],
    ],
    b: [
      [0, 0, 0, 0.05],
      [0, 0.2, 0.4, 0.1],
    ],
  },
};
const scoreOf = (id: string, value: number): Score => ({ id, value, evidence: {} });

describe("shareAbove", () => {
  const at = (value: number, checkIns = 10) => shareAbove("a", value, checkIns, TABLE);

  test("is the share at each value of a row, and 1 at its start", () => {
    expect([0, 0.5, 0.9].map((value) => at(value))).toEqual([1, 0.5, 0.1]);
  });

  test("goes between two of them by the logarithm", () => {
    expect(at(0.25)).toBeCloseTo(Math.sqrt(0.5), 12);
    expect(at(0.7)).toBeCloseTo(Math.sqrt(0.5 * 0.1), 12);
  });

  test("falls exponentially beyond the last, by the mean excess", () => {
    expect(at(0.95)).toBeCloseTo(0.1 * Math.exp(-1), 12);
    expect(at(1)).toBeCloseTo(0.1 * Math.exp(-2), 12);
  });

  test("goes between two numbers of check-ins by their logarithm, and keeps to the last beyond", () => {
    expect(at(0.45, 1000)).toBeCloseTo(0.1, 12);
    expect(at(0.45, 100)).toBeCloseTo(Math.sqrt(at(0.45, 10) * 0.1), 12);
    expect(at(0.5, 4)).toBe(at(0.5, 10));
    expect(at(0.3, 1e6)).toBe(at(0.3, 1000));
  });

  test("asks the next row where a scorer is silent in the null, instead of taking that for rare", () => {
    expect(shareAbove("b", 0.2, 100, TABLE)).toBe(0.5);
    expect(shareAbove("b", 0.4, 11, TABLE)).toBeCloseTo(0.1, 12);
  });

  test("never rises with the value, and equals a reading of the stored table step by step", () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    const ids = fc.constantFrom(...Object.keys(NULL_TABLE.scorers));
    fc.assert(
      fc.property(ids, value, value, fc.constantFrom(...NULL_TABLE.checkIns), (id, a, b, n) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(shareAbove(id, high, n)).toBeLessThanOrEqual(shareAbove(id, low, n) + 1e-15);
        expect(shareAbove(id, low, n)).toBeCloseTo(read(id, low, n), 12);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

/** The same by linear search over all steps of a row that is not silent. */
function read(id: string, value: number, checkIns: number): number {
  const { shares, scorers } = NULL_TABLE;
  const rows = scorers[id] as readonly (readonly number[])[];
  const row = rows[NULL_TABLE.checkIns.indexOf(checkIns)] as readonly number[];
  if (value <= row[0]!) return 1;
  for (let i = shares.length - 1; i >= 0; i--) {
    if (value < row[i]!) continue;
    if (i === shares.length - 1) return shares[i]! * Math.exp((row[i]! - value) / row[i + 1]!);
    const part = (value - row[i]!) / (row[i + 1]! - row[i]!);
    return Math.exp((1 - part) * Math.log(shares[i]!) + part * Math.log(shares[i + 1]!));
  }
  return 1;
}

describe("chanceOf", () => {
  test("takes the least chance, as often as independent scorers have spoken (Šidák)", () => {
    const one = chanceOf([scoreOf("a", 0.5)], 1000, undefined, TABLE);
    expect(one?.falseAlarm).toBeCloseTo(shareAbove("a", 0.5, 1000, TABLE), 12);
    const both = chanceOf([scoreOf("b", 0), scoreOf("a", 0.45)], 1000, undefined, TABLE);
    expect(both).toEqual({ falseAlarm: expect.closeTo(1 - 0.9 ** 2, 12), strongest: "a" });
    const few = chanceOf([scoreOf("b", 0), scoreOf("a", 0.9)], 10, undefined, TABLE);
    expect(few?.falseAlarm).toBeCloseTo(1 - 0.9 ** 1.5, 12);
  });

  test("knows nothing of scorers without a null", () => {
    expect(chanceOf([scoreOf("mine", 1)], 100, undefined, TABLE)).toBeUndefined();
    expect(chanceOf([], 100, undefined, TABLE)).toBeUndefined();
    expect(isCalibrated("toString")).toBe(false);
    expect(isCalibrated("comb")).toBe(true);
  });

  test("raises a chance to the power of its weight, and leaves out what weighs nothing", () => {
    const weigh = (weight: number) => chanceOf([scoreOf("a", 0.9)], 10, () => weight, TABLE);
    expect(weigh(2)?.falseAlarm).toBeCloseTo(0.01, 12);
    expect(weigh(0)).toBeUndefined();
  });

  test("is 1 where nothing stands out, and not below one in a million", () => {
    expect(chanceOf([scoreOf("a", 0)], 10, undefined, TABLE)?.falseAlarm).toBe(1);
    expect(chanceOf([scoreOf("a", 1)], 1000, undefined, TABLE)?.falseAlarm).toBe(LEAST_CHANCE);
  });
});

describe("the stored null", () => {
  test("is made of at least 40,000 pairs, and each row ascends", () => {
    expect(NULL_TABLE.pairs).toBeGreaterThanOrEqual(40_000);
    const { shares, checkIns } = NULL_TABLE;
    expect([...checkIns].sort((a, b) => a - b)).toEqual(checkIns);
    for (const rows of Object.values(NULL_TABLE.scorers)) {
      expect(rows).toHaveLength(checkIns.length);
      for (const row of rows) {
        const steps = row.slice(0, shares.length);
        expect([...steps].sort((a, b) => a - b)).toEqual(steps);
        expect(row.at(-1)).toBeGreaterThan(0);
      }
    }
    for (const row of NULL_TABLE.independent) {
      expect(row).toHaveLength(NULL_TABLE.judged.length);
      for (const count of row) {
        expect(count >= 1 && count < 2 * Object.keys(NULL_TABLE.scorers).length).toBe(true);
      }
    }
  });
});
