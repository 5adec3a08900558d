import { describe, expect, test } from "vitest";
import { BeaconryError } from "../../src/errors.js";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import type { Pair } from "../../src/pairs.js";
import type { Score, Scorer } from "../../src/score.js";
import { defaultScorers } from "../../src/scorers/index.js";
import { combine } from "../../src/scoring/combine.js";
import { explain } from "../../src/scoring/explain.js";
import { DEFAULT_PROFILE, parseProfile } from "../../src/scoring/profile.js";
import { scheduleOf } from "../../src/scoring/schedule.js";
import { scoresOf } from "../../src/scoring/scores.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const CONTEXT = { start: Date.UTC(2026, 10, 22), end: Date.UTC(2026, 10, 22, 2) };

function pairOf(gaps: readonly number[], bytes: number | null = 512): Pair {
  let time = 0;
  const times = [0, ...gaps.map((gap) => (time += gap))];
  return pairFrom(connectionsAt(times, new Array(times.length).fill(bytes)));
}

const clock = (count: number, bytes: number | null = 512) =>
  pairOf(new Array(count - 1).fill(60), bytes);

function told(pair: Pair, changes: object = {}) {
  const all = { scorers: defaultScorers, profile: DEFAULT_PROFILE, context: CONTEXT, ...changes };
  const scores = scoresOf(pair, all.scorers, CONTEXT);
  const combined = combine(scores, pair.sessions.starts.length, all.profile);
  const sleep = scheduleOf(pair, scores, combined);
  return { ...combined, sentences: explain({ pair, scores, combined, sleep }, all) };
}
const explained = (pair: Pair, changes: object = {}) => told(pair, changes).sentences;

describe("explain", () => {
  test("begins with the chance and the sleep, then the scorers that tell, then what else moved the odds", () => {
    const sentences = explained(clock(100));
    expect(sentences[0]).toMatch(
      /^Fewer than one in a million pairs without a schedule are as regular \(\S+\)\.$/,
    );
    expect(sentences[1]).toBe("Sleeps 60 s each time, without jitter.");
    expect(sentences.slice(5)).toEqual([
      "Sends 512 B each time, give or take 0 B (0 %).",
      expect.stringMatching(/^Spread evenly over time: index of dispersion 0\.\d+ over 16 parts/),
      expect.stringMatching(/^Intervals lie evenly about their median/),
    ]);
    expect(sentences).toHaveLength(8);
  });

  test("puts the scorer first whose evidence made the chance", () => {
    const random = randomFrom("half");
    const pair = pairOf(Array.from({ length: 99 }, () => uniform(random, 6, 60)));
    const { strongest, sentences } = told(pair);
    expect(strongest).toBe("interval-bound");
    expect(sentences[0]).toMatch(
      /^One in \d[\d.]* pairs without a schedule is as regular \(interval-bound\)\.$/,
    );
    expect(sentences[2]).toMatch(/^None of 99 intervals is longer than/);
  });

  test("has none for a scorer of weight 0, which moves nothing", () => {
    const weights = Object.fromEntries(defaultScorers.map(({ id }) => [id, 0]));
    const profile = parseProfile({ weights: { ...weights, "size-consistency": 1 } });
    expect(explained(clock(100), { profile })).toEqual([
      "Sends 512 B each time, give or take 0 B (0 %).",
    ]);
  });

  test("says of a pair without a schedule that it has none", () => {
    const random = randomFrom("chance");
    const pair = pairOf(
      Array.from({ length: 300 }, () => exponential(random, 60)),
      null,
    );
    const [first, ...others] = explained(pair);
    expect(first).toMatch(
      /^(Most pairs without a schedule are|One in \d+ pairs without a schedule is) as regular/,
    );
    expect(others.join(" ")).not.toMatch(/Sleeps|more check-ins/);
  });

  test("tells what was taken together, and what was set apart", () => {
    const bursts = Array.from({ length: 60 }, () => [60, 0.2, 0.2]).flat();
    expect(explained(pairOf(bursts)).join(" ")).toMatch(
      /181 connections are 61 check-ins: those within [\d.]+ s count as one\./,
    );
    const gaps = [...new Array(40).fill(60), 20_000, ...new Array(40).fill(60), 30_000, 60, 60];
    expect(explained(pairOf(gaps)).join(" ")).toContain(
      "Idle 2 times, 13.9 h in all, which no interval counts.",
    );
    expect(explained(pairOf(gaps.slice(0, 70))).join(" ")).toContain("Idle once, 5.56 h in all");
    expect(explained(clock(50)).join(" ")).not.toMatch(/check-ins:|Idle/);
  });

  test("says how many more check-ins would decide a doubtful case, and those do", () => {
    const random = randomFrom("doubt");
    const gap = () => uniform(random, 12, 60);
    let decided = 0;
    let doubtful = 0;
    for (let i = 0; i < 40; i++) {
      const few = Array.from({ length: 14 }, gap);
      const { falseAlarm, sentences } = told(pairOf(few));
      const more = /About (\d+) more check-ins like the (\d+) seen would decide it\.$/.exec(
        sentences.at(-1)!,
      );
      if (falseAlarm! <= 1e-3) {
        expect(more).toBeNull();
        continue;
      }
      expect(Number(more?.[2])).toBe(15);
      doubtful++;
      const added = Array.from({ length: Number(more?.[1]) }, gap);
      if (told(pairOf([...few, ...added])).falseAlarm! <= 1e-3) decided++;
    }
    expect(doubtful).toBeGreaterThan(25);
    expect(decided / doubtful).toBeGreaterThan(0.4);
  });

  test("promises nothing where no number of check-ins would decide", () => {
    const random = randomFrom("never");
    const pair = pairOf(Array.from({ length: 60 }, () => exponential(random, 60)));
    expect(explained(pair).join(" ")).not.toMatch(/would decide/);
  });

  test("says what is missing when no scorer speaks", () => {
    expect(explained(clock(4))).toEqual([
      "Too little for any scorer to speak: 4 connections, 4 of them with bytes sent, in 2 h of logs.",
    ]);
    const sizes = { scorers: defaultScorers.filter(({ id }) => id === "size-consistency") };
    expect(explained(clock(50, 0), sizes)).toEqual([
      "Too little for any scorer to speak: 50 connections, none of them with bytes sent, in 2 h of logs.",
    ]);
  });

  test("lists the numbers of a scorer without words of its own", () => {
    const score: Score = { id: "mine", value: 0.256, evidence: { a: 1.23456, b: 0 } };
    const scorers: Scorer[] = [{ id: "mine", score: () => score }];
    expect(explained(clock(100), { scorers })).toEqual(["mine 0.26 (a 1.23, b 0)."]);
    const plain: Scorer = { id: "mine", score: () => ({ ...score, evidence: {} }) };
    expect(explained(clock(100), { scorers: [plain] })).toEqual(["mine 0.26."]);
  });

  test("names a scorer that fails at explaining", () => {
    const failing: Scorer = {
      id: "mine",
      score: () => ({ id: "mine", value: 1, evidence: {} }),
      explain() {
        throw new Error("no words");
      },
    };
    expect(() => explained(clock(100), { scorers: [failing] })).toThrow(
      new BeaconryError("scorer mine cannot explain itself: no words"),
    );
  });
});
