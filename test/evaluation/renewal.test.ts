import { describe, expect, test } from "vitest";
import { randomFrom } from "../../src/evaluation/random.js";
import { checkIns, renewal } from "../../src/evaluation/renewal.js";

describe("renewal", () => {
  test("adds gap to gap until the window ends, the end itself outside", () => {
    expect(renewal({ start: 0, end: 10_000 }, 1, () => 4)).toEqual([1000, 5000, 9000]);
    expect(renewal({ start: 0, end: 9000 }, 1, () => 4)).toEqual([1000, 5000]);
  });

  test("refuses gaps that never leave the window", () => {
    expect(() => renewal({ start: 0, end: 1000 }, 0, () => 0)).toThrow(RangeError);
  });

  test("checkIns begin within one sleep and are never early", () => {
    const times = checkIns(randomFrom("c"), { start: 0, end: 3_600_000 }, 0.15, () => 60);
    expect(times[0]).toBeLessThan(60_000);
    expect(times.every((time, i) => i === 0 || time - times[i - 1]! >= 60_000)).toBe(true);
  });
});
