import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortRows } from "../../src/columns/sort-rows.js";
import { difference, RUNS } from "../support/arrays.js";

/** Sorts the values beside three companions that hold each row's number, and checks all against Array's stable sort. */
function check(values: readonly number[], from = 0, to = values.length): void {
  const by = Float64Array.from(values);
  const rows = by.map((_, i) => i);
  const others = [rows, Uint32Array.from(rows), Uint8Array.from(rows)] as const;
  sortRows(by, others, from, to);
  const order = values.map((_, i) => i);
  const middle = order.slice(from, to).sort((a, b) => values[a]! - values[b]!);
  const expected = [...order.slice(0, from), ...middle, ...order.slice(to)];
  expect(
    difference(
      by,
      expected.map((row) => values[row]!),
    ),
  ).toBe(-1);
  expect(difference(others[0], expected)).toBe(-1);
  expect(difference(others[1], expected)).toBe(-1);
  expect(
    difference(
      others[2],
      expected.map((row) => row % 256),
    ),
  ).toBe(-1);
}

const ROWS = 100_000;
const make = (value: (i: number) => number): number[] =>
  Array.from({ length: ROWS }, (_, i) => value(i));
const scattered = (i: number): number => Math.imul(i, 0x9e3779b1) >>> 0;

describe("sortRows", () => {
  test("the example holds", () => {
    const [times, bytes] = [Float64Array.of(3, 1, 2), Uint32Array.of(30, 10, 20)];
    sortRows(times, [bytes], 0, 3);
    expect(bytes).toEqual(Uint32Array.of(10, 20, 30));
    expect(times).toEqual(Float64Array.of(1, 2, 3));
  });

  test("is a stable sort, for any values", () => {
    const value = fc.oneof(
      fc.nat(5),
      fc.integer(),
      fc.double({ noNaN: true }).map((x) => x + 0),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => check(values)),
      { ...RUNS, numRuns: 500 },
    );
  });

  test("touches only the rows it is told", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 120 }), fc.nat(), fc.nat(), (values, a, b) => {
        const [from, to] = [a, b].map((n) => n % (values.length + 1)).sort((x, y) => x - y);
        check(values, from as number, to as number);
      }),
      RUNS,
    );
  });

  test.each([0, 1, 2, 15, 16, 17, 31, 32, 33, 1023, 1024, 1025, 4097])(
    "sorts %d rows that come backwards",
    (rows) => check(Array.from({ length: rows }, (_, i) => rows - i)),
  );

  test.each([
    ["sorted", (i: number) => i],
    ["reversed", (i: number) => -i],
    ["random", scattered],
    ["all the same", () => 7],
    ["of ten values", (i: number) => scattered(i) % 10],
    ["a saw", (i: number) => i % 1000],
    ["sorted but for the last", (i: number) => (i === ROWS - 1 ? -1 : i)],
    ["two sorted halves", (i: number) => (i * 2) % ROWS],
    ["late by a few, as logs are", (i: number) => i + (scattered(i) % 50)],
  ])("sorts 100,000 rows: %s", (_, value) => check(make(value)));

  test("is not quadratic: a million rows backwards, and a million at random, take no minute", () => {
    for (const value of [(i: number) => -i, scattered]) {
      const by = Float64Array.from({ length: 1 << 20 }, (_, i) => value(i));
      const sum = by.reduce((total, x) => total + x, 0);
      sortRows(by, [], 0, by.length);
      expect(by.every((x, i) => i === 0 || x >= by[i - 1]!)).toBe(true);
      expect(by.reduce((total, x) => total + x, 0)).toBe(sum);
    }
  });

  test("sorts more rows than it keeps scratch for, and fewer again after", () => {
    const by = Float64Array.from({ length: (1 << 20) + 5 }, (_, i) => -i);
    const row = Uint32Array.from(by, (x) => -x);
    sortRows(by, [row], 0, by.length);
    expect(by.every((x, i) => x === -row[i]!)).toBe(true);
    expect(by[0]).toBe(-(1 << 20) - 4);
    check([3, 1, 2]);
  });
});
