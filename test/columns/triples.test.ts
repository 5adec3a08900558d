import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Triples } from "../../src/columns/triples.js";
import { RUNS } from "../support/arrays.js";

type Triple = readonly [first: number, second: number, third: number];

/** The ids of the triples, assigned all at once. */
function assign(triples: Triples, rows: readonly Triple[]): number[] {
  const [first, second, third] = [0, 1, 2].map((i) => Uint32Array.from(rows, (row) => row[i]!));
  const ids = new Uint32Array(rows.length);
  triples.assign(first!, second!, third!, rows.length, ids, 0);
  return [...ids];
}

/** The ids that a Map keyed by text gives. */
function expected(rows: readonly Triple[]): number[] {
  const ids = new Map<string, number>();
  return rows.map((row) => {
    const key = row.join();
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  });
}

/** The triples by id. */
function rowsOf(triples: Triples): Triple[] {
  const { first, second, third } = triples.columns();
  return Array.from(first, (value, id) => [value, second[id]!, third[id]!]);
}

const number = fc.oneof(fc.nat(2), fc.constantFrom(2 ** 31, 2 ** 32 - 1), fc.nat(2 ** 32 - 1));

describe("Triples", () => {
  test("the example holds", () => {
    const ids = new Uint32Array(2);
    new Triples().assign(
      Uint32Array.of(7, 8),
      Uint32Array.of(1, 1),
      Uint32Array.of(2, 2),
      2,
      ids,
      0,
    );
    expect(ids).toEqual(Uint32Array.of(0, 1));
  });

  test("gives the ids that a Map keyed by text gives, and the triples back", () => {
    const rows = fc.array(fc.tuple(number, number, number), { maxLength: 500 });
    fc.assert(
      fc.property(rows, (given) => {
        const triples = new Triples();
        const ids = expected(given);
        expect(assign(triples, given)).toEqual(ids);
        expect(assign(triples, given)).toEqual(ids);
        expect(triples.size).toBe(new Set(ids).size);
        expect(rowsOf(triples)).toEqual(given.filter((_, i) => ids.indexOf(ids[i]!) === i));
      }),
      RUNS,
    );
  });

  test("keeps every id while it grows to 200,000 triples, and triples that differ in one number only", () => {
    const rows = Array.from({ length: 200_000 }, (_, i): Triple => {
      const value = i % 66_667;
      return [
        i < 66_667 ? value : 0,
        i >= 66_667 && i < 133_334 ? value : 0,
        i >= 133_334 ? value : 0,
      ];
    });
    const triples = new Triples();
    const ids = assign(triples, rows);
    expect(ids).toEqual(expected(rows));
    expect(assign(triples, rows)).toEqual(ids);
    const byId = rowsOf(triples);
    for (const [row, id] of ids.entries()) {
      if (byId[id]?.join() !== rows[row]?.join()) expect.fail(`row ${row}`);
    }
  });

  test("writes from the place it is told, and no further than the count", () => {
    const ids = new Uint32Array(5).fill(99);
    const ones = Uint32Array.of(1, 2, 3);
    new Triples().assign(ones, ones, ones, 2, ids, 1);
    expect(ids).toEqual(Uint32Array.of(99, 0, 1, 99, 99));
  });

  test("has empty columns at first", () => {
    expect(new Triples().size).toBe(0);
    expect(rowsOf(new Triples())).toEqual([]);
  });
});
