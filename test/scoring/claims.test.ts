import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { exponential, normal, uniform } from "../../src/evaluation/distributions.js";
import { type Random, randomFrom } from "../../src/evaluation/random.js";
import { type Finding, score } from "../../src/scoring/index.js";

const PAIR = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
const START = Date.UTC(2026, 10, 22);

function findingOf(times: readonly number[], options: object = {}): Finding {
  const connections: Connection[] = times.map((time) => ({ ...PAIR, time: START + time }));
  return score(connections, { minCount: 1, ...options }).findings[0]!;
}

/** Times in milliseconds, from gaps in seconds. */
function timesFrom(gaps: readonly number[]): number[] {
  let time = 0;
  return gaps.map((gap) => (time += gap * 1000));
}

const times = (random: Random, count: number, gap: () => number) =>
  timesFrom(Array.from({ length: count }, gap)).filter(() => random() >= 0);

/** What a finding must not say of traffic that has nothing of the kind. */
describe("a finding claims no schedule", () => {
  test.each([
    [1, 5, 100],
    [1, 5, 300],
    [1, 20, 100],
    [60, 60, 200],
  ])(
    "where time stamps of %i s cut chance arrivals every %i s (%i of them)",
    (tick, mean, count) => {
      let high = 0;
      for (let run = 0; run < 60; run++) {
        const random = randomFrom(`${tick}/${mean}/${run}`);
        const cut = times(random, count, () => exponential(random, mean)).map(
          (time) => Math.floor(time / 1000 / tick) * tick * 1000,
        );
        if (findingOf(cut).falseAlarm! <= 0.001) high++;
      }
      expect(high / 60).toBeLessThan(0.05);
    },
  );

  test("of check-ins at random where only the connections within them are regular", () => {
    const random = randomFrom("within");
    const gaps = Array.from({ length: 20 }, () => [
      exponential(random, 4000),
      ...new Array<number>(19).fill(1),
    ]).flat();
    const { periodSeconds, sleepLaw } = findingOf(timesFrom(gaps));
    expect([periodSeconds, sleepLaw]).toEqual([null, null]);
  });

  test("on fewer than six check-ins, whatever else speaks for it", () => {
    const sources = Array.from({ length: 9 }, (_, i) => ({
      ...PAIR,
      source: `10.0.0.${i + 2}`,
      destination: "198.51.100.1",
      time: START,
    }));
    const few = timesFrom([60, 60, 60, 60, 60]).map((time) => ({
      ...PAIR,
      time: START + time,
      bytesOut: 300,
      bytesIn: 90,
    }));
    const [finding] = score([...few, ...sources]).findings;
    expect(finding).toMatchObject({ falseAlarm: null, level: "none", periodSeconds: null });
    expect(finding?.explanation[0]).toBe("5 check-ins are too few to tell a schedule from chance.");
  });

  test("of the clock where sleeps have jitter, however few were seen", () => {
    let clocked = 0;
    for (let run = 0; run < 200; run++) {
      const random = randomFrom(`jitter/${run}`);
      const sleeps = times(random, 16, () => uniform(random, 48, 60));
      if (findingOf(sleeps).sleepLaw === "clocked") clocked++;
    }
    expect(clocked / 200).toBeLessThan(0.06);
  });

  test("without jitter where there is some, but a short sleep", () => {
    const random = randomFrom("short");
    const { sleepLaw } = findingOf(times(random, 200, () => uniform(random, 1.2, 2)));
    expect(sleepLaw).not.toBe("fixed");
  });
});

describe("a finding describes", () => {
  test("the schedule behind rotation over five addresses, not the wait between two", () => {
    const random = randomFrom("five");
    const seen = Array.from({ length: 500 }, (_, k) => 1000 * (k * 60 + normal(random, 0, 0.2)))
      .filter(() => random() < 0.2)
      .map((time) => time + 1000);
    expect(findingOf(seen).periodSeconds! / 60).toBeCloseTo(1, 1.5);
  });

  test("a clock in spite of an outage", () => {
    const random = randomFrom("outage");
    const ticks = Array.from({ length: 120 }, (_, k) => 1000 * (k * 300 + normal(random, 0, 20)))
      .filter((_, k) => k < 50 || k > 55)
      .map((time) => Math.max(0, time + 100_000));
    const { sleepLaw, periodSeconds } = findingOf(ticks);
    expect(sleepLaw).toBe("clocked");
    expect(periodSeconds! / 300).toBeCloseTo(1, 2);
  });
});

describe("weights", () => {
  const clock = timesFrom(new Array<number>(200).fill(60));

  test("at their most still give a number", () => {
    const ids = ["size-consistency", "activity-histogram", "persistence", "interval-skew"];
    const weights = Object.fromEntries(ids.map((id) => [id, 100]));
    const { score: value } = findingOf(clock, {
      profile: { name: "most", prior: 1, weights, context: [] },
    });
    expect(value >= 0 && value <= 1).toBe(true);
  });

  test("do not change what chance is, only what it counts for", () => {
    const random = randomFrom("weights");
    const sleeps = times(random, 20, () => uniform(random, 24, 60));
    const with2 = (weight: number) => {
      const ids = ["interval-variation", "interval-bound", "comb", "periodicity", "interval-mad"];
      const weights = Object.fromEntries(ids.map((id) => [id, weight]));
      return findingOf(sleeps, { profile: { name: "w", prior: 1 / 16, weights, context: [] } });
    };
    expect(with2(2).falseAlarm).toBe(with2(1).falseAlarm);
    expect(with2(2).score).toBeGreaterThan(with2(1).score);
  });
});
