import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { pairOf } from "../../src/pairs.js";
import type { Score, Scorer } from "../../src/score.js";
import { defaultScorers } from "../../src/scorers/index.js";
import { combine, decadesOf } from "../../src/scoring/combine.js";
import { chanceOf, isCalibrated, shareAbove } from "../../src/scoring/false-alarm.js";
import { DEFAULT_PROFILE, type Finding, score } from "../../src/scoring/index.js";
import { tableFrom } from "../../src/table-from.js";

const START = Date.UTC(2026, 10, 22);
const random = randomFrom("profile at work");

/**
 * One host's pair among those of nine others, for a day: check-ins with jitter, a share of them missing, sizes of their own. All hosts have
 * two clients that the others have, too; the pair's is its own.
 */
function estate(gap: () => number, missed: number): Connection[] {
  const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
  const connections: Connection[] = [];
  for (let time = START; time < START + 80_000_000; time += gap() * 1000) {
    if (random() < missed) continue;
    connections.push({
      ...pair,
      time,
      fingerprint: "own",
      bytesOut: Math.round(uniform(random, 400, 480)),
      bytesIn: 90,
    });
  }
  const others = Array.from({ length: 20 }, (_, i) => ({
    ...pair,
    source: `10.0.0.${(i % 10) + 1}`,
    destination: `198.51.100.${i % 4}`,
    fingerprint: i < 10 ? "browser" : "agent",
    time: START + i * 1000,
  }));
  return [...connections, ...others];
}

/** A page's connections, then somebody reads. */
function browse(): number {
  return random() < 0.8 ? exponential(random, 1) : 20 + exponential(random, 900);
}

const PAIRS = [
  { name: "a clock", connections: estate(() => 300, 0) },
  { name: "a sleep with half jitter", connections: estate(() => uniform(random, 150, 300), 0) },
  { name: "a sleep of which a third is missing", connections: estate(() => 300, 1 / 3) },
  { name: "chance arrivals", connections: estate(() => exponential(random, 300), 0) },
  { name: "browsing", connections: estate(browse, 0) },
];

const saying = (id: string, value: number): Scorer => ({
  id,
  score: () => ({ id, value, evidence: {} }),
});
function found(
  connections: readonly Connection[],
  scorers: readonly Scorer[],
  changes: object = {},
): Finding {
  const profile = { ...DEFAULT_PROFILE, ...changes };
  const { findings } = score(connections, { scorers, profile, minCount: 40 });
  expect(findings).toHaveLength(1);
  return findings[0]!;
}
function checkInsOf(connections: readonly Connection[]): number {
  const pair = connections.filter(({ destination }) => destination === "203.0.113.9");
  return pairOf(tableFrom(pair), 0).sessions.starts.length;
}
const oddsOf = ({ score }: Finding) => Math.log10(score / (1 - score));

describe.each(PAIRS)("the score of $name", ({ connections }) => {
  const all = found(connections, defaultScorers);
  const checkIns = checkInsOf(connections);
  const uncalibrated = defaultScorers.filter(({ id }) => !isCalibrated(id));
  const calibrated = defaultScorers.filter(({ id }) => isCalibrated(id));

  test("has a word of every scorer", () => {
    expect(all.scores.map(({ id }) => id)).toEqual(defaultScorers.map(({ id }) => id));
  });

  test.each(uncalibrated)("without $id changes by what that one had added", ({ id }) => {
    const less = found(
      connections,
      defaultScorers.filter((scorer) => scorer.id !== id),
    );
    const moved = decadesOf(all.scores.find((score) => score.id === id)!, DEFAULT_PROFILE);
    expect(less.falseAlarm).toBe(all.falseAlarm);
    expect(oddsOf(all) - oddsOf(less)).toBeCloseTo(moved, 9);
    expect(Math.abs(moved)).toBeGreaterThan(0.001);
  });

  test.each(calibrated)(
    "without $id is as if that had not been looked at: of the others' chances the least, among fewer",
    ({ id }) => {
      const others = all.scores.filter((score) => score.id !== id);
      const less = found(
        connections,
        defaultScorers.filter((scorer) => scorer.id !== id),
      );
      expect(less.scores).toEqual(others);
      const { falseAlarm } = chanceOf(others, checkIns)!;
      expect(less.falseAlarm).toBe(falseAlarm);
      expect(less.score).toBe(combine(others, checkIns, DEFAULT_PROFILE).score);
      const least = (scores: readonly Score[]) =>
        Math.min(
          ...scores
            .filter((score) => isCalibrated(score.id))
            .map((score) => shareAbove(score.id, score.value, checkIns)),
        );
      // It told against chance: without it the score falls. It did not: one fewer was looked at, and the score rises.
      if (least(others) === least(all.scores)) {
        expect(less.score).toBeGreaterThanOrEqual(all.score);
        expect(all.falseAlarm! === 1e-6 || less.score > all.score || all.falseAlarm === 1).toBe(
          true,
        );
      } else if (least(others) > 3 * least(all.scores)) {
        expect(less.falseAlarm!).toBeGreaterThanOrEqual(all.falseAlarm!);
        expect(less.score).toBeLessThanOrEqual(all.score);
      }
    },
  );
});

describe("the score of a finding", () => {
  const { connections } = PAIRS[1]!;

  test("tells schedules from chance", () => {
    const scores = PAIRS.map((pair) => found(pair.connections, defaultScorers).score);
    expect(Math.min(...scores.slice(0, 3))).toBeGreaterThan(0.7);
    expect(scores[3]).toBeLessThan(0.3);
  });

  test("is moved by no scorer of weight 0, which is reported all the same", () => {
    const weights = { ...DEFAULT_PROFILE.weights, persistence: 0 };
    const mute = found(connections, defaultScorers, { weights });
    const without = found(
      connections,
      defaultScorers.filter(({ id }) => id !== "persistence"),
    );
    expect(mute.scores.map(({ id }) => id)).toContain("persistence");
    expect(mute.score).toBe(without.score);
    expect(mute.explanation).toEqual(without.explanation);
  });

  test("is 1 of 11 or 10 of 11 by one scorer that nobody knows", () => {
    expect(found(connections, [saying("mine", 1)]).score).toBe(10 / 11);
    expect(found(connections, [saying("mine", 0)]).score).toBeCloseTo(1 / 11, 12);
  });

  test("by the profile `timing` is the chance's alone", () => {
    const options = { profile: "timing", minCount: 40 } as const;
    const [finding] = score(connections, options).findings;
    const timing = defaultScorers.filter(({ id }) => isCalibrated(id));
    expect(finding?.score).toBe(
      score(connections, { ...options, scorers: timing }).findings[0]?.score,
    );
  });
});

describe("the level of a finding", () => {
  const clock = PAIRS[0]!.connections;

  test("is high by timing alone, however regular", () => {
    const timing = defaultScorers.filter(({ id }) => isCalibrated(id));
    expect(found(clock, timing)).toMatchObject({ level: "high" });
    expect(found(clock, timing).score).toBeGreaterThan(0.95);
  });

  test("is critical from 0.9 once a context scorer agrees", () => {
    const timing = defaultScorers.filter(({ id }) => isCalibrated(id));
    expect(found(clock, [...timing, saying("prevalence", 0.5)]).level).toBe("critical");
    expect(found(clock, [...timing, saying("prevalence", 0.49)]).level).toBe("high");
    expect(found(clock, [...timing, saying("prevalence", 0)]).level).toBe("none");
  });
});
