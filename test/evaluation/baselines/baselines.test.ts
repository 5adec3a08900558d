import { describe, expect, test } from "vitest";
import {
  type Baseline,
  baselines,
  elastic,
  flare,
  intervalCv,
  ritaV4Baseline,
  sentinelFortinet,
  sentinelPaloAlto,
} from "../../../src/evaluation/baselines/index.js";
import { meanAndDeviation, modeOf } from "../../../src/evaluation/baselines/moments.js";
import { connectionsAt, pairFrom, scorerLaws } from "../../support/scorer-laws.js";

scorerLaws(intervalCv, { least: 5, scale: true });
scorerLaws(flare, { least: 3 });
scorerLaws(sentinelPaloAlto, { least: 2, shift: false });
scorerLaws(sentinelFortinet, { least: 2 });
scorerLaws(elastic, { least: 2, shift: false });

/** What a baseline says of connections so many seconds after midnight, in a word. */
function verdict(baseline: Baseline, seconds: readonly number[], bytes?: readonly number[]) {
  const connections = connectionsAt(seconds, bytes ?? []);
  const times = connections.map(({ time }) => time as number);
  const context = { start: Math.min(...times), end: Math.max(...times) };
  const score = baseline.score(pairFrom(connections), context);
  if (score === undefined) return undefined;
  return { ...score.evidence, value: score.value, flagged: baseline.flags(score.evidence) };
}

/** Times from intervals in seconds. */
function spaced(intervals: readonly number[], first = 0): number[] {
  let time = first;
  return [first, ...intervals.map((interval) => (time += interval))];
}

const repeat = (value: number, times: number) => new Array<number>(times).fill(value);

describe("all baselines", () => {
  test("have ids of their own and report a clock, each within its own range of periods", () => {
    expect(new Set(baselines.map(({ id }) => id)).size).toBe(baselines.length);
    const reports = (period: number) =>
      baselines.filter((one) => verdict(one, spaced(repeat(period, 86_400 / period - 1)))?.flagged);
    // RITA v5 would, if sizes were known: without them its score is 0.875.
    expect(reports(60)).toEqual([intervalCv, flare, sentinelPaloAlto, elastic, ritaV4Baseline]);
    expect(reports(900)).toEqual([intervalCv, flare, sentinelFortinet, elastic, ritaV4Baseline]);
    expect(reports(7200)).toEqual([intervalCv, flare, sentinelFortinet]);
  });
});

describe("interval CV", () => {
  test("reports a coefficient of variation below 0.3", () => {
    // Half at 1 − d and half at 1 + d: the deviation is d, but for n − 1.
    const spread = (d: number) => spaced([...repeat(100 - d, 500), ...repeat(100 + d, 500)]);
    expect(verdict(intervalCv, spread(29.9))).toMatchObject({ flagged: true });
    expect(verdict(intervalCv, spread(30))).toMatchObject({ flagged: false });
    expect(verdict(intervalCv, spread(30))?.value).toBeCloseTo(1 / 1.3, 3);
  });

  test("loses a clock that misses one check-in in eight", () => {
    const missing = Array.from({ length: 200 }, (_, i) => i * 60).filter((_, i) => i % 8 !== 5);
    expect(verdict(intervalCv, missing)).toMatchObject({ flagged: false });
  });
});

describe("flare", () => {
  test("needs more than 10 occurrences and more than 5 % of them within its window", () => {
    expect(verdict(flare, spaced(repeat(60, 9)))).toMatchObject({ flagged: false, value: 1 });
    expect(verdict(flare, spaced(repeat(60, 10)))).toMatchObject({ flagged: true, value: 1 });
    const distinct = (count: number) => Array.from({ length: count }, (_, i) => 100 + 5 * i);
    const share = (same: number, others: number) =>
      verdict(flare, spaced([...repeat(60, same), ...distinct(others)]));
    expect(share(5, 95)).toMatchObject({ flagged: false, value: 0.05 });
    expect(share(6, 94)).toMatchObject({ flagged: true, value: 0.06 });
  });

  test("counts whole seconds at the mode and just below it, and none under 2 s", () => {
    const intervals = [...repeat(60, 4), ...repeat(59, 3), ...repeat(62, 3), ...repeat(1, 50)];
    expect(verdict(flare, spaced(intervals))).toMatchObject({ modeSeconds: 60, share: 0.7 });
  });
});

describe("the rule of Sentinel for Palo Alto firewalls", () => {
  test("needs more than 30 intervals over 25 s in an hour of the clock", () => {
    expect(verdict(sentinelPaloAlto, spaced(repeat(60, 30)))).toMatchObject({ flagged: false });
    expect(verdict(sentinelPaloAlto, spaced(repeat(60, 31)))).toMatchObject({
      flagged: true,
      events: 31,
      modes: 31,
      share: 1,
    });
    expect(verdict(sentinelPaloAlto, spaced(repeat(60, 31), 1800))).toMatchObject({ events: 0 });
    expect(verdict(sentinelPaloAlto, spaced(repeat(25, 100)))).toMatchObject({ events: 0 });
    expect(verdict(sentinelPaloAlto, spaced(repeat(26, 100)))).toMatchObject({ flagged: true });
  });

  test("needs more than 80 % of them to be the same to the second", () => {
    const share = (same: number, others: number) =>
      verdict(sentinelPaloAlto, spaced([...repeat(40, same), ...repeat(50, others)]));
    expect(share(40, 10)).toMatchObject({ flagged: false, value: 0.8 });
    expect(share(41, 10)).toMatchObject({ flagged: true });
  });
});

describe("the rule of Sentinel for Fortinet firewalls", () => {
  test("needs 5 intervals over 60 s, with a mean of at least 600 s", () => {
    expect(verdict(sentinelFortinet, spaced(repeat(700, 4)))).toMatchObject({ flagged: false });
    expect(verdict(sentinelFortinet, spaced(repeat(700, 5)))).toMatchObject({ flagged: true });
    expect(verdict(sentinelFortinet, spaced(repeat(600, 9)))).toMatchObject({ flagged: true });
    const short = verdict(sentinelFortinet, spaced(repeat(599, 9)));
    expect(short).toMatchObject({ flagged: false, value: 0 });
    expect(verdict(sentinelFortinet, spaced(repeat(60, 99)))).toMatchObject({ deltas: 0 });
  });

  test("takes a standard deviation under 0.2 of the mean, after it has replaced outliers", () => {
    const spread = (d: number) => spaced([...repeat(900 - d, 50), ...repeat(900 + d, 50)]);
    expect(verdict(sentinelFortinet, spread(178))).toMatchObject({ flagged: true });
    expect(verdict(sentinelFortinet, spread(180))).toMatchObject({ flagged: false });
    const night = spaced([...repeat(900, 30), 50_000, ...repeat(900, 30)]);
    const { flagged, periodSeconds } = verdict(sentinelFortinet, night) as never;
    // The night is replaced by the mean of all, itself included: 49 100 / 61 s over the others.
    expect([flagged, periodSeconds]).toEqual([true, expect.closeTo(900 + 49_100 / 61 / 61, 6)]);
  });
});

describe("Elastic's rule", () => {
  const minutes = (counts: readonly number[]) =>
    counts.flatMap((count, minute) =>
      Array.from({ length: count }, (_, i) => minute * 60 + (i * 60) / Math.max(1, count)),
    );
  const noisy = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4];

  test("reports steady sizes alone, out at most 5 % apart", () => {
    const seconds = minutes(noisy);
    const sized = (share: number) =>
      verdict(
        elastic,
        seconds,
        seconds.map((second) => 1000 * (1 + (Math.floor(second / 60) % 2 === 0 ? share : -share))),
      );
    expect(verdict(elastic, seconds)).toMatchObject({ flagged: false, value: 0 });
    expect(sized(0.04)).toMatchObject({ flagged: true, out: 1, in: 0, value: 1 / 3 });
    expect(sized(0.06)).toMatchObject({ flagged: false, out: 0 });
  });

  test("reports steady counts where more than half of the minutes have any", () => {
    expect(verdict(elastic, minutes(repeat(2, 30)))).toMatchObject({ flagged: true, counts: 1 });
    const half = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 2 : 0));
    expect(verdict(elastic, minutes(half))).toMatchObject({ counts: 0, periodic: 1 });
  });

  test("sees a period of two buckets to a sixth of the span, and no longer one", () => {
    const every = (bucket: number) =>
      Array.from({ length: 360 }, (_, i) => Number(i % bucket === 0));
    expect(verdict(elastic, minutes(every(7)))).toMatchObject({ periodic: 1 });
    expect(verdict(elastic, minutes(every(50)))).toMatchObject({ periodic: 1 });
    expect(verdict(elastic, minutes(every(80)))).toMatchObject({ periodic: 0, flagged: false });
  });
});

describe("moments", () => {
  test("are those of the definitions", () => {
    expect(meanAndDeviation([1, 2, 3, 4]).deviation).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(meanAndDeviation([1]).deviation).toBeNaN();
    expect(modeOf([])).toBeUndefined();
    expect(modeOf([3, 2, 3, 2])).toMatchObject({ value: 2, count: 2 });
  });
});
