import { expect, test } from "vitest";
import { bandReach } from "../../../src/qradar/rescore/index.js";
import { DEFAULT_RULE, widenedForJitter } from "../../../src/reference/index.js";

test("the default bands see one-sided jitter to 16.7, 3.3 and 1.1 %", () => {
  const percent = bandReach(DEFAULT_RULE).map(({ oneSided }) => Math.round(oneSided * 1000) / 10);
  expect(percent).toEqual([16.7, 3.3, 1.1]);
});

test("of the band of 15 min no more than the interval test leaves is seen of an additive sleep", () => {
  expect(bandReach(DEFAULT_RULE).map(({ additiveSeconds }) => additiveSeconds)).toEqual([
    10, 10, 0,
  ]);
});

test("wider bands reach further", () => {
  const wide = bandReach(widenedForJitter(DEFAULT_RULE, 0.4));
  for (const { oneSided } of wide) expect(oneSided).toBeGreaterThanOrEqual(0.4);
});
