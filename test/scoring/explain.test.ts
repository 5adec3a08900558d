import { describe, expect, test } from "vitest";
import { BeaconryError } from "../../src/errors.js";
import type { Score, Scorer } from "../../src/score.js";
import { defaultScorers } from "../../src/scorers/index.js";
import { explain } from "../../src/scoring/explain.js";
import { DEFAULT_PROFILE, parseProfile } from "../../src/scoring/profile.js";
import { scoresOf } from "../../src/scoring/scores.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const CONTEXT = { start: Date.UTC(2026, 10, 22), end: Date.UTC(2026, 10, 22, 2) };
const clock = (count: number, bytes: number | null = 512) =>
  pairFrom(
    connectionsAt(
      Array.from({ length: count }, (_, i) => i * 60),
      new Array(count).fill(bytes),
    ),
  );

function explained(count: number, changes: object = {}, bytes: number | null = 512): string[] {
  const pair = clock(count, bytes);
  const explaining = { scorers: defaultScorers, profile: DEFAULT_PROFILE, context: CONTEXT };
  const all = { ...explaining, ...changes };
  return explain(pair, scoresOf(pair, all.scorers, CONTEXT), all);
}

describe("explain", () => {
  test("has a sentence for each scorer that spoke, the heaviest first", () => {
    const sentences = explained(100);
    expect(sentences.map((sentence) => sentence.split(" ", 1)[0])).toEqual([
      "Every",
      "Intervals",
      "Sends",
    ]);
    const weights = { "size-consistency": 9, "interval-mad": 0 };
    expect(explained(100, { profile: parseProfile({ weights }) })[0]).toMatch(/^Sends/);
  });

  test("has none for a scorer of weight 0, which moves nothing", () => {
    const profile = parseProfile({ weights: { "interval-mad": 0, "interval-skew": 0 } });
    expect(explained(100, { profile })).toEqual(["Sends 512 B each time, give or take 0 B (0 %)."]);
  });

  test("tells how far few connections hold the score down, and not when they hardly do", () => {
    expect(explained(15).at(-1)).toBe(
      "Only 15 connections: the score is held down to 63 % of what they show.",
    );
    expect(explained(60).at(-1)).not.toMatch(/held down/);
    const profile = parseProfile({ shrink: 0 });
    expect(explained(9, { profile }).at(-1)).not.toMatch(/held down/);
  });

  test("says what is missing when no scorer speaks", () => {
    expect(explained(4)).toEqual([
      "Too little for any scorer to speak: 4 connections, 4 of them with bytes sent, in 2 h of logs.",
    ]);
    const sizes = { scorers: defaultScorers.filter(({ id }) => id === "size-consistency") };
    expect(explained(50, sizes, 0)).toEqual([
      "Too little for any scorer to speak: 50 connections, none of them with bytes sent, in 2 h of logs.",
    ]);
  });

  test("lists the numbers of a scorer without words of its own", () => {
    const score: Score = { id: "mine", value: 0.256, evidence: { a: 1.23456, b: 0 } };
    const scorers: Scorer[] = [{ id: "mine", score: () => score }];
    expect(explained(100, { scorers })).toEqual(["mine 0.26 (a 1.23, b 0)."]);
    const plain: Scorer = { id: "mine", score: () => ({ ...score, evidence: {} }) };
    expect(explained(100, { scorers: [plain] })).toEqual(["mine 0.26."]);
  });

  test("names a scorer that fails at explaining", () => {
    const failing: Scorer = {
      id: "mine",
      score: () => ({ id: "mine", value: 1, evidence: {} }),
      explain() {
        throw new Error("no words");
      },
    };
    expect(() => explained(100, { scorers: [failing] })).toThrow(
      new BeaconryError("scorer mine cannot explain itself: no words"),
    );
  });
});
