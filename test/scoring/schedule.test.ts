import { describe, expect, test } from "vitest";
import { uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import type { Score } from "../../src/score.js";
import { scheduleOf } from "../../src/scoring/schedule.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const CLOCK = pairFrom(connectionsAt(Array.from({ length: 30 }, (_, i) => i * 60)));
const by = (falseAlarm: number | null, strongest: string | null = "comb") => ({
  score: 0.5,
  falseAlarm,
  strongest,
});

describe("scheduleOf", () => {
  test("describes the sleep of a pair whose chance is at most 1 in 100", () => {
    expect(scheduleOf(CLOCK, [], by(0.01))).toMatchObject({ periodSeconds: 60, law: "fixed" });
    expect(scheduleOf(CLOCK, [], by(0.0101))).toBeUndefined();
    expect(scheduleOf(CLOCK, [], by(null, null))).toBeUndefined();
  });

  test("says nothing of too few intervals", () => {
    const few = pairFrom(connectionsAt(Array.from({ length: 8 }, (_, i) => i * 60)));
    expect(scheduleOf(few, [], by(1e-6))).toBeUndefined();
  });

  test("goes by the spectrum's period where the spectrum is what convinces, and only there", () => {
    const random = randomFrom("beacon among others");
    const beacon = Array.from({ length: 60 }, (_, i) => i * 300);
    const others = Array.from({ length: 200 }, () => uniform(random, 0, 18_000));
    const pair = pairFrom(connectionsAt([...beacon, ...others]));
    const evidence = { periodSeconds: 300, significance: 9, harmonic: 1 };
    const scores: Score[] = [{ id: "periodicity", value: 0.75, evidence }];
    expect(scheduleOf(pair, scores, by(1e-4, "periodicity"))).toEqual({
      periodSeconds: 300,
      jitter: null,
      law: null,
      readings: [],
    });
    expect(scheduleOf(pair, scores, by(1e-4, "comb"))?.periodSeconds).not.toBe(300);
  });
});
