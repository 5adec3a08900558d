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

  test("goes by the comb's period where no single intervals stand out, and by a significant line's before that", () => {
    const random = randomFrom("rotation");
    const pair = pairFrom(
      connectionsAt(Array.from({ length: 200 }, () => uniform(random, 0, 18_000))),
    );
    const said = (fit: number, significance: number, strongest = "comb") => {
      const scores: Score[] = [
        { id: "comb", value: 0.5, evidence: { periodSeconds: 61, fit, single: 0.3 } },
        {
          id: "periodicity",
          value: 0.5,
          evidence: { periodSeconds: 60, significance, harmonic: 1 },
        },
      ];
      return scheduleOf(pair, scores, by(1e-4, strongest))?.periodSeconds;
    };
    expect([said(0.49, 2.9), said(0.49, 3)]).toEqual([61, 60]);
    expect([61, 60]).not.toContain(said(0.5, 3));
    expect([61, 60]).not.toContain(said(0.49, 3, "interval-mad"));
  });

  test("is that of check-ins: one of the connections within them is none", () => {
    const bursts = Array.from({ length: 30 }, (_, i) => [i * 60, i * 60 + 0.2]).flat();
    const pair = pairFrom(connectionsAt(bursts));
    expect(pair.sessions.starts).toHaveLength(30);
    const saying = (id: string, value: number): Score[] => [{ id, value, evidence: {} }];
    for (const id of ["interval-bound", "comb", "periodicity"]) {
      expect(scheduleOf(pair, saying(id, 1), by(1e-4, "interval-mad"))).toMatchObject({
        periodSeconds: 60,
      });
      expect(scheduleOf(pair, saying(id, 0), by(1e-4, "interval-mad"))).toBeUndefined();
    }
    for (const id of ["interval-mad", "interval-variation", "mine"]) {
      expect(scheduleOf(pair, saying(id, 1), by(1e-4, "interval-mad"))).toBeUndefined();
    }
    expect(scheduleOf(CLOCK, [], by(1e-4, "interval-mad"))).toBeDefined();
  });
});
