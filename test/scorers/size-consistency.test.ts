import fc from "fast-check";
import { median, medianAbsoluteDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { integer } from "../../src/evaluation/distributions.js";
import { sizeConsistency } from "../../src/scorers/size-consistency.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";
import { meanOver } from "../support/series.js";

const NOWHERE = { start: 0, end: 0 };

/** The score of connections that send and get so many bytes; what is not said is not known. */
function scoreOf(sent: readonly (number | null)[], got: readonly (number | null)[] = []) {
  const seconds = Array.from({ length: Math.max(sent.length, got.length) }, (_, i) => i);
  const connections = connectionsAt(seconds, sent) //
    .map((connection, i) => ({ ...connection, bytesIn: got[i] ?? null }));
  return sizeConsistency.score(pairFrom(connections), NOWHERE);
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

  test("gives the answers' consistency where only they are known", () => {
    expect(scoreOf([], [400, 500, 500, 600, 600])).toEqual({
      id: "size-consistency",
      value: expect.closeTo(0.8, 12),
      evidence: { medianBytesIn: 500, madBytesIn: 100, sizesIn: 5 },
    });
  });

  test("gives the mean of requests and answers where both are known", () => {
    const score = scoreOf([512, 512, 512, 512, 512, 512], [400, 500, 500, 600, 600]);
    expect(score?.value).toBeCloseTo(0.9, 12);
    expect(score?.evidence).toEqual({
      medianBytes: 512,
      madBytes: 0,
      sizes: 6,
      medianBytesIn: 500,
      madBytesIn: 100,
      sizesIn: 5,
    });
  });

  test("leaves a direction out that has too few sizes, or mostly empty ones", () => {
    const alone = scoreOf([400, 500, 500, 600, 600]);
    expect(scoreOf([400, 500, 500, 600, 600], [90, 90, 90, 90])).toEqual(alone);
    expect(scoreOf([400, 500, 500, 600, 600], [0, 0, 0, 90, 90])).toEqual(alone);
    expect(Object.keys(scoreOf([0, 0, 0, 0, 0], [90, 90, 90, 90, 90])?.evidence ?? {})).toEqual([
      "medianBytesIn",
      "madBytesIn",
      "sizesIn",
    ]);
  });

  test("finds a quarter of the range in sizes spread evenly over it, whichever way they go", () => {
    const value = meanOver(20, "sizes", (random) => {
      const sizes = Array.from({ length: 400 }, () => integer(random, 500, 1500));
      expect(scoreOf([], sizes)?.value).toBe(scoreOf(sizes)?.value);
      return scoreOf(sizes)?.value ?? 0;
    });
    expect(Math.abs(value - (1 - 250 / 1000))).toBeLessThan(0.02);
  });

  test("explains itself", () => {
    expect(sizeConsistency.explain?.({ medianBytes: 2048, madBytes: 20.48, sizes: 9 })).toBe(
      "Sends 2.05 kB each time, give or take 20.5 B (1 %).",
    );
    const got = { medianBytesIn: 90, madBytesIn: 0, sizesIn: 9 };
    expect(sizeConsistency.explain?.(got)).toBe("Gets 90 B each time, give or take 0 B (0 %).");
    const both = { medianBytes: 2048, madBytes: 20.48, sizes: 9, ...got };
    expect(sizeConsistency.explain?.(both)).toBe(
      "Sends 2.05 kB each time, give or take 20.5 B (1 %), gets 90 B each time, give or take 0 B (0 %).",
    );
  });
});
