import { describe, expect, test } from "vitest";
import { prevalence } from "../../src/scorers/prevalence.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const PAIR = pairFrom(connectionsAt([0, 60, 120]));

/** The score where so many sources reach the destination, and so many of them keep the pair's interval. */
function scoreOf(sources: number, reaching: number, alike = 1) {
  const asked: string[] = [];
  const population = {
    sources,
    sourcesOf: (destination: string) => {
      asked.push(destination);
      return reaching;
    },
    alike: (pair: unknown) => (pair === PAIR ? alike : Number.NaN),
  };
  const score = prevalence.score(PAIR, { start: 0, end: 0, population });
  expect(asked.every((destination) => destination === PAIR.destination)).toBe(true);
  return score;
}

describe("prevalence", () => {
  test("gives a destination of one source 1", () => {
    expect(scoreOf(50, 1)).toEqual({
      id: "prevalence",
      value: 1,
      evidence: { sources: 50, reaching: 1, alike: 1 },
    });
  });

  test("gives one that all sources talk to 0", () => {
    expect(scoreOf(50, 50)?.value).toBe(0);
    expect(scoreOf(5, 5)?.value).toBe(0);
  });

  test("gives 1 − ln(k) / ln(N) between: a half where k is the root of N", () => {
    expect(scoreOf(100, 10)?.value).toBeCloseTo(0.5, 12);
    expect(scoreOf(10_000, 10)?.value).toBeCloseTo(0.75, 12);
    expect(scoreOf(50, 3)?.value).toBeCloseTo(1 - Math.log(3) / Math.log(50), 12);
  });

  test("takes a ninth off for each other source that keeps the same interval", () => {
    const alone = scoreOf(1000, 12)?.value ?? 0;
    const values = [1, 2, 3, 9, 10, 12].map(
      (alike) => (scoreOf(1000, 12, alike)?.value ?? -1) / alone,
    );
    const shares = [1, 8 / 9, 7 / 9, 1 / 9, 0, 0];
    for (const [i, share] of shares.entries()) expect(values[i]).toBeCloseTo(share, 12);
  });

  test("takes the pair's own source for one, whatever the population counts", () => {
    // Facts about another input, where nobody talks to the destination.
    expect(scoreOf(50, 0, 0)).toEqual(scoreOf(50, 1, 1));
  });

  test("gives 0, not less, where more reach it than are counted, as in facts about another input", () => {
    for (const alike of [1, 5, 30]) expect(scoreOf(50, 60, alike)?.value).toBe(0);
  });

  test("says nothing without a population, or of fewer than five sources", () => {
    expect(prevalence.score(PAIR, { start: 0, end: 0 })).toBeUndefined();
    expect(scoreOf(0, 0)).toBeUndefined();
    expect(scoreOf(4, 1)).toBeUndefined();
    expect(scoreOf(5, 1)?.value).toBe(1);
  });

  test.each([
    [1, 1, "The only one of 50 sources to talk to this destination (2 %)."],
    [3, 1, "3 of 50 sources talk to this destination (6 %)."],
    [3, 2, "3 of 50 sources talk to this destination (6 %); another one keeps the same interval."],
    [
      3,
      3,
      "3 of 50 sources talk to this destination (6 %); 3 of them keep the same interval, as managed agents do.",
    ],
    [
      40,
      12,
      "40 of 50 sources talk to this destination (80 %); 12 of them keep the same interval, as managed agents do.",
    ],
  ])("explains itself: %i reach it, %i alike", (reaching, alike, sentence) => {
    expect(prevalence.explain?.({ sources: 50, reaching, alike })).toBe(sentence);
  });
});
