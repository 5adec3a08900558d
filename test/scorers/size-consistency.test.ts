import fc from "fast-check";
import { median, medianAbsoluteDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { sizeConsistency } from "../../src/scorers/size-consistency.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const NOWHERE = { start: 0, end: 0 };

function scoreOf(bytes: readonly (number | null)[]) {
  const seconds = bytes.map((_, i) => i);
  return sizeConsistency.score(pairFrom(connectionsAt(seconds, bytes)), NOWHERE);
}

describe("size-consistency", () => {
  test("gives requests of one size 1", () => {
    expect(scoreOf([512, 512, 512, 512, 512])).toEqual({
      id: "size-consistency",
      value: 1,
      evidence: { medianBytes: 512, madBytes: 0, sizes: 5 },
    });
  });

  test("gives 1 − MAD / median, and 0 where that is below", () => {
    expect(scoreOf([400, 500, 500, 600, 600])?.value).toBeCloseTo(0.8, 12);
    expect(scoreOf([10, 10, 20, 40, 80])?.value).toBe(0.5);
    expect(scoreOf([1, 1, 5, 900, 900])?.value).toBe(1 - 4 / 5);
    expect(scoreOf([1, 2, 3, 900, 900, 900])?.value).toBeCloseTo(1 - 448.5 / 451.5, 12);
    expect(scoreOf([0, 0, 1, 9, 9])?.value).toBe(0);
  });

  test("looks at known sizes only, and counts them", () => {
    expect(scoreOf([512, null, 512, null, 512, 512, 512, null])?.evidence.sizes).toBe(5);
  });

  test("says nothing of fewer than five known sizes, however many connections there are", () => {
    expect(scoreOf([512, 512, 512, 512, null, null, null, null])).toBeUndefined();
    expect(scoreOf([null, null, null, null, null, null])).toBeUndefined();
  });

  test("says nothing when most requests are empty, since logs of bodies show that of any GET", () => {
    expect(scoreOf([0, 0, 0, 0, 0, 0])).toBeUndefined();
    expect(scoreOf([0, 0, 0, 40, 40])).toBeUndefined();
    expect(scoreOf([0, 0, 40, 40, 40])).toBeDefined();
  });

  test("measures what simple-statistics measures", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 5, maxLength: 80 });
    fc.assert(
      fc.property(sizes, (bytes) => {
        const evidence = scoreOf(bytes)?.evidence;
        expect(evidence?.medianBytes).toBe(median(bytes));
        expect(evidence?.madBytes).toBe(medianAbsoluteDeviation(bytes));
      }),
      { seed: 1 },
    );
  });

  test("explains itself", () => {
    expect(sizeConsistency.explain?.({ medianBytes: 2048, madBytes: 20.48, sizes: 9 })).toBe(
      "Sends 2.05 kB each time, give or take 20.5 B (1 %).",
    );
  });
});
