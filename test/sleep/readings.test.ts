import { describe, expect, test } from "vitest";
import { clockOf } from "../../src/sleep/clock.js";
import { readingsOf } from "../../src/sleep/readings.js";

describe("readingsOf", () => {
  test.each([
    [48, 60, "one-sided", 60, 0.2],
    [48, 72, "two-sided", 60, 0.2],
    [189, 300, "one-sided", 300, 0.37],
    [3600, 3720, "additive", 3600, 1 / 30],
  ] as const)("reads %i to %i s as %s", (low, high, law, period, jitter) => {
    const [best, ...others] = readingsOf(low, high, 0.3);
    expect(best).toMatchObject({ law, periodSeconds: period });
    expect(best?.jitter).toBeCloseTo(jitter, 9);
    expect(others.every(({ roundness }) => roundness < best!.roundness)).toBe(true);
  });

  test("takes the round period for the one that was set, within the error", () => {
    expect(readingsOf(48.1, 60.2, 0.3)[0]).toMatchObject({ law: "one-sided", periodSeconds: 60 });
    expect(readingsOf(48.1, 60.2, 0.1)[0]?.roundness).toBe(0);
  });

  test("finds nothing round where the error is too wide to tell", () => {
    expect(readingsOf(6, 60, 6).every(({ roundness }) => roundness === 0)).toBe(true);
  });

  test("takes no more than all of the sleep for its jitter, though the round period is shorter than the measured one", () => {
    const twoSided = readingsOf(0, 61, 1).find(({ law }) => law === "two-sided");
    expect(twoSided).toMatchObject({ periodSeconds: 30, jitter: 1 });
  });

  test("does not believe an addition longer than the sleep", () => {
    const additive = readingsOf(10, 30, 0.1).find(({ law }) => law === "additive");
    expect(additive?.roundness).toBe(0);
  });
});

describe("clockOf", () => {
  const alternating = Float64Array.from({ length: 40 }, (_, i) => 60 + (i % 2 === 0 ? 3 : -3));

  test("sees what is made up for", () => {
    expect(clockOf(alternating, 60, false, 0.001)).toMatchObject({
      clocked: true,
      periodSeconds: 60,
    });
  });

  test("does not take rounding for it, nor delays that add up", () => {
    expect(
      clockOf(
        alternating.map((one) => 60 + (one - 60) / 6),
        60,
        false,
        1,
      )?.clocked,
    ).toBe(false);
    const steps = Float64Array.from({ length: 40 }, (_, i) => 60 + (Math.floor(i / 2) % 2));
    expect(clockOf(steps, 60, false, 0.001)?.clocked).toBe(false);
  });

  test("counts whole periods where check-ins are missing", () => {
    const missed = alternating.map((one, i) => (i % 4 === 0 ? one + 60 : one));
    expect(clockOf(missed, 60, true, 0.001)?.periodSeconds).toBeCloseTo(60, 9);
  });

  test("is not hidden by a connection that cuts an interval in two", () => {
    const cut = Float64Array.from([
      ...alternating.subarray(0, 20),
      30,
      33,
      ...alternating.subarray(21),
    ]);
    expect(clockOf(cut, 60, false, 0.001)?.clocked).toBe(true);
  });

  test("is not seen in one check-in that comes late", () => {
    const sleeps = Float64Array.from({ length: 40 }, (_, i) => 60 + 0.1 * (Math.floor(i / 2) % 2));
    sleeps.set([100, 20], 19);
    expect(clockOf(sleeps, 60, false, 0.001)?.clocked).toBe(false);
  });

  test("says nothing of fewer than twelve intervals", () => {
    expect(clockOf(alternating.subarray(0, 11), 60, false, 0.001)).toBeUndefined();
  });
});
