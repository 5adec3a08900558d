import { describe, expect, test } from "vitest";
import { settingsThatFit } from "../../../src/qradar/rescore/settings-that-fit.js";

const sleeps = (mean: number, intervals: number, error = 0.001) =>
  settingsThatFit(mean, intervals, error).map(
    ({ law, periodSeconds, jitter }) => `${law} ${periodSeconds} ${Math.round(100 * jitter)} %`,
  );

describe("a two-sided sleep of 60 s", () => {
  test.each([
    // From 0.82 s below it over 1,459 intervals: z is 1.78 at 50 %, 2.22 at 40 %.
    [59.181, 1459, 50],
    // 0.3 s below: the standard error of 20 % is 0.181 s, of 15 % 0.136 s.
    [59.7, 1459, 20],
    [60, 1459, 0],
    // Latency adds half a second at most.
    [60.4, 1459, 0],
    [60.8, 1459, 20],
  ])("has a mean of %f s over %i intervals from %i %% of jitter on", (mean, intervals, percent) => {
    expect(sleeps(mean, intervals)).toContain(`two-sided 60 ${percent} %`);
  });

  test("has none that only more than 50 % of jitter would explain", () => {
    expect(sleeps(59, 1459).filter((text) => text.startsWith("two-sided"))).toEqual([]);
  });

  test("has a mean below it without jitter where printing may be off by as much", () => {
    expect(sleeps(59.181, 1459, 0.82)).toContain("two-sided 60 0 %");
  });
});

describe("a jittered sleep", () => {
  test.each([
    ["one-sided 60 40 %", 48],
    // A latency makes the mean longer, never shorter.
    ["one-sided 60 40 %", 48.4],
    ["additive 60 20 %", 66],
    ["additive 60 20 %", 66.4],
  ])("%s has a mean of %f s", (sleep, mean) => {
    expect(sleeps(mean, 40_000)).toContain(sleep);
  });

  test.each([
    ["one-sided 60 40 %", 47.6],
    ["additive 60 20 %", 65.6],
    ["one-sided 60 5 %", 60.4],
  ])("%s has no mean of %f s", (sleep, mean) => {
    expect(sleeps(mean, 40_000)).not.toContain(sleep);
  });

  test("is not named where its jitter would be unsure", () => {
    expect(sleeps(48, 4)).not.toContain("one-sided 60 40 %");
    expect(sleeps(48, 400)).toContain("one-sided 60 40 %");
  });
});

test("what needs the least jitter comes first", () => {
  expect(sleeps(60.01, 1439)[0]).toBe("two-sided 60 0 %");
  expect(sleeps(56.7, 25)[0]).toBe("one-sided 60 10 %");
});

test("of settings with as much jitter one-sided ones come before additive ones", () => {
  const alike = sleeps(72, 40_000).filter((text) => text.endsWith(" 40 %"));
  expect(alike).toEqual(["one-sided 90 40 %", "additive 60 40 %"]);
});
