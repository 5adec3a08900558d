import { expect, test } from "vitest";
import { bandReach } from "../../../src/qradar/rescore/band-reach.js";
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

test("what the interval test cuts off of a band on either side is not reached", () => {
  const cut = { ...DEFAULT_RULE, bands: [[55, 65]] as const, interval: [58, 62] as const };
  const [reach] = bandReach(cut);
  expect(reach?.periodSeconds).toBe(60);
  expect(reach?.oneSided).toBeCloseTo(2 / 30, 12);
  expect(reach?.additiveSeconds).toBe(4);
});

test("of a band that lies outside it nothing is", () => {
  const outside = { ...DEFAULT_RULE, bands: [[55, 65]] as const };
  expect(bandReach({ ...outside, interval: [70, 900] })).toMatchObject([{ oneSided: 0 }]);
  expect(bandReach({ ...outside, interval: [10, 50] })).toMatchObject([{ additiveSeconds: 0 }]);
});
