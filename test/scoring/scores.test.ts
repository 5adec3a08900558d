import { describe, expect, test } from "vitest";
import { BeaconryError } from "../../src/errors.js";
import type { Score, Scorer } from "../../src/score.js";
import { scoresOf } from "../../src/scoring/scores.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const PAIR = pairFrom(connectionsAt([0, 60, 120]));
const CONTEXT = { start: 0, end: 1 };

const scorerGiving = (score: unknown): Scorer => ({ id: "mine", score: () => score as Score });
const asked = (scorer: Scorer) => () => scoresOf(PAIR, [scorer], CONTEXT);

describe("scoresOf", () => {
  test("asks each scorer with the pair and the context, and leaves out those that say nothing", () => {
    const seen: unknown[] = [];
    const first: Scorer = { id: "first", score: (...given) => void seen.push(given) };
    const second = { id: "second", value: 0.5, evidence: { a: 1 } };
    expect(scoresOf(PAIR, [first, { id: "second", score: () => second }], CONTEXT)).toEqual([
      second,
    ]);
    expect(seen).toEqual([[PAIR, CONTEXT]]);
  });

  test.each([
    [{ id: "mine", value: Number.NaN, evidence: {} }, "NaN, which is not from 0 to 1,"],
    [{ id: "mine", value: 2, evidence: {} }, "2, which is not from 0 to 1,"],
    [{ id: "mine", value: -1e-9, evidence: {} }, "-1e-9, which is not from 0 to 1,"],
    [{ id: "mine", evidence: {} }, "undefined, which is not from 0 to 1,"],
    [{ id: "other", value: 1, evidence: {} }, 'a score with the id "other"'],
    [{ id: "mine", value: 1 }, "a score without evidence"],
    [{ id: "mine", value: 1, evidence: { a: 1, b: Number.NaN } }, 'NaN as its evidence "b"'],
    [{ id: "mine", value: 1, evidence: { a: "60 s" } }, '60 s as its evidence "a"'],
    [null, "null, which is no score,"],
    [0.5, "0.5, which is no score,"],
    [Promise.resolve(), "a score with the id undefined"],
  ])("refuses %j by the names of scorer and pair", (score, what) => {
    expect(asked(scorerGiving(score))).toThrow(
      new BeaconryError(`scorer mine gave ${what} for 10.0.0.1 to 203.0.113.9, port 443`),
    );
  });

  test("says which scorer failed on which pair, and keeps the cause", () => {
    const cause = new TypeError("x is undefined");
    const failing: Scorer = {
      id: "mine",
      score() {
        throw cause;
      },
    };
    expect(asked(failing)).toThrow(
      new BeaconryError("scorer mine failed on 10.0.0.1 to 203.0.113.9, port 443: x is undefined"),
    );
    try {
      asked(failing)();
    } catch (error) {
      expect((error as Error).cause).toBe(cause);
    }
  });

  test("copes with a scorer that throws what is no error", () => {
    const failing: Scorer = {
      id: "mine",
      score() {
        throw "no";
      },
    };
    expect(asked(failing)).toThrow("scorer mine failed on 10.0.0.1 to 203.0.113.9, port 443: no");
  });
});
