import { describe, expect, test } from "vitest";
import { sleepInWords } from "../../src/scoring/sleep-in-words.js";
import { type Reading, readingsOf } from "../../src/sleep/readings.js";
import type { Sleep } from "../../src/sleep/sleep-of.js";

const reading = (law: Reading["law"], periodSeconds: number, jitter: number): Reading => ({
  law,
  periodSeconds,
  jitter,
  roundness: 1,
});
const ONE_SIDED = reading("one-sided", 60, 0.2);
const TWO_SIDED = reading("two-sided", 300, 0.05);
const ADDITIVE = reading("additive", 3600, 0.1);

const sleeping = (changes: Partial<Sleep>): Sleep => ({
  ...{ periodSeconds: 60, jitter: 0.2, law: "ambiguous", readings: [] },
  ...changes,
});

describe("sleepInWords says", () => {
  test.each<[string, Partial<Sleep>]>([
    ["Sleeps 60 s each time, without jitter.", { law: "fixed", jitter: 0.004 }],
    ["Sleeps 60 s each time, without jitter.", { law: "fixed", jitter: 0.0499 }],
    ["Sleeps 60 s each time, to within 5 %.", { law: "fixed", jitter: 0.05 }],
    [
      "By the clock every 10 min, each time off by about 4.8 %.",
      { law: "clocked", periodSeconds: 600, jitter: 0.048 },
    ],
    ["Period 15 min; its variation keeps to no law known here.", { law: null, periodSeconds: 900 }],
    ["Sleeps 60 s less up to 20 %.", { law: "one-sided", readings: [ONE_SIDED] }],
    ["Sleeps 5 min give or take 5 %.", { law: "two-sided", readings: [TWO_SIDED] }],
    ["Sleeps 60 min plus up to 6 min.", { law: "additive", readings: [ADDITIVE] }],
    [
      "Sleeps 60 s less up to 20 %, or 5 min give or take 5 %: the intervals do not tell which.",
      { readings: [ONE_SIDED, TWO_SIDED] },
    ],
    [
      "Sleeps 60 min plus up to 6 min, or 60 s less up to 20 %, or 5 min give or take 5 %: the intervals do not tell which.",
      { readings: [ADDITIVE, ONE_SIDED, TWO_SIDED] },
    ],
  ])("%s", (sentence, changes) => {
    expect(sleepInWords(sleeping(changes))).toEqual([sentence]);
  });

  test("the same of 60 s plus up to 30 s and of 90 s less up to a third", () => {
    const readings = readingsOf(60, 90, 0.5).filter(({ roundness }) => roundness > 0);
    expect(sleepInWords(sleeping({ readings }))).toEqual([
      "Sleeps 60 s plus up to 30 s, or 90 s less up to 33 %: the intervals do not tell which.",
    ]);
  });
});
