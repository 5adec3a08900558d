import { describe, expect, test } from "vitest";
import type { Scorer } from "../../src/score.js";
import { defaultScorers } from "../../src/scorers/index.js";
import { DEFAULT_PROFILE, score } from "../../src/scoring/index.js";
import { connectionsAt } from "../support/scorer-laws.js";

/** A day of check-ins with lost ones, jitter and sizes of their own: no two scorers say the same. */
const CONNECTIONS = connectionsAt(
  Array.from({ length: 500 }, (_, i) => i * 160 + ((i * 37) % 61)),
  Array.from({ length: 500 }, (_, i) => 400 + ((i * 29) % 83)),
);
const WEIGHTS: Readonly<Record<string, number>> = DEFAULT_PROFILE.weights;

const saying = (id: string, value: number): Scorer => ({
  id,
  score: () => ({ id, value, evidence: {} }),
});
const found = (scorers: readonly Scorer[], changes: object = {}) => {
  const [finding] = score(CONNECTIONS, {
    scorers,
    profile: { ...DEFAULT_PROFILE, ...changes },
  }).findings;
  if (finding === undefined) throw new Error("no finding");
  return finding;
};

describe("the score of a finding", () => {
  test.each(defaultScorers)("without $id is the weighted mean of the other scorers", ({ id }) => {
    const all = found(defaultScorers);
    const others = all.scores.filter((score) => score.id !== id);
    const weight = others.reduce((sum, score) => sum + (WEIGHTS[score.id] as number), 0);
    const sum = others.reduce((sum, { id, value }) => sum + (WEIGHTS[id] as number) * value, 0);
    const less = found(defaultScorers.filter((scorer) => scorer.id !== id));
    expect(all.scores).toHaveLength(defaultScorers.length);
    expect(less.scores).toEqual(others);
    expect(less.score).toBeCloseTo((sum / weight) * (1 - Math.exp(-500 / 15)), 12);
    expect(less.score).not.toBeCloseTo(all.score, 3);
  });

  test("is moved by no scorer of weight 0, which is reported all the same", () => {
    const weights = { ...WEIGHTS, persistence: 0 };
    const mute = found(defaultScorers, { weights });
    const without = found(defaultScorers.filter(({ id }) => id !== "persistence"));
    expect(mute.scores.map(({ id }) => id)).toContain("persistence");
    expect(mute.score).toBe(without.score);
    expect(mute.explanation).toEqual(without.explanation);
  });

  test("counts a scorer that no profile lists as one of weight 1", () => {
    const [listed, unlisted] = [saying("interval-mad", 1), saying("mine", 0)];
    expect(found([listed, unlisted], { shrink: 0 }).score).toBe(0.8);
  });
});

describe("the level of a finding", () => {
  test.each([
    [0.29, "none"],
    [0.3, "low"],
    [0.5, "medium"],
    [0.7, "high"],
    [0.9, "high"],
    [1, "high"],
  ])("of %f is %s by timing alone", (value, level) => {
    expect(found([saying("interval-mad", value)], { shrink: 0 }).level).toBe(level);
  });

  test("is critical from 0.9 once a context scorer agrees", () => {
    const prevalence = saying("prevalence", 0.5);
    const shrink = 0;
    expect(found([saying("interval-mad", 1), prevalence], { shrink })).toMatchObject({
      score: 0.9,
      level: "critical",
    });
    expect(found([saying("interval-mad", 0.99), prevalence], { shrink }).level).toBe("high");
  });
});
