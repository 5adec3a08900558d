import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Chunks } from "../../src/columns/chunks.js";
import { placeByGroup, scatter } from "../../src/columns/scatter.js";
import { RUNS } from "../support/arrays.js";

describe("placeByGroup", () => {
  test("the example holds", () => {
    const ids = Uint32Array.of(1, 0, 1);
    expect(placeByGroup([ids], 2)).toEqual(Uint32Array.of(0, 1, 3));
    expect(ids).toEqual(Uint32Array.of(1, 0, 2));
  });

  test("places rows as a stable sort by group does, over several chunks, empty groups and all", () => {
    const chunks = fc.array(fc.array(fc.nat(6), { maxLength: 30 }), { maxLength: 4 });
    fc.assert(
      fc.property(chunks, (groups) => {
        const all = groups.flat();
        const order = all.map((_, row) => row).sort((a, b) => all[a]! - all[b]!);
        const ids = groups.map((chunk) => Uint32Array.from(chunk));
        const offsets = placeByGroup(ids, 7);
        const positions = ids.flatMap((chunk) => [...chunk]);
        expect(positions).toEqual(all.map((_, row) => order.indexOf(row)));
        for (let group = 0; group < 7; group++) {
          const before = all.filter((other) => other < group).length;
          expect(offsets[group]).toBe(before);
        }
        expect(offsets[7]).toBe(all.length);
      }),
      RUNS,
    );
  });
});

describe("scatter", () => {
  test("puts each value at its position, gives the chunks away, and leaves what has none as it is", () => {
    const column = new Chunks((rows) => new Float64Array(rows));
    column.at(0).set([10, 11]);
    column.at(2).set([30]);
    const positions = [Uint32Array.of(3, 1), Uint32Array.of(0), Uint32Array.of(2)];
    const target = new Float64Array(4).fill(Number.NaN);
    expect(scatter(column, positions, target)).toBe(target);
    expect(target).toEqual(Float64Array.of(Number.NaN, 11, 30, 10));
    expect([0, 1, 2].map((chunk) => column.take(chunk))).toEqual([undefined, undefined, undefined]);
  });
});
