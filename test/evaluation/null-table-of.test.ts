import { describe, expect, test } from "vitest";
import { exponential } from "../../src/evaluation/distributions.js";
import { type NullSample, nullTableOf } from "../../src/evaluation/null-table-of.js";
import { type Random, randomFrom } from "../../src/evaluation/random.js";
import { chanceOf, type NullTable, shareAbove } from "../../src/scoring/false-alarm.js";

/** So many samples with this number of check-ins; null stands for a scorer that says nothing. */
function samplesOf(
  count: number,
  checkIns: number,
  valuesOf: (i: number) => Readonly<Record<string, number | null>>,
): NullSample[] {
  return Array.from({ length: count }, (_, i) => ({
    checkIns,
    scores: Object.entries(valuesOf(i)).flatMap(([id, value]) =>
      value === null ? [] : [{ id, value, evidence: {} }],
    ),
  }));
}

const steep = (random: Random) => Math.min(1, exponential(random, 0.06));
const rowOf = (table: NullTable, id: string, i = 0) => table.scorers[id]?.[i] ?? [];

describe("the null table of", () => {
  test("values spread evenly over [0, 1] gives a value v the chance 1 − v", () => {
    const samples = samplesOf(10_000, 30, (i) => ({ a: (i + 0.5) / 10_000 }));
    const table = nullTableOf(samples, ["a"], [30]);
    expect(table.pairs).toBe(10_000);
    for (const value of [0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99]) {
      expect(shareAbove("a", value, 30, table)).toBeCloseTo(1 - value, 3);
    }
    for (let value = 0; value < 0.99; value += 0.01) {
      expect(Math.abs(shareAbove("a", value, 30, table) - (1 - value))).toBeLessThan(0.02);
    }
  });

  test("an exponential law gives its tail, far beyond what was seen", () => {
    const samples = samplesOf(20_000, 30, (i) => ({ a: -0.05 * Math.log((i + 0.5) / 20_000) }));
    const table = nullTableOf(samples, ["a"], [30]);
    expect(rowOf(table, "a").at(-1)).toBeCloseTo(0.05, 2);
    for (const value of [0.1, 0.3, 0.5, 0.7]) {
      const expected = Math.exp(-value / 0.05);
      expect(Math.log(shareAbove("a", value, 30, table) / expected)).toBeCloseTo(0, 0);
    }
  });

  test("scorers that all say the same counts them as one, and independent ones as so many", () => {
    const random = randomFrom("independent");
    const same = samplesOf(10_000, 30, () => {
      const value = steep(random);
      return { a: value, b: value, c: value, d: value };
    });
    const each = samplesOf(40_000, 30, () => ({
      a: steep(random),
      b: steep(random),
      c: steep(random),
      d: steep(random),
    }));
    const counts = (samples: NullSample[]) =>
      nullTableOf(samples, ["a", "b", "c", "d"], [30]).independent[0]!;
    for (const count of counts(same)) expect(Math.abs(count - 1)).toBeLessThan(0.25);
    for (const count of counts(each).slice(0, 4))
      expect(Math.abs(count / 4 - 1)).toBeLessThan(0.15);
  });

  test("scorers that often agree gives as small a chance as often as it says", () => {
    const random = randomFrom("agree");
    const draw = () => {
      const common = steep(random);
      const own = () => (random() < 0.5 ? common : steep(random));
      return { a: own(), b: own(), c: own() };
    };
    const checkIns = (i: number) => (i % 2 === 0 ? 10 : 100);
    const samples = Array.from({ length: 20_000 }, (_, i) =>
      samplesOf(1, checkIns(i), draw),
    ).flat();
    const table = nullTableOf(samples, ["a", "b", "c"], [10, 100]);
    const others = Array.from({ length: 20_000 }, (_, i) => samplesOf(1, checkIns(i), draw)).flat();
    const chances = others.map(
      (sample) => chanceOf(sample.scores, sample.checkIns, undefined, table)!.falseAlarm,
    );
    for (const share of [0.3, 0.1, 0.03, 0.01, 0.003]) {
      const found = chances.filter((chance) => chance <= share).length / chances.length;
      expect(Math.abs(found - share)).toBeLessThan(0.005 + 4 * Math.sqrt(share / chances.length));
    }
  });
});

describe("a null table", () => {
  test("takes a scorer that says nothing for one that says 0", () => {
    const samples = samplesOf(2000, 30, (i) => ({ a: i < 600 ? 0.5 : null, mute: null }));
    const table = nullTableOf(samples, ["a", "mute"], [30]);
    expect(shareAbove("a", 0.5, 30, table)).toBeCloseTo(0.3, 9);
    expect(
      rowOf(table, "mute")
        .slice(0, -1)
        .every((value) => value === 0),
    ).toBe(true);
    expect(table.shares).toHaveLength(rowOf(table, "mute").length - 1);
  });

  test("has a wide tail where too few values tell it, and none that is steeper than 0.01", () => {
    const few = samplesOf(1000, 30, (i) => ({ a: i / 1000 }));
    expect(rowOf(nullTableOf(few, ["a"], [30]), "a").at(-1)).toBe(0.05);
    const steepest = samplesOf(5000, 30, (i) => ({ a: i < 4900 ? 0 : 0.5 + i * 1e-9 }));
    expect(rowOf(nullTableOf(steepest, ["a"], [30]), "a").at(-1)).toBe(0.01);
  });

  test("puts each pair to the number of check-ins that is nearest by its logarithm", () => {
    const samples = [
      ...samplesOf(500, 3, () => ({ a: 0.1 })),
      ...samplesOf(500, 31, () => ({ a: 0.2 })),
      ...samplesOf(500, 32, () => ({ a: 0.8 })),
      ...samplesOf(500, 9000, () => ({ a: 0.9 })),
    ];
    const table = nullTableOf(samples, ["a"], [10, 100]);
    expect([rowOf(table, "a", 0)[0], rowOf(table, "a", 0)[12]]).toEqual([0.1, 0.2]);
    expect([rowOf(table, "a", 1)[0], rowOf(table, "a", 1)[12]]).toEqual([0.8, 0.9]);
  });

  test("gives a value that many share no smaller a chance than theirs, however it is rounded", () => {
    for (const shared of [0.12344, 0.12346, 0.999999, 0.00098765, 1]) {
      const samples = samplesOf(5000, 30, (i) => ({ a: i < 4000 ? 0 : shared }));
      const table = nullTableOf(samples, ["a"], [30]);
      expect(shareAbove("a", shared, 30, table)).toBeGreaterThan(0.19);
      expect(shareAbove("a", shared * 1.001, 30, table)).toBeLessThan(0.02);
    }
  });

  test("counts those of fewer check-ins than its first number among that, for independent scorers too", () => {
    const random = randomFrom("fewer");
    const draw = () => ({ a: steep(random), b: steep(random), c: steep(random) });
    const few = samplesOf(20_000, 5, draw);
    const [counts] = nullTableOf(few, ["a", "b", "c"], [6]).independent;
    for (const count of counts!.slice(0, 4)) expect(Math.abs(count / 3 - 1)).toBeLessThan(0.2);
  });

  test("is refused where a number of check-ins has too few pairs", () => {
    const samples = samplesOf(999, 30, () => ({ a: 0.5 }));
    expect(() => nullTableOf(samples, ["a"], [30])).toThrow(
      new RangeError("999 samples of about 30 check-ins, not 1000"),
    );
    expect(() => nullTableOf(samples, ["a"], [30, 300], 10)).toThrow(
      new RangeError("0 samples of about 300 check-ins, not 10"),
    );
    expect(nullTableOf(samples, ["a"], [30], 999).pairs).toBe(999);
  });
});
