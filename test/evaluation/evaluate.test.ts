import { beforeAll, describe, expect, test } from "vitest";
import {
  type Detected,
  type Detector,
  detectorsWith,
  plainly,
} from "../../src/evaluation/detectors/index.js";
import { type Evaluation, evaluate, type Outcome } from "../../src/evaluation/evaluate/index.js";
import { prefixTable } from "../../src/evaluation/evaluate/prefix-table.js";
import { worldsOf } from "../../src/evaluation/evaluate/world.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { shareAbove } from "../../src/evaluation/metrics/index.js";
import type { Variant } from "../../src/evaluation/suite.js";
import { pairCount, pairOf } from "../../src/pairs.js";

const FIXED: Variant = {
  id: "fixed-300",
  code: "B1",
  family: fixed,
  parameters: { periodSeconds: 300 },
  hours: 24,
};
const JITTER: Variant = {
  id: "jitter-300",
  code: "B2",
  family: oneSidedJitter,
  parameters: { periodSeconds: 300, jitter: 0.3 },
  hours: 24,
};
const variants = [FIXED, JITTER];
const SMALL = { variants, seeds: ["a", "b"], pairs: 2, aperiodic: 25, periodic: 6 };

/** Counts connections: a detector so simple that its numbers can be checked by hand. */
const busy: Detector = {
  id: "busy",
  reports: true,
  judge: (table) =>
    Array.from({ length: pairCount(table) }, (_, pair): Detected | undefined => {
      const { count } = pairOf(table, pair);
      return count < 3 ? undefined : plainly(count / (count + 1), count > 280, "Busy.");
    }),
};

const of = ({ families, variants }: Evaluation, detector: string, code: string, variant = false) =>
  (variant ? variants : families).find(
    (outcome) => outcome.detector === detector && outcome.code === code,
  ) as Outcome;

describe("evaluate", () => {
  let evaluation: Evaluation;
  beforeAll(async () => {
    evaluation = await evaluate({ ...SMALL, detectors: [...detectorsWith(), busy] });
  });

  test("has an outcome for every detector on every family and every variant", () => {
    const { settings, families, benign } = evaluation;
    const ids = settings.detectors;
    expect(ids.slice(0, 1)).toEqual(["beaconry"]);
    expect(ids).toEqual(expect.arrayContaining(["interval-mad", "reference", "elastic", "busy"]));
    expect(benign.map(({ detector }) => detector)).toEqual(ids);
    expect(families.map(({ code, detector }) => `${code} ${detector}`)).toEqual(
      ["B1", "B2"].flatMap((code) => ids.map((id) => `${code} ${id}`)),
    );
    expect(evaluation.variants.map(({ variant }) => variant)).toEqual([
      ...ids.map(() => "fixed-300"),
      ...ids.map(() => "jitter-300"),
    ]);
  });

  test("finds a clock and a jittered sleep among pairs without a schedule", () => {
    for (const code of ["B1", "B2"]) {
      const { auc, recallAt1, pairs, delay } = of(evaluation, "beaconry", code);
      expect(pairs).toBe(4);
      expect(auc.value).toBeGreaterThan(0.95);
      expect(recallAt1.value).toBe(1);
      expect(delay.reached).toBe(1);
      expect(delay.medianConnections).toBeLessThan(100);
    }
  });

  test("measures what a count of connections would give, on worlds that can be made again", () => {
    const score = (count: number) => (count < 3 ? -1 : count / (count + 1));
    const counts = (seed: string) => {
      const [world] = worldsOf(`report/${seed}`, [{ key: FIXED.id, variant: FIXED, pairs: 2 }]);
      return world!.members.map(({ pair }) => pairOf(world!.table, pair).count);
    };
    const { at1 } = evaluation.benign.find(({ detector }) => detector === "busy")!;
    const implants = [...counts("a"), ...counts("b")];
    const { recallAt1, reported, delay } = of(evaluation, "busy", "B1");
    expect(recallAt1.value).toBe(shareAbove(implants.map(score), at1));
    expect(reported.value).toBe(implants.filter((count) => count > 280).length / 4);
    // Of a detector that only counts, nothing is above the threshold before the count is.
    const least = at1 / (1 - at1);
    if (delay.reached > 0) expect(delay.medianConnections).toBeGreaterThan(least);
  });

  test("sets thresholds on other pairs than it reports on", () => {
    const { at1, trained, aperiodicAt1 } = evaluation.benign.at(-1)!;
    expect(trained).toBeGreaterThan(40);
    expect(at1).toBeGreaterThan(0);
    expect(aperiodicAt1.low).toBeLessThanOrEqual(aperiodicAt1.value);
  });

  test("reports benign programs on a schedule apart: timing cannot tell them", () => {
    const { periodicAt1, aperiodicAt1 } = evaluation.benign[0]!;
    expect(periodicAt1.value).toBeGreaterThan(aperiodicAt1.value);
  });

  test("gives what no detector claims as not measured", () => {
    const { period, precisionAt10 } = of(evaluation, "flare", "B1");
    expect(period.medianError).toBeNaN();
    expect(precisionAt10.value >= 0 && precisionAt10.value <= 1).toBe(true);
    expect(of(evaluation, "interval-mad", "B1").reported.value).toBeNaN();
    expect(evaluation.benign.at(-1)?.calibration.map(({ cases }) => cases)).toEqual([0, 0]);
  });

  test("gives the same numbers again, and others for other seeds", async () => {
    const detectors = [busy];
    const once = await evaluate({ ...SMALL, detectors });
    expect(await evaluate({ ...SMALL, detectors })).toEqual(once);
    expect(of(once, "busy", "B2")).toEqual(of(evaluation, "busy", "B2"));
    const other = await evaluate({ ...SMALL, detectors, seeds: ["c", "d"] });
    expect(other.benign[0]?.at1).not.toBe(once.benign[0]?.at1);
  });

  test("gives a variant the same pairs whatever else is evaluated", async () => {
    const alone = await evaluate({ ...SMALL, detectors: [busy], variants: [JITTER] });
    expect(of(alone, "busy", "B2", true)).toEqual(of(evaluation, "busy", "B2", true));
  });
});

describe("an evaluation that takes long", () => {
  test("tells each step before it is done", async () => {
    const told: string[] = [];
    await evaluate({
      ...SMALL,
      detectors: [busy],
      onProgress: ({ step, steps, doing }) => told.push(`${step}/${steps} ${doing}`),
    });
    expect(told).toEqual([
      "0/4 training on seed a",
      "1/4 training on seed b",
      "2/4 reporting on seed a",
      "3/4 reporting on seed b",
    ]);
  });

  test("stops when it is told to, even by a timer", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const running = evaluate({
      ...SMALL,
      detectors: [busy],
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step === 1) setTimeout(() => controller.abort(reason), 0);
        expect(step).toBeLessThan(3);
      },
    });
    await expect(running).rejects.toBe(reason);
  });

  test("does not begin with options that make no sense, and lists all of them", async () => {
    const wrong = { seeds: ["a", "a"], variants: [], pairs: 0, aperiodic: 1.5, periodic: -1 };
    await expect(evaluate({ ...wrong, detectors: [] })).rejects.toThrow(
      'evaluate: detectors: none is given; variants: none is given; seeds: "a" is given more than once; ' +
        "pairs: expected a whole number from 1, got 0; aperiodic: expected a whole number from 1, got 1.5; " +
        "periodic: expected a whole number from 0, got -1",
    );
  });
});

describe("worlds", () => {
  test("hold each pair once, with what it was made as", () => {
    const orders = [
      { key: "one", variant: FIXED, pairs: 3 },
      { key: "two", variant: FIXED, pairs: 3 },
      { key: "short", variant: { ...JITTER, hours: 2 }, pairs: 2 },
    ];
    const [short, long] = worldsOf("seed", orders);
    expect(short?.members).toHaveLength(2);
    expect(long?.members.map(({ pair }) => pair)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(long?.members.every(({ variant, label }) => variant === FIXED && label === "c2")).toBe(
      true,
    );
    const times = [0, 1, 2, 3, 4, 5].map((pair) => pairOf(long!.table, pair).times[0]);
    expect(new Set(times).size).toBe(6);
  });

  test("can be cut after a pair's first connections", () => {
    const [world] = worldsOf("seed", [{ key: "k", variant: FIXED, pairs: 3 }]);
    const { table } = world!;
    const whole = pairOf(table, 1);
    const first = pairOf(prefixTable(table, 1, 7), 0);
    expect([first.source, first.destination, first.port]).toEqual([
      whole.source,
      whole.destination,
      whole.port,
    ]);
    expect(Array.from(first.times)).toEqual(Array.from(whole.times.slice(0, 7)));
    expect(Array.from(first.bytesOut)).toEqual(Array.from(whole.bytesOut.slice(0, 7)));
  });
});

test("an area is the mean of each seed's own, and one seed has no interval", async () => {
  const aucOf = async (...seeds: string[]) => {
    const { families } = await evaluate({ ...SMALL, detectors: [busy], seeds });
    return (families[0] as Outcome).auc;
  };
  const [a, b, both] = [await aucOf("a"), await aucOf("b"), await aucOf("a", "b")];
  expect(both.value).toBeCloseTo((a.value + b.value) / 2, 12);
  expect([both.low, both.high]).toEqual([Math.min(a.value, b.value), Math.max(a.value, b.value)]);
  expect(a.low).toBeNaN();
});
