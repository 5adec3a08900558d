import { describe, expect, test } from "vitest";
import { persistence } from "../../src/scorers/persistence.js";
import { connectionsAt, pairFrom } from "../support/scorer-laws.js";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 22);

/** The score of a pair with a connection in the middle of each of these hours, in a window of so many hours. */
function scoreOf(active: readonly number[], hours: number) {
  const pair = pairFrom(connectionsAt(active.map((hour) => hour * 3600 + 1800)));
  return persistence.score(pair, { start: START, end: START + hours * HOUR });
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe("persistence", () => {
  test("gives 1 to a pair that is active in every hour", () => {
    expect(scoreOf(range(0, 24), 24)).toEqual({
      id: "persistence",
      value: 1,
      evidence: { hours: 24, activeHours: 24, longestRun: 24 },
    });
  });

  test("is the mean of the share of active hours and of the longest run", () => {
    expect(scoreOf([0, 1, 2, 3, 10, 11], 24)).toMatchObject({
      value: (6 + 4) / 48,
      evidence: { activeHours: 6, longestRun: 4 },
    });
    expect(scoreOf([0, 2, 4, 6], 8)?.value).toBe((4 / 8 + 1 / 8) / 2);
  });

  test("counts an hour once, however busy it is", () => {
    expect(scoreOf([5, 5, 5, 5.1, 5.4], 24)?.evidence).toMatchObject({
      activeHours: 1,
      longestRun: 1,
    });
  });

  test("begins its hours with the window, not with the clock", () => {
    const start = START + 50 * 60_000;
    const pair = pairFrom(connectionsAt([51, 70, 109].map((minutes) => minutes * 60)));
    expect(persistence.score(pair, { start, end: start + 6 * HOUR })?.evidence.activeHours).toBe(1);
  });

  test("says nothing in a window of less than six hours", () => {
    expect(scoreOf(range(0, 5), 5)).toBeUndefined();
    expect(scoreOf(range(0, 5), 5.9999)).toBeUndefined();
    expect(scoreOf(range(0, 6), 6)?.value).toBe(1);
  });

  test("does not take what a window lacks or has beside whole hours for an idle hour", () => {
    // A day's log begins some seconds after midnight and ends some before.
    expect(scoreOf(range(0, 24), 23.99)?.value).toBe(1);
    expect(scoreOf(range(0, 24), 24.01)?.value).toBe(1);
  });

  test("takes the window's last instant into its last hour", () => {
    const pair = pairFrom(connectionsAt([0, 6 * 3600]));
    expect(persistence.score(pair, { start: START, end: START + 6 * HOUR })?.evidence).toEqual({
      hours: 6,
      activeHours: 2,
      longestRun: 1,
    });
  });

  test("stays in [0, 1] when a caller's window is shorter than the pair", () => {
    const pair = pairFrom(connectionsAt(range(0, 48).map((hour) => hour * 3600)));
    const window = { start: START + 20 * HOUR, end: START + 27 * HOUR };
    expect(persistence.score(pair, window)?.value).toBe(1);
  });

  test("explains itself", () => {
    expect(persistence.explain?.({ hours: 24, activeHours: 6, longestRun: 4 })).toBe(
      "Active in 6 of 24 hours (25 %), at most 4 in a row.",
    );
  });
});
