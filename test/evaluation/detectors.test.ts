import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import {
  baselineDetectors,
  baselinesNamed,
  detectorsWith,
  profileDetector,
  referenceDetector,
  scorerDetector,
} from "../../src/evaluation/detectors/index.js";
import { pairCount } from "../../src/pairs.js";
import type { Scorer } from "../../src/score.js";
import { defaultScorers } from "../../src/scorers/index.js";
import { score } from "../../src/scoring/index.js";
import { tableFrom } from "../../src/table-from.js";

const clock = (destination: string, port: number, seconds: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    source: "10.0.0.1",
    destination,
    port,
    time: i * seconds * 1000,
  }));

/** Returned as high, returned as medium, of another port, too few for anything. */
const table = tableFrom([
  ...clock("203.0.113.1", 443, 60, 60),
  ...clock("203.0.113.2", 443, 100, 40),
  ...clock("203.0.113.3", 22, 60, 60),
  ...clock("203.0.113.4", 443, 60, 1),
]);

describe("every detector", () => {
  test("has an id of its own and an answer for each pair, silence included", () => {
    const detectors = detectorsWith();
    expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
    for (const detector of detectors) {
      const detected = detector.judge(table);
      expect(detected).toHaveLength(pairCount(table));
      for (const one of detected) {
        if (one === undefined) continue;
        expect(one.value >= 0 && one.value <= 1, detector.id).toBe(true);
        expect(one.flagged === null, detector.id).toBe(!detector.reports);
        expect(one.reason).toMatch(/\S/);
      }
    }
  });
});

describe("a profile as a detector", () => {
  test("says what score says", () => {
    const detected = profileDetector("ours", "default").judge(table);
    for (const { destination, score: value, level, falseAlarm, scores } of score(table, {
      minCount: 1,
    }).findings) {
      const one = detected[Number(destination.at(-1)) - 1];
      if (scores.length === 0) expect(one).toBeUndefined();
      else
        expect(one).toMatchObject({
          value,
          falseAlarm,
          flagged: ["high", "critical"].includes(level),
        });
    }
  });

  test("gives the same answers when it is asked twice", () => {
    const detector = profileDetector("ours", "default");
    expect(detector.judge(table)).toEqual(detector.judge(table));
  });
});

describe("a scorer as a detector", () => {
  test("gives its own value, be it one of ours or anybody's", () => {
    const [ours] = defaultScorers;
    const theirs: Scorer = {
      id: "theirs",
      score: ({ count }) =>
        count < 2 ? undefined : { id: "theirs", value: count / 100, evidence: { count } },
    };
    const values = (scorer: Scorer) =>
      scorerDetector(scorer)
        .judge(table)
        .map((one) => one?.value);
    expect(values(theirs)).toEqual([0.6, 0.4, 0.6, undefined]);
    const { findings } = score(table, { scorers: [ours!], minCount: 1 });
    const first = findings.find(({ destination }) => destination === "203.0.113.1");
    expect(values(ours!)[0]).toBe(first?.scores[0]?.value);
  });
});

describe("the reference query as a detector", () => {
  test("ranks high over medium over what it does not return, and reports high", () => {
    const detected = referenceDetector().judge(table);
    expect(detected.map((one) => [one?.value, one?.flagged])).toEqual([
      [1, true],
      [0.5, false],
      [0, false],
      [0, false],
    ]);
    expect(detected.map((one) => one?.reason)).toEqual([
      "Returned as high (band60).",
      "Returned as medium (none).",
      "Not returned: port, 22 is not 80, 443, 8080 or 8443.",
      expect.stringContaining("Not returned: count, 1 is not > 15"),
    ]);
  });
});

describe("baselines by name", () => {
  test("come in their own order, each once", () => {
    const ids = baselinesNamed(["flare", "reference", "flare"]).map(({ id }) => id);
    expect(ids).toEqual(["reference", "flare"]);
    expect(baselineDetectors().map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test("that do not exist are told, all of them", () => {
    expect(() => baselinesNamed(["a", "flare", "b"])).toThrow(RuleError);
    expect(() => baselinesNamed(["a", "b"])).toThrow(/no baseline "a" .*; no baseline "b"/);
  });
});
