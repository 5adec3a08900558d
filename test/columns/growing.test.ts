import { expect, test } from "vitest";
import { Growing } from "../../src/columns/growing.js";

const doubles = (length: number) => new Float64Array(length);

test("keeps all values while it grows, and tells their positions", () => {
  const column = new Growing(doubles);
  for (let i = 0; i < 5000; i++) expect(column.push(i / 2)).toBe(i);
  expect(column.length).toBe(5000);
  expect(column.values()).toEqual(Float64Array.from({ length: 5000 }, (_, i) => i / 2));
});

test("changes a value where it stands", () => {
  const column = new Growing(doubles);
  column.push(1);
  column.push(2);
  column.set(0, 9);
  expect([column.at(0), column.at(1)]).toEqual([9, 2]);
});

test("is empty once its values were taken", () => {
  const column = new Growing(doubles);
  column.push(1);
  expect(column.take()).toEqual(Float64Array.of(1));
  expect(column.length).toBe(0);
  expect(column.push(3)).toBe(0);
  expect(column.values()).toEqual(Float64Array.of(3));
});
