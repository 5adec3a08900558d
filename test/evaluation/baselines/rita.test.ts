import { describe, expect, test } from "vitest";
import {
  type Baseline,
  baselines,
  ritaV4Baseline,
  ritaV5Baseline,
} from "../../../src/evaluation/baselines/index.js";
import { baselinesNamed } from "../../../src/evaluation/detectors/index.js";
import { randomFrom } from "../../../src/evaluation/random.js";
import {
  bucketedThreatScore,
  RITA_PRESETS,
  ritaV4,
  ritaV5,
  severityOf,
} from "../../../src/rita/index.js";
import { tableFrom } from "../../../src/table-from.js";
import { connectionsAt, pairFrom, scorerLaws } from "../../support/scorer-laws.js";

scorerLaws(ritaV5Baseline, { least: 2, shift: false });
scorerLaws(ritaV4Baseline, { least: 2, shift: false });

/** Midnight, when `connectionsAt` begins, in seconds. */
const START = Date.UTC(2026, 10, 22) / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

const clock = (period: number, seconds = DAY) =>
  Array.from({ length: seconds / period + 1 }, (_, i) => i * period);
const sized = (seconds: readonly number[], bytes = 300) => seconds.map(() => bytes);

/** What a baseline says of connections so many seconds after midnight. */
function verdict(
  baseline: Baseline,
  seconds: readonly number[],
  bytes: readonly (number | null)[] = sized(seconds),
  [start, end] = [Math.min(...seconds), Math.max(...seconds)],
) {
  const context = { start: (START + start) * 1000, end: (START + end) * 1000 };
  const score = baseline.score(pairFrom(connectionsAt(seconds, bytes)), context);
  if (score === undefined) throw new Error("expected a score");
  return {
    ...score,
    flagged: baseline.flags(score.evidence),
    reason: baseline.explain(score.evidence),
  };
}

/** Connections of a day, with more or less of a schedule. */
function someDay(seed: string): { seconds: number[]; bytes: number[] } {
  const random = randomFrom(seed);
  const [period, jitter, spread] = [300 + random() * 900, random(), random() * 500];
  const seconds: number[] = [];
  for (let time = 0; time < DAY; time += Math.max(1, period * (1 - jitter * random()))) {
    seconds.push(Math.floor(time));
  }
  return { seconds, bytes: seconds.map(() => Math.floor(300 + spread * random())) };
}

const days = Array.from({ length: 80 }, (_, i) => someDay(`rita baseline ${i}`));

const groupOf = (seconds: readonly number[], bytes: readonly number[]) => ({
  timestamps: seconds.map((second) => START + second),
  sizes: bytes,
  start: START,
  end: START + DAY,
});

describe("RITA v5 as a baseline", () => {
  test("gives a clock of a day 1 in all parts and reports it", () => {
    expect(verdict(ritaV5Baseline, clock(600))).toEqual({
      id: "rita-v5",
      value: 1,
      evidence: {
        connections: 145,
        distinctSeconds: 145,
        score: 1,
        timestampScore: 1,
        dataSizeScore: 1,
        durationScore: 1,
        histogramScore: 1,
        threatScore: 0.8,
      },
      flagged: true,
      reason:
        "RITA v5 scores 1 (timestamps 1, data sizes 1, duration 1, histogram 1), severity High.",
    });
  });

  test("gives what ritaV5 gives, and reports what that makes High: a score of 0.9", () => {
    const { scoreThresholds } = RITA_PRESETS.file.scoring.beacon;
    const flagged = days.map(({ seconds, bytes }) => {
      const said = verdict(ritaV5Baseline, seconds, bytes, [0, DAY]);
      const score = ritaV5(groupOf(seconds, bytes))?.score ?? 0;
      expect(said.value).toBe(score);
      const severity = severityOf(bucketedThreatScore(score * 100, scoreThresholds));
      expect(said.flagged).toBe(severity === "High");
      expect(said.flagged).toBe(score >= 0.9);
      return said.flagged;
    });
    expect(new Set(flagged).size).toBe(2);
  });

  test("gives 0 where RITA refuses: fewer than four distinct seconds", () => {
    expect(verdict(ritaV5Baseline, [0, 0, 60, 60, 120, 120])).toMatchObject({
      value: 0,
      flagged: false,
      reason:
        "Not scored by RITA v5, which asks for 4 seconds: 6 connections in 3 distinct seconds of the last 24 h.",
    });
    expect(verdict(ritaV5Baseline, [0, 60, 120, 180])).toMatchObject({ value: 0.5 });
  });

  test("reports a strobe as RITA does, whatever its parts", () => {
    const seconds = clock(1, DAY - 1);
    expect(verdict(ritaV5Baseline, seconds, [], [0, DAY])).toMatchObject({
      value: 1,
      flagged: true,
      reason:
        "A strobe to RITA v5, severity High: 86400 connections in 86400 distinct seconds of the last 24 h.",
    });
    expect(verdict(ritaV5Baseline, seconds.slice(1), [], [0, DAY]).value).toBeLessThan(1);
  });
});

describe("RITA v4 as a baseline", () => {
  test("gives a clock of a day nearly 1: there is always something off a size of 0", () => {
    const said = verdict(ritaV4Baseline, clock(600));
    expect(said).toMatchObject({ value: 1, flagged: true });
    expect(said.evidence.dataSizeScore).toBe(0.999);
    expect(said.reason).toBe(
      "RITA v4 scores 1 (timestamps 1, data sizes 0.999, duration 1, histogram 1).",
    );
  });

  test("gives what ritaV4 gives, and reports over 0.7", () => {
    const flagged = days.map(({ seconds, bytes }) => {
      const said = verdict(ritaV4Baseline, seconds, bytes, [0, DAY]);
      expect(said.value).toBe(ritaV4(groupOf(seconds, bytes))?.score);
      expect(said.flagged).toBe(said.value > 0.7);
      return said.flagged;
    });
    expect(flagged).toContain(true);
    expect(ritaV4Baseline.flags({ score: 0.7 })).toBe(false);
    expect(ritaV4Baseline.flags({ score: 0.701 })).toBe(true);
  });

  test("takes more than 23 connections", () => {
    const seconds = clock(60, HOUR);
    expect(verdict(ritaV4Baseline, seconds.slice(0, 24)).value).toBeGreaterThan(0.7);
    expect(verdict(ritaV4Baseline, seconds.slice(0, 23))).toMatchObject({
      value: 0,
      flagged: false,
      reason:
        "Not scored by RITA v4, which asks for 24 in 4 seconds: 23 connections in 23 distinct seconds of the last 24 h.",
    });
    const three = Array.from({ length: 30 }, (_, i) => (i % 3) * 60);
    expect(verdict(ritaV4Baseline, three)).toMatchObject({ value: 0 });
  });

  test("scores no strobe, which is 86,400 connections or more", () => {
    const seconds = clock(1);
    expect(seconds).toHaveLength(DAY + 1);
    const { value, flagged, reason } = verdict(ritaV4Baseline, seconds, [], [0, DAY]);
    expect([value, flagged]).toEqual([0, false]);
    expect(reason).toMatch(/^A strobe to RITA v4.* 86401 connections/);
    expect(verdict(ritaV4Baseline, seconds.slice(2), [], [0, DAY]).value).toBeGreaterThan(0.9);
  });
});

describe.each([ritaV5Baseline, ritaV4Baseline])("$id", (baseline) => {
  test("is known by name and among the baselines", () => {
    expect(baselines).toContain(baseline);
    expect(baselinesNamed([baseline.id]).map(({ id }) => id)).toEqual([baseline.id]);
  });

  test("looks at the last day of a longer input", () => {
    // Chance for two days, then a clock.
    const random = randomFrom("two days");
    const before = Array.from({ length: 200 }, () => Math.floor(random() * 2 * DAY) - 1);
    const seconds = [...before, ...clock(600).map((second) => 2 * DAY + second)];
    const { value, evidence } = verdict(baseline, seconds, sized(seconds), [0, 3 * DAY]);
    expect([value, evidence.connections]).toEqual([1, 145]);
    const gone = verdict(baseline, clock(600), sized(clock(600)), [0, 9 * DAY]);
    expect(gone).toMatchObject({ value: 0, flagged: false, evidence: { connections: 0 } });
  });

  test("takes sizes for 0 where next to none is known, and leaves single unknown ones out", () => {
    const seconds = clock(600);
    const unknown = seconds.map(() => null);
    expect(verdict(baseline, seconds, unknown)).toEqual(
      verdict(baseline, seconds, sized(seconds, 0)),
    );
    const some = seconds.map((_, i) => (i % 2 === 0 ? 300 : i % 3 === 0 ? Number.NaN : null));
    expect(verdict(baseline, seconds, some).evidence).toEqual(verdict(baseline, seconds).evidence);
  });

  test("judges every pair of a table by the table's window", () => {
    const table = tableFrom([
      ...connectionsAt(clock(600), sized(clock(600))),
      ...connectionsAt([0, 60, 120]).map((one) => ({ ...one, destination: "203.0.113.10" })),
      ...connectionsAt([7]).map((one) => ({ ...one, destination: "203.0.113.11" })),
    ]);
    const [detector] = baselinesNamed([baseline.id]);
    const said = detector!.judge(table).map((one) => one && [one.value, one.flagged]);
    expect(said).toEqual([[1, true], [0, false], undefined]);
  });
});
