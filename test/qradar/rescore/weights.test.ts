import { describe, expect, test } from "vitest";
import { familyScore } from "../../../src/qradar/rescore/family.js";
import { WEIGHED_SIGNS } from "../../../src/qradar/rescore/signs.js";
import {
  AGGREGATES_PROFILE,
  aggregateScore,
  SCORE_LIMIT,
} from "../../../src/qradar/rescore/weights.js";

const evidence = {};
const scoreWith = (...signs: readonly (readonly [id: string, value: number])[]) =>
  aggregateScore(signs.map(([id, value]) => ({ id, value, evidence })));
const nothing = aggregateScore([]);

describe("a sign at its most", () => {
  test.each(["round-mean", "request-size", "window-share", "prevalence", "persistence"])(
    "of %s raises",
    (id) => {
      expect(scoreWith([id, 1])).toBeGreaterThan(nothing);
    },
  );

  test.each([
    ...["volume-only", "alike-sources", "known-family", "active-hours", "implant-settings"],
  ])("of %s raises nothing", (id) => {
    expect(scoreWith([id, 1])).toBeCloseTo(nothing, 12);
  });

  test("raises most of all where the mean is round, then where it comes back", () => {
    const raised = ["round-mean", "persistence", "window-share", "prevalence"].map((id) =>
      scoreWith([id, 1]),
    );
    expect(raised).toEqual(raised.toSorted((a, b) => b - a));
    expect(raised[0]).toBeGreaterThan(raised[1] as number);
    expect(raised[1]).toBeGreaterThan(raised[2] as number);
    expect(raised[2]).toBeGreaterThan(raised[3] as number);
    expect(scoreWith(["request-size", 1])).toBeLessThan(raised[2] as number);
  });
});

describe("a sign at its least", () => {
  test.each([
    ...["volume-only", "request-size", "window-share", "prevalence", "alike-sources"],
    ...["persistence", "known-family"],
  ])("of %s lowers", (id) => {
    expect(scoreWith([id, 0])).toBeLessThan(nothing);
  });

  test.each(["round-mean", "active-hours", "implant-settings"])("of %s lowers nothing", (id) => {
    expect(scoreWith([id, 0])).toBeCloseTo(nothing, 12);
  });

  test("lowers most where others do the same, then where it is known or of no check-in's size", () => {
    const lowered = ["alike-sources", "known-family", "volume-only", "window-share"].map((id) =>
      scoreWith([id, 0]),
    );
    for (const [i, score] of lowered.entries()) {
      if (i > 0) expect(score).toBeGreaterThan(lowered[i - 1] as number);
    }
    expect(scoreWith(["request-size", 0])).toBeCloseTo(scoreWith(["known-family", 0]), 12);
    expect(scoreWith(["prevalence", 0])).toBeCloseTo(scoreWith(["alike-sources", 0]), 12);
    expect(scoreWith(["persistence", 0])).toBeGreaterThan(scoreWith(["volume-only", 0]));
  });
});

test("a round mean outweighs a family, not what many do alike", () => {
  expect(scoreWith(["round-mean", 1], ["known-family", 0])).toBeGreaterThan(nothing);
  expect(scoreWith(["round-mean", 1], ["alike-sources", 0])).toBeLessThan(nothing);
});

test("a family is at its least", () => {
  expect(aggregateScore([familyScore()])).toBe(scoreWith(["known-family", 0]));
});

test("a row begins at odds of one to two, and no signs bring it to the limit", () => {
  expect(nothing / (0.99 * SCORE_LIMIT)).toBeCloseTo(1 / 3, 12);
  const raising = Object.keys(AGGREGATES_PROFILE.weights).map((id) => [id, 1] as const);
  const all = scoreWith(...raising);
  expect(all).toBeGreaterThan(0.65);
  expect(all).toBeLessThan(SCORE_LIMIT);
});

test("every sign that is weighed has a weight", () => {
  expect(WEIGHED_SIGNS).toHaveLength(
    Object.values(AGGREGATES_PROFILE.weights).filter((weight) => weight !== 0).length,
  );
});
