import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponential, integer, normal, uniform } from "../../src/evaluation/distributions.js";
import { type Random, randomFrom } from "../../src/evaluation/random.js";
import { type Sleep, sleepOf } from "../../src/sleep/sleep-of.js";
import { sessionsOf } from "../../src/statistics/sessions.js";
import { timesOf } from "../support/series.js";

/** Of connections at these times, milliseconds. */
function sleepAt(times: Float64Array, period?: number): Sleep | undefined {
  const intervals = Float64Array.from(times.subarray(1), (time, i) => (time - times[i]!) / 1000);
  return sleepOf(sessionsOf(times, intervals, intervals.slice().sort()), period);
}

const latency = (random: Random) => Math.abs(normal(random, 0, 0.15));
const asleep = (random: Random, checkIns: number, sleep: () => number): Float64Array =>
  timesOf(Array.from({ length: checkIns }, () => Math.floor(1000 * (sleep() + latency(random)))));

const RUNS = 30;
const CHECK_INS = 200;

/** Over seeded series: how far off period (as a share of it) and jitter are, infinitely where none is told, and the laws told. */
function over(
  seed: string,
  make: (random: Random) => Float64Array,
  period: number,
  jitter: number,
) {
  const sleeps = Array.from({ length: RUNS }, (_, run) =>
    sleepAt(make(randomFrom(`${seed}/${run}`))),
  );
  const none = Number.POSITIVE_INFINITY;
  const off = (of: (sleep: Sleep) => number) =>
    sleeps.map((sleep) => (sleep === undefined ? none : of(sleep)));
  return {
    sleeps,
    period: off((sleep) => Math.abs(sleep.periodSeconds / period - 1)),
    jitter: off((sleep) => (sleep.jitter === null ? none : Math.abs(sleep.jitter - jitter))),
    law: (...laws: (string | null)[]) =>
      sleeps.filter((sleep) => sleep !== undefined && laws.includes(sleep.law)).length / RUNS,
  };
}

const shareWithin = (limit: number, values: readonly number[]) =>
  values.filter((value) => value <= limit).length / values.length;

const oneSided = (period: number, jitter: number) => (random: Random) =>
  asleep(random, CHECK_INS, () => uniform(random, period * (1 - jitter), period));
const twoSided = (period: number, jitter: number) => (random: Random) =>
  asleep(random, CHECK_INS, () => uniform(random, period * (1 - jitter), period * (1 + jitter)));
const additive = (period: number, added: number) => (random: Random) =>
  asleep(random, CHECK_INS, () => period + uniform(random, 0, added));

describe("at 200 check-ins period is within 1 % and jitter within 0.05 in nine series of ten:", () => {
  const SETTINGS = [10, 60, 300, 900, 3600]
    .flatMap((period) =>
      [0.1, 0.2, 0.37, 0.5, 0.75, 0.9].map((jitter) => [period, jitter] as const),
    )
    .filter(([period, jitter]) => period * jitter > 1);

  function expectFound({ period, jitter }: ReturnType<typeof over>) {
    expect(shareWithin(0.01, period)).toBeGreaterThanOrEqual(0.9);
    expect(shareWithin(0.05, jitter)).toBeGreaterThanOrEqual(0.9);
  }

  test.each(SETTINGS)("one-sided, %i s, jitter %f", (period, jitter) => {
    const found = over(`one/${period}/${jitter}`, oneSided(period, jitter), period, jitter);
    expectFound(found);
    expect(found.law("one-sided", "ambiguous")).toBeGreaterThanOrEqual(0.9);
  });

  test.each(
    [60, 300].flatMap((period) => [0.1, 0.2, 0.5].map((jitter) => [period, jitter] as const)),
  )("two-sided, %i s, jitter %f", (period, jitter) => {
    const found = over(`two/${period}/${jitter}`, twoSided(period, jitter), period, jitter);
    expectFound(found);
    expect(found.law("two-sided", "ambiguous")).toBeGreaterThanOrEqual(0.9);
  });

  test.each([
    [60, 30],
    [300, 60],
  ])("additive, %i s and up to %i more", (period, added) => {
    const found = over(
      `additive/${period}/${added}`,
      additive(period, added),
      period,
      added / period,
    );
    expectFound(found);
    expect(found.law("additive", "ambiguous")).toBeGreaterThanOrEqual(0.9);
  });

  test.each([0.05, 0.2])("clocked, 600 s, off by %f", (share) => {
    const found = over(
      `clock/${share}`,
      (random) =>
        Float64Array.from({ length: CHECK_INS }, (_, k) =>
          Math.floor(1000 * (k * 600 + normal(random, 0, 600 * share))),
        ).sort(),
      600,
      share,
    );
    expectFound(found);
    expect(Math.max(...found.jitter)).toBeLessThan(0.05);
    expect(found.law("clocked")).toBe(1);
  });

  test.each([10, 60, 300, 900, 3600])("fixed, %i s", (period) => {
    const found = over(
      `fixed/${period}`,
      (random) => asleep(random, CHECK_INS, () => period),
      period,
      0,
    );
    expectFound(found);
    expect(found.law("fixed")).toBe(1);
  });

  test("fixed, a period that is not round, which the mode tells better than mean or median", () => {
    const found = over("mode", (random) => asleep(random, CHECK_INS, () => 47), 47, 0);
    const overstated = over("mode", (random) => asleep(random, CHECK_INS, () => 47), 47.12, 0);
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expectFound(found);
    expect(sum(found.period)).toBeLessThan(sum(overstated.period));
  });

  test.each([
    ["fixed", 60, 0],
    ["one-sided", 60, 0.2],
    ["one-sided", 3600, 0.1],
  ] as const)("%s, %i s, jitter %f, a third of the check-ins missing", (law, period, jitter) => {
    const whole = oneSided(period, jitter);
    const found = over(
      `missed/${period}/${jitter}`,
      (random) => whole(random).filter(() => random() < 2 / 3),
      period,
      jitter,
    );
    expectFound(found);
    expect(found.law(law, "ambiguous")).toBeGreaterThanOrEqual(0.9);
  });

  test.each([
    ["fixed", 60, 0],
    ["one-sided", 60, 0.2],
    ["one-sided", 300, 0.37],
  ] as const)(
    "%s, %i s, jitter %f, each check-in one to four connections",
    (law, period, jitter) => {
      const checkIns = oneSided(period, jitter);
      const found = over(
        `bursts/${period}/${jitter}`,
        (random) =>
          Float64Array.from(
            Array.from(checkIns(random)).flatMap((time) =>
              Array.from(
                { length: integer(random, 1, 4) },
                (_, i) => time + i * integer(random, 50, 500),
              ),
            ),
          ).sort(),
        period,
        jitter,
      );
      expectFound(found);
      expect(found.law(law)).toBeGreaterThanOrEqual(0.9);
    },
  );
});

test("where the network adds as much as the jitter takes, 10 s less up to 10 %, most series tell as much, the others no law", () => {
  const found = over("one/10/0.1", oneSided(10, 0.1), 10, 0.1);
  expect(shareWithin(0.01, found.period)).toBeGreaterThan(0.5);
  expect(shareWithin(0.05, found.jitter)).toBeGreaterThan(0.5);
  expect(found.law("one-sided", "ambiguous", null)).toBe(1);
  // Without a law the period is the median interval, which no jitter of this size can move far.
  expect(Math.max(...found.period)).toBeLessThan(0.06);
});

describe("the law is ambiguous", () => {
  test.each([
    ["60 s plus up to 30 s", additive(60, 30)],
    ["90 s less up to a third", oneSided(90, 0.33)],
  ])("where two settings give the same intervals, and lists both: %s", (name, make) => {
    const { sleeps, law } = over(name, make, 60, 0.5);
    expect(law("ambiguous")).toBeGreaterThanOrEqual(0.9);
    const listed = sleeps.filter((sleep) => sleep?.law === "ambiguous");
    for (const sleep of listed as Sleep[]) {
      const { readings, periodSeconds, jitter } = sleep;
      const additive = readings.find(({ law }) => law === "additive");
      const oneSided = readings.find(({ law }) => law === "one-sided");
      expect(additive).toMatchObject({ periodSeconds: 60, jitter: 0.5 });
      expect(oneSided).toMatchObject({ periodSeconds: 90 });
      expect(Math.abs(oneSided!.jitter - 0.33)).toBeLessThan(0.02);
      // What is told of period and jitter is the most probable reading's.
      expect(readings[0]).toMatchObject({ periodSeconds, jitter });
    }
  });

  test("where no setting is round", () => {
    const random = randomFrom("odd");
    const sleep = sleepAt(asleep(random, CHECK_INS, () => uniform(random, 433.3, 571.9)));
    expect(sleep?.law).toBe("ambiguous");
    expect(sleep?.readings).toHaveLength(3);
    expect(Math.abs(sleep!.periodSeconds / 502.6 - 1)).toBeLessThan(0.02);
  });
});

describe("sleepOf", () => {
  test("takes the spectrum's period where the intervals do not show it", () => {
    const random = randomFrom("mixed");
    const beacon = Array.from({ length: 60 }, (_, k) => k * 300_000);
    const others = Array.from({ length: 200 }, () => uniform(random, 0, 18_000_000));
    const times = Float64Array.from([...beacon, ...others]).sort();
    expect(sleepAt(times, 300)).toMatchObject({ periodSeconds: 300, jitter: null, law: null });
  });

  test("goes by the intervals where the spectrum's period is near them, else by the spectrum", () => {
    const times = oneSided(60, 0.2)(randomFrom("both"));
    for (const period of [48, 54, 60]) {
      expect(sleepAt(times, period)).toMatchObject({ periodSeconds: 60, law: "one-sided" });
    }
    for (const periodSeconds of [27, 45, 65, 300]) {
      const elsewhere = { periodSeconds, jitter: null, law: null, readings: [] };
      expect(sleepAt(times, periodSeconds)).toEqual(elsewhere);
    }
  });

  test("takes the spectrum's period, too, where the intervals keep to no law", () => {
    const random = randomFrom("normal");
    const times = asleep(random, CHECK_INS, () => normal(random, 60, 6));
    expect(sleepAt(times, 60.5)).toMatchObject({ periodSeconds: 60.5, jitter: null, law: null });
    expect(sleepAt(times)).toMatchObject({ jitter: null, law: null });
  });

  test("takes two neighbouring minutes for rounding, not for jitter", () => {
    const times = timesOf(new Array(CHECK_INS).fill(330_000));
    const minutes = times.map((time) => Math.floor(time / 60_000) * 60_000);
    expect(sleepAt(minutes)?.law).toBe("fixed");
  });

  test.each([
    ["seconds", 1000],
    ["minutes", 60_000],
  ])("reads logs in whole %s", (name, unit) => {
    const { period, jitter, law } = over(
      name,
      (random) =>
        asleep(random, CHECK_INS, () => 300).map((time) => Math.floor(time / unit) * unit),
      300,
      0,
    );
    expect(Math.max(...period)).toBeLessThan(0.002);
    expect(Math.max(...jitter)).toBeLessThan(0.25);
    expect(law("fixed")).toBe(1);
  });

  test.each([
    [1000, 60, 0.2],
    [1000, 300, 0.37],
    [60_000, 900, 0.5],
  ])("tells jitter from rounding, to %i ms of one-sided %i s, jitter %f", (unit, period, share) => {
    const { law, ...found } = over(
      `rounded/${period}`,
      (random) => oneSided(period, share)(random).map((time) => Math.floor(time / unit) * unit),
      period,
      share,
    );
    expect(shareWithin(0.01, found.period)).toBeGreaterThanOrEqual(0.9);
    expect(shareWithin(0.05, found.jitter)).toBeGreaterThanOrEqual(0.9);
    expect(law("one-sided", "ambiguous")).toBeGreaterThanOrEqual(0.9);
  });

  test("does not describe the intervals where the spectrum's period is another", () => {
    const clock = timesOf(new Array(30).fill(60_000));
    expect(sleepAt(clock, 300)).toEqual({
      periodSeconds: 300,
      jitter: null,
      law: null,
      readings: [],
    });
    expect(sleepAt(clock, 62)).toMatchObject({ periodSeconds: 60, law: "fixed" });
  });

  test("finds a period that whole minutes cannot show, on average", () => {
    const times = Float64Array.from({ length: 200 }, (_, k) => Math.floor((k * 330) / 60) * 60_000);
    const sleep = sleepAt(times);
    expect(sleep?.law).toBe("fixed");
    expect(sleep?.periodSeconds).toBeCloseTo(330, 0);
  });

  test("says nothing of fewer than eight intervals", () => {
    const times = (count: number) => timesOf(new Array(count).fill(60_000));
    expect(sleepAt(times(7))).toBeUndefined();
    expect(sleepAt(times(8))?.law).toBe("fixed");
  });

  test("says nothing where half of the connections come at once and no gap tells bursts apart", () => {
    expect(sleepAt(timesOf([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]))).toBeUndefined();
  });

  test("lists no reading that adds more than it sleeps, as of a sleep that varies by all of itself", () => {
    for (const period of [433.3, 3770]) {
      const { sleeps } = over(`all/${period}`, oneSided(period, 1), period / 2, 1);
      for (const sleep of sleeps) {
        const { law, readings } = sleep!;
        expect(law).toBe("ambiguous");
        expect(readings.map((reading) => reading.law)).toEqual(["one-sided", "two-sided"]);
        expect(readings.every(({ jitter }) => jitter > 0.9 && jitter <= 1)).toBe(true);
      }
    }
  });

  test("of chance arrivals has no law", () => {
    const random = randomFrom("chance");
    const times = timesOf(Array.from({ length: 300 }, () => 1000 * exponential(random, 60)));
    expect(sleepAt(times)).toMatchObject({ jitter: null, law: null });
  });

  test("gives finite numbers, or none, for any times", () => {
    const gap = fc.oneof(
      fc.constant(0),
      fc.nat(3),
      fc.nat(90_000),
      fc.constant(60_000),
      fc.nat(1e9),
    );
    const few = fc.array(fc.oneof(fc.constant(0), fc.nat(3)), { maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(fc.array(gap, { maxLength: 60 }), few), (gaps) => {
        const sleep = sleepAt(timesOf(gaps));
        if (sleep === undefined) return;
        for (const { periodSeconds, jitter } of [sleep, ...sleep.readings]) {
          expect(Number.isFinite(periodSeconds) && periodSeconds > 0).toBe(true);
          if (jitter !== null) expect(Number.isFinite(jitter) && jitter >= 0).toBe(true);
        }
      }),
      { seed: 12, numRuns: 400 },
    );
  });
});
