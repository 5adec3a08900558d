import { expect, test } from "vitest";
import { Decimals } from "../../../src/qradar/rows/decimals.js";

const most = (...counts: number[]) => {
  const decimals = new Decimals();
  for (const count of counts) decimals.add(count);
  return decimals.most;
};

test("a column has as many decimals as its longest number", () => {
  expect(most()).toBe(0);
  expect(most(0, 3, 1)).toBe(3);
  expect(most(300)).toBe(20);
});

test("one damaged cell of twenty does not make a rounded column one that is printed in full", () => {
  expect(most(...Array(19).fill(2), 14)).toBe(2);
  expect(most(...Array(18).fill(2), 14)).toBe(14);
});
