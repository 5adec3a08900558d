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
const FEWEST = NULL_TABLE.checkIns[0]!;
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

  test("of equal values is the share that reaches the first of them", () => {
    const tied = {
      ...TABLE,
      shares: [1, 0.5, 0.2, 0.1],
      scorers: { a: [[0, 0.4, 0.4, 0.9, 0.1]] },
    };
    const one = { ...tied, checkIns: [10], independent: [[1]] };
    expect(shareAbove("a", 0.4, 10, one)).toBe(0.5);
    expect(shareAbove("a", 0.4 + 1e-12, 10, one)).toBeCloseTo(0.2, 9);
  });

  test("never rises with the value, and equals a reading of any table step by step", () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(tables, value, value, fc.integer({ min: 2, max: 3000 }), (table, a, b, n) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        for (const id of Object.keys(table.scorers)) {
          const share = shareAbove(id, low, n, table);
          expect(shareAbove(id, high, n, table)).toBeLessThanOrEqual(share * (1 + 1e-12));
          expect(share / read(table, id, low, n)).toBeCloseTo(1, 9);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

/** The stored table, and any other: values with ties, silent rows. */
const tables: fc.Arbitrary<NullTable> = fc.oneof(
  fc.constant(NULL_TABLE),
  fc
    .record({
      checkIns: fc.uniqueArray(fc.integer({ min: 4, max: 2000 }), { minLength: 1, maxLength: 4 }),
      values: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 16, maxLength: 16 }),
      tail: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
      silent: fc.boolean(),
    })
    .map(({ checkIns, values, tail, silent }) => ({
      ...TABLE,
      checkIns: checkIns.sort((a, b) => a - b),
      shares: [1, 0.6, 0.2, 0.01],
      independent: checkIns.map(() => [1]),
      scorers: {
        a: checkIns.map((_, i) => [
          ...(silent && i === 0
            ? [0, 0, 0, 0]
            : values
                .slice(4 * i, 4 * i + 4)
                .map((twentieths) => twentieths / 20)
                .sort((a, b) => a - b)),
          tail,
        ]),
      },
    })),
);

/** The same by hand: a straight line through the logarithms of what stands to either side. */
function read({ checkIns, shares, scorers }: NullTable, id: string, value: number, count: number) {
  const inRow = (row: readonly number[]): number => {
    const steps = shares.map((share, i) => ({ at: row[i]!, log: Math.log(share) }));
    const before = steps.findLast(({ at }) => at < value);
    const after = steps.find(({ at }) => at >= value);
    if (before === undefined) return 0;
    if (after === undefined) return before.log - (value - before.at) / row.at(-1)!;
    return before.log + ((value - before.at) * (after.log - before.log)) / (after.at - before.at);
  };
  const rows = checkIns.map((n, i) => ({ n, row: scorers[id]![i]! }));
  const before = rows.findLast(({ n }) => n < count);
  const after = rows.find(({ n }) => n >= count);
  if (before === undefined || after === undefined) return Math.exp(inRow((after ?? before)!.row));
  if (before.row.slice(0, -1).every((step) => step === 0)) return Math.exp(inRow(after.row));
  const part = (Math.log(count) - Math.log(before.n)) / (Math.log(after.n) - Math.log(before.n));
  return Math.exp((1 - part) * inRow(before.row) + part * inRow(after.row));
}

/** Scores of some of the calibrated scorers, with two values each. */
const spoken = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...Object.keys(NULL_TABLE.scorers)),
    a: fc.double({ min: 0, max: 1, noNaN: true }),
    b: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, selector: ({ id }) => id },
);

describe("chanceOf", () => {
  test("takes the least chance, as often as independent scorers have spoken (Šidák)", () => {
    const one = chanceOf([scoreOf("a", 0.5)], 1000, undefined, TABLE);
    expect(one?.falseAlarm).toBeCloseTo(shareAbove("a", 0.5, 1000, TABLE), 12);
    const both = chanceOf([scoreOf("b", 0), scoreOf("a", 0.45)], 1000, undefined, TABLE);
    expect(both).toEqual({ falseAlarm: expect.closeTo(1 - 0.9 ** 2, 12), strongest: "a" });
    const few = chanceOf([scoreOf("b", 0), scoreOf("a", 0.9)], 10, undefined, TABLE);
    expect(few?.falseAlarm).toBeCloseTo(1 - 0.9 ** 1.5, 12);
  });

  test("counts as many independent ones as the number that spoke is of the way from one to all", () => {
    const ids = ["a", "b", "c"];
    const rows = ids.map((id) => [id, [[0, 1, 0.05]]] as const);
    const table: NullTable = {
      ...TABLE,
      checkIns: [10],
      shares: [1, 1e-4],
      independent: [[2.5]],
      scorers: Object.fromEntries(rows),
    };
    for (const [spoken, trials] of [
      [1, 1],
      [2, 1.75],
      [3, 2.5],
    ] as const) {
      const scores = ids.slice(0, spoken).map((id, i) => scoreOf(id, i === 0 ? 0.5 : 0.1));
      const { falseAlarm } = chanceOf(scores, 10, undefined, table)!;
      expect(falseAlarm).toBeCloseTo(1 - 0.99 ** trials, 12);
    }
  });

  test("counts fewer of them where smaller chances go together", () => {
    const row = [0, 1, 0.05];
    const table: NullTable = {
      ...TABLE,
      checkIns: [10, 1000],
      shares: [1, 1e-4],
      judged: [0.3, 0.1],
      independent: [
        [2, 1.5],
        [1, 1],
      ],
      scorers: { a: [row, row], b: [row, row] },
    };
    // A chance p is at the value −log₁₀(p) / 4.
    const at = (chance: number, checkIns = 10) => {
      const scores = [scoreOf("a", -Math.log10(chance) / 4), scoreOf("b", 0)];
      return chanceOf(scores, checkIns, undefined, table)!.falseAlarm;
    };
    const [first, second] = [1 - 0.7 ** (1 / 2), 1 - 0.9 ** (1 / 1.5)];
    expect(at(first)).toBeCloseTo(0.3, 12);
    expect(at(second)).toBeCloseTo(0.1, 12);
    expect(at(0.5)).toBeCloseTo(1 - 0.5 ** 2, 12);
    expect(at(0.01)).toBeCloseTo(1 - 0.99 ** 1.5, 12);
    const between = Math.sqrt(first * second);
    expect(at(between)).toBeCloseTo(1 - (1 - between) ** 1.75, 12);
    expect(at(0.01, 100)).toBeCloseTo(1 - 0.99 ** 1.25, 12);
    expect(at(0.01, 1000)).toBeCloseTo(0.01, 12);
  });

  test("by the stored table lies from one in a million to 1, and never rises with a value", () => {
    fc.assert(
      fc.property(spoken, fc.integer({ min: FEWEST, max: 5000 }), (given, checkIns) => {
        const low = given.map(({ id, a, b }) => scoreOf(id, Math.min(a, b)));
        const high = given.map(({ id, a, b }) => scoreOf(id, Math.max(a, b)));
        const [less, more] = [low, high].map((scores) => chanceOf(scores, checkIns)!.falseAlarm);
        expect(more! >= LEAST_CHANCE && less! <= 1).toBe(true);
        expect(more).toBeLessThanOrEqual(less! * (1 + 1e-12));
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  test("is never lowered by one more scorer that saw nothing", () => {
    fc.assert(
      fc.property(spoken, fc.integer({ min: FEWEST, max: 5000 }), (given, checkIns) => {
        const scores = given.map(({ id, a }) => scoreOf(id, a));
        const all = Object.keys(NULL_TABLE.scorers);
        const silent = all.filter((id) => !scores.some((score) => score.id === id));
        const chances = silent.map((_, i) =>
          chanceOf([...scores, ...silent.slice(0, i).map((id) => scoreOf(id, 0))], checkIns),
        );
        for (const [i, chance] of chances.entries()) {
          const before = chances[Math.max(0, i - 1)]!.falseAlarm;
          expect(chance!.falseAlarm).toBeGreaterThanOrEqual(before * (1 - 1e-12));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("knows nothing of scorers without a null", () => {
    expect(chanceOf([scoreOf("mine", 1)], 100, undefined, TABLE)).toBeUndefined();
    expect(chanceOf([], 100, undefined, TABLE)).toBeUndefined();
    expect(isCalibrated("toString")).toBe(false);
    expect(isCalibrated("comb")).toBe(true);
  });

  test("asks only the scorers that count", () => {
    const scores = [scoreOf("a", 0.4), scoreOf("b", 0.1)];
    const asking = (...ids: string[]) => chanceOf(scores, 1000, (id) => ids.includes(id), TABLE);
    expect(asking("a")).toEqual(chanceOf(scores.slice(0, 1), 1000, undefined, TABLE));
    expect(asking("b")).toEqual(chanceOf(scores.slice(1), 1000, undefined, TABLE));
    expect(asking("a", "b")?.falseAlarm).toBeGreaterThan(asking("a")!.falseAlarm);
    expect(asking()).toBeUndefined();
  });

  test("knows nothing of fewer check-ins than the null has", () => {
    expect(chanceOf([scoreOf("a", 1)], 9, undefined, TABLE)).toBeUndefined();
    expect(chanceOf([scoreOf("a", 1)], 10, undefined, TABLE)).toBeDefined();
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
