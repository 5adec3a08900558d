import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ascendingSizes, ascendingTimes } from "../../../src/rita/scores/ascending.js";
import { intervalsOf, positive } from "../../../src/rita/scores/intervals.js";
import { sortWhole } from "../../../src/rita/scores/sort-whole.js";
import { tallyOf } from "../../../src/rita/scores/tally.js";
import { RUNS } from "../../support/arrays.js";

const most = fc.constantFrom(3, 255, 256, 70_000, 2 ** 32 - 1);
const values = most.chain((max) => fc.uint32Array({ max, minLength: 1, maxLength: 300 }));

describe("sortWhole", () => {
  test("sorts as the engine does, whatever the range", () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(sortWhole(list.slice())).toStrictEqual(list.slice().sort());
      }),
      RUNS,
    );
  });
});

describe("intervals", () => {
  test("are those between the times as they stand, in ascending order", () => {
    expect(intervalsOf(Uint32Array.of(100, 190, 250, 250))).toStrictEqual(
      Uint32Array.of(0, 60, 90),
    );
  });

  test("wrap around where the times go back", () => {
    const runs = Uint32Array.of(100, 160, 220, 130, 190, 250);
    const wrapped = 2 ** 32 - 90;
    expect(intervalsOf(runs)).toStrictEqual(Uint32Array.of(60, 60, 60, 60, wrapped));
  });

  test("of fewer than two times are none", () => {
    expect(intervalsOf(Uint32Array.of(7))).toHaveLength(0);
    expect(intervalsOf(Uint32Array.of())).toHaveLength(0);
  });

  test("above 0 begin behind the zeros", () => {
    expect([...positive(Uint32Array.of(0, 0, 5, 7))]).toStrictEqual([5, 7]);
    expect(positive(Uint32Array.of(0, 0))).toHaveLength(0);
  });
});

describe("tallyOf", () => {
  test("of two values as frequent, the mode is the smaller", () => {
    const tally = tallyOf(Uint32Array.of(0, 60, 60, 61, 61));
    expect(tally).toStrictEqual({
      values: Uint32Array.of(0, 60, 61),
      counts: Uint32Array.of(1, 2, 2),
      mode: 60,
      modeCount: 2,
    });
  });

  test("counts what a Map counts", () => {
    fc.assert(
      fc.property(values, (list) => {
        const counts = new Map<number, number>();
        for (const value of list.slice().sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
        const tally = tallyOf(list.slice().sort());
        expect([...tally.values]).toStrictEqual([...counts.keys()]);
        expect([...tally.counts]).toStrictEqual([...counts.values()]);
        expect(tally.modeCount).toBe(Math.max(...counts.values()));
      }),
      RUNS,
    );
  });
});

describe("ascending lists", () => {
  test("sizes beyond 32 bits are kept", () => {
    const large = 5_000_000_000;
    expect([...ascendingSizes([large, 40, large + 1])]).toStrictEqual([40, large, large + 1]);
  });

  test("sizes are a new list even where they ascend already, times are the same one", () => {
    const list = Uint32Array.of(1, 2, 3);
    expect(ascendingSizes(list)).not.toBe(list);
    expect(ascendingTimes(list)).toBe(list);
    expect(ascendingTimes(Uint32Array.of(2, 1))).toStrictEqual(Uint32Array.of(1, 2));
  });
});
