import { expect, test } from "vitest";
import { ceil3, round3 } from "../../../src/rita/scores/round.js";

test("a half at the fourth decimal goes up, where toFixed goes by the bits below it", () => {
  expect((0.0045).toFixed(3)).toBe("0.004");
  expect(round3(0.0045)).toBe(0.005);
  expect(round3(0.8575)).toBe(0.858);
  expect(round3(0)).toBe(0);
});

test("rounding upward keeps a number of three decimals and lifts whatever is above it", () => {
  for (let k = 0; k <= 1000; k++) expect(ceil3(k / 1000)).toBe(k / 1000);
  expect(ceil3(0.5000001)).toBe(0.501);
});

test("rounding upward takes the noise of a sum for a fourth decimal", () => {
  expect((1 + (1 - 9 / 25)) / 2).toBe(0.8200000000000001);
  expect(ceil3((1 + (1 - 9 / 25)) / 2)).toBe(0.821);
});
