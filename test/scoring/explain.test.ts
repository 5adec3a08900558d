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

  test.each([0.5, 0.8])(
    "says how many more check-ins would decide a doubtful case with jitter %f, and those do",
    (jitter) => {
      let decided = 0;
      let doubtful = 0;
      for (let run = 0; run < 40; run++) {
        const random = randomFrom(`doubt/${jitter}/${run}`);
        const gap = () => uniform(random, 60 * (1 - jitter), 60);
        const few = Array.from({ length: 8 }, gap);
        const { falseAlarm, sentences } = told(pairOf(few));
        const more = /About (\d+) more check-ins like the 9 seen would decide it\.$/.exec(
          sentences.at(-1)!,
        );
        if (falseAlarm! <= 1e-3) expect(sentences.join(" ")).not.toContain("would decide");
        if (more === null) continue;
        doubtful++;
        const added = Array.from({ length: Number(more[1]) }, gap);
        if (told(pairOf([...few, ...added])).falseAlarm! <= 1e-3) decided++;
      }
      expect(doubtful).toBeGreaterThan(10);
      expect(decided / doubtful).toBeGreaterThan(0.6);
    },
  );

  test("speaks of one more check-in where one is enough", () => {
    const pair = clock(50);
    const evidence = { localVariation: 0.05, intervals: 49 };
    const scores: Score[] = [{ id: "interval-variation", value: 0.1, evidence }];
    const combined = { score: 0.4, falseAlarm: 0.002, strongest: "interval-variation" };
    const all = { scorers: [], profile: DEFAULT_PROFILE, context: CONTEXT };
    expect(explain({ pair, scores, combined, sleep: undefined }, all).at(-1)).toBe(
      "One more check-in like the 50 seen would decide it.",
    );
    const none = { ...all, profile: parseProfile({ weights: { "interval-variation": 0 } }) };
    expect(explain({ pair, scores, combined, sleep: undefined }, none).join(" ")).not.toContain(
      "would decide",
    );
  });

  test.each([
    [1e-6, "Fewer than one in a million pairs without a schedule are as regular (comb)."],
    [3.14e-5, "One in 32000 pairs without a schedule is as regular (comb)."],
    [0.0123, "One in 81 pairs without a schedule is as regular (comb)."],
    [0.5, "One in 2 pairs without a schedule is as regular (comb)."],
    [0.51, "Most pairs without a schedule are as regular (comb)."],
    [1, "Most pairs without a schedule are as regular (comb)."],
  ])("puts a chance of %f in words", (falseAlarm, sentence) => {
    const scores: Score[] = [{ id: "comb", value: 0, evidence: {} }];
    const combined = { score: 0.4, falseAlarm, strongest: "comb" };
    const all = { scorers: [], profile: DEFAULT_PROFILE, context: CONTEXT };
    expect(explain({ pair: clock(50), scores, combined, sleep: undefined }, all)[0]).toBe(sentence);
  });

  test("has the deciding scorer first, at most two others of a small chance, then those that moved the odds most", () => {
    const scored = (id: string, value: number): Score => ({ id, value, evidence: {} });
    const scores = [
      scored("interval-skew", 1),
      scored("interval-mad", 0.9),
      scored("persistence", 0.6),
      scored("comb", 1),
      scored("interval-variation", 0.99),
      scored("periodicity", 0.2),
      scored("interval-bound", 0),
      scored("size-consistency", 0),
      scored("mine", 0.25),
      scored("activity-histogram", 1),
    ];
    const combined = { score: 0.9, falseAlarm: 1e-6, strongest: "periodicity" };
    const all = { scorers: [], profile: DEFAULT_PROFILE, context: CONTEXT };
    const sentences = explain({ pair: clock(50), scores, combined, sleep: undefined }, all);
    const ids = sentences.slice(1).map((sentence) => sentence.split(" ")[0]);
    expect(ids[0]).toBe("periodicity");
    const small = ids.slice(1, 3);
    expect(small.every((id) => ["comb", "interval-variation", "interval-mad"].includes(id!))).toBe(
      true,
    );
    expect(ids.slice(3)).toEqual([
      "mine",
      "activity-histogram",
      "size-consistency",
      "interval-skew",
    ]);
  });

  test("says that there are too few check-ins, or that they tell nothing, where a chance was to be had", () => {
    expect(explained(clock(5))[0]).toBe("5 check-ins are too few to tell a schedule from chance.");
    const burst = pairOf([...new Array(20).fill(0.2), 900, ...new Array(20).fill(0.2)]);
    expect(explained(burst)[0]).toBe("2 check-ins are too few to tell a schedule from chance.");
    const at = (seconds: number[]) =>
      pairFrom(
        connectionsAt(
          seconds,
          seconds.map(() => 512),
        ),
      );
    const scorers = defaultScorers.filter(({ id }) => ["comb", "size-consistency"].includes(id));
    expect(explained(at(new Array(50).fill(0)), { scorers })).toEqual([
      "No scorer of timing has anything to go by in 50 check-ins.",
      "Sends 512 B each time, give or take 0 B (0 %).",
    ]);
    // None was to be had.
    const size = scorers.filter(({ id }) => id !== "comb");
    expect(explained(clock(5), { scorers: size })).toEqual([
      "Sends 512 B each time, give or take 0 B (0 %).",
    ]);
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
    expect(explained(clock(1))).toEqual([
      "Too little for any scorer to speak: one connection, with bytes sent, in 2 h of logs.",
    ]);
    expect(explained(clock(1, null))).toEqual([
      "Too little for any scorer to speak: one connection, without bytes sent, in 2 h of logs.",
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
