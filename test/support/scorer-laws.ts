import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { type Pair, pairOf } from "../../src/pairs.js";
import type { Context, Evidence, Population, Score, Scorer } from "../../src/score.js";
import type { ConnectionTable } from "../../src/table.js";
import { tableFrom } from "../../src/table-from.js";

/** What a scorer says of itself beyond the laws that hold for every one. */
export interface Claims {
  /** Says nothing of a pair with fewer connections; default 1. */
  readonly least?: number;
  /** Does not mind when all times and the window move together; default true. A scorer of the hours of the day says false. */
  readonly shift?: boolean;
  /** Does not mind whether the same pattern takes an hour or a day; default false. */
  readonly scale?: boolean;
  /** Measures regularity: the more jitter a sleep has, the lower its value on average; default false. */
  readonly regularity?: boolean;
}

/**
 * The contract suite of scorers: call it in a test file with a scorer of any make.
 *
 * @example scorerLaws(intervalMad, { least: 5, scale: true });
 */
export function scorerLaws(scorer: Scorer, claims: Claims = {}): void {
  const { least = 1, shift = true, scale = false, regularity = false } = claims;

  describe(`${scorer.id} keeps the scorer laws:`, () => {
    test("its id is kebab-case", () => {
      expect(scorer.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    });

    test("it says nothing, or gives a value from 0 to 1 under its id with evidence of finite numbers", () => {
      onAnyCase(({ connections, context }) => {
        const score = scorer.score(pairFrom(connections), context);
        if (score === undefined) return;
        expect(score.id).toBe(scorer.id);
        expect(score.value >= 0 && score.value <= 1, String(score.value)).toBe(true);
        for (const [name, number] of Object.entries(score.evidence)) {
          expect(Number.isFinite(number), `${name}: ${number}`).toBe(true);
        }
      });
    });

    test("it says the same when asked again, and changes nothing of what it was given", () => {
      onAnyCase(({ connections, context }) => {
        const pair = pairFrom(connections);
        const before = contentOf(pair);
        const first = structuredClone(scorer.score(pair, Object.freeze({ ...context })));
        expect(contentOf(pair)).toStrictEqual(before);
        expect(scorer.score(pair, context)).toStrictEqual(first);
        expect(scorer.score(pairFrom(connections), context)).toStrictEqual(first);
      });
    });

    test("it says the same, whatever of the pair was asked for before", () => {
      onAnyCase(({ connections, context }) => {
        const asked = pairFrom(connections);
        asked.sessions.sortedIntervals.at(-1);
        const before = scorer.score(asked, context);
        const fresh = pairFrom(connections);
        expect(scorer.score(fresh, context)).toStrictEqual(before);
        fresh.sessions.sortedIntervals.at(-1);
        expect(scorer.score(fresh, context)).toStrictEqual(before);
      });
    });

    test("it does not mind the order of the rows in the log", () => {
      onAnyCase(({ connections, context, order }) => {
        const shuffled = connections
          .map((connection, i) => ({ connection, key: order[i % order.length] as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ connection }) => connection);
        expect(scorer.score(pairFrom(shuffled), context)).toStrictEqual(
          scorer.score(pairFrom(connections), context),
        );
      });
    });

    test("it has one sentence for its evidence, with a number of it", () => {
      onAnyCase(({ connections, context }) => {
        const score = scorer.score(pairFrom(connections), context);
        if (score === undefined || scorer.explain === undefined) return;
        const sentence = scorer.explain(Object.freeze({ ...score.evidence }));
        expect(sentence).toMatch(/^[^\n\r]+\.$/);
        expect(sentence).not.toMatch(/NaN|undefined|Infinity|null|-0\b(?!\.)/);
        expect(namesANumber(sentence, score.evidence), sentence).toBe(true);
      });
    });

    test("it says nothing of a single connection that is all there is", () => {
      expect(scoreOfClock(scorer, 1)).toBeUndefined();
    });

    test.each(HOSTILE)("it keeps its word on connections $name", ({ times, bytes }) => {
      const connections = times.map((time) => ({ ...KEY, time, bytesOut: bytes, bytesIn: bytes }));
      for (const population of [undefined, POPULATION, NOBODY]) {
        const context = { ...windowOf(connections), ...(population && { population }) };
        const score = scorer.score(pairFrom(connections), context);
        if (score === undefined) continue;
        const { value, evidence } = score;
        expect(value >= 0 && value <= 1, String(value)).toBe(true);
        expect(Object.values(evidence).filter((number) => !Number.isFinite(number))).toEqual([]);
        if (scorer.explain === undefined) continue;
        expect(scorer.explain(evidence)).toMatch(/^[^\n\r]+\.$/);
        expect(scorer.explain(evidence)).not.toMatch(/NaN|undefined|Infinity/);
      }
    });

    test("it keeps no pair it was shown", async () => {
      const shown = Array.from({ length: 200 }, (_, i) => new WeakRef(showPair(scorer, i)));
      for (let wait = 0; wait < 50 && shown.some((pair) => pair.deref() !== undefined); wait++) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        collectGarbage();
      }
      expect(shown.filter((pair) => pair.deref() !== undefined)).toEqual([]);
    });

    test("it remembers nothing of thousands of different pairs", () => {
      expect(leftOnHeap(scorer)).toBeLessThan(NOTHING);
    });

    if (regularity) {
      test("its value does not rise, on average, with a sleep's jitter", () => {
        const means = [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1].map((jitter) => meanAtJitter(scorer, jitter));
        for (let i = 1; i < means.length; i++) {
          expect(means[i]!, means.join(" ")).toBeLessThanOrEqual(means[i - 1]! + 0.03);
        }
        expect(means.at(-1)!, means.join(" ")).toBeLessThan(means[0]! - 0.02);
      });
    }

    if (least > 1) {
      test(`it says nothing of fewer than ${least} connections, and speaks of more`, () => {
        expect(scoreOfClock(scorer, least - 1)).toBeUndefined();
        expect(scoreOfClock(scorer, least)).toBeDefined();
        onAnyCase(({ connections, context }) => {
          const few = connections.slice(0, least - 1);
          expect(scorer.score(pairFrom(few), context)).toBeUndefined();
        });
      });
    }

    if (shift) {
      test("it does not mind when all times and the window move together", () => {
        onAnyCase(({ connections, context, by }) => {
          const moved = moveAll(wholeMilliseconds(connections), (time) => time + by);
          const window = {
            ...context,
            start: Math.floor(context.start) + by,
            end: Math.ceil(context.end) + by,
          };
          const unmoved = { ...context, start: window.start - by, end: window.end - by };
          expect(scorer.score(pairFrom(moved), window)).toStrictEqual(
            scorer.score(pairFrom(wholeMilliseconds(connections)), unmoved),
          );
        });
      });
    }

    if (scale) {
      test("it does not mind whether the same pattern takes an hour or a day", () => {
        onAnyCase(({ connections, context, power }) => {
          const whole = wholeMilliseconds(connections);
          // Powers of two scale every double without rounding.
          const stretched = moveAll(whole, (time) => time * 2 ** power);
          const window = {
            ...context,
            start: context.start * 2 ** power,
            end: context.end * 2 ** power,
          };
          expect(scorer.score(pairFrom(stretched), window)?.value).toBe(
            scorer.score(pairFrom(whole), context)?.value,
          );
        });
      });
    }
  });
}

/** Scores one pair of its own, and lets go of it. */
function showPair(scorer: Scorer, number: number): Pair {
  const connections = connectionsAt(
    Array.from({ length: 40 }, (_, i) => i * (60 + number)),
    new Array(40).fill(300 + number),
  );
  const pair = pairFrom(connections);
  scorer.score(pair, { ...windowOf(connections), population: POPULATION });
  return pair;
}

/** Node keeps its collector to itself unless asked. */
const collectGarbage: () => void = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
})();

/** The mean value over sleeps of 60 s with one-sided jitter, 60 check-ins each. */
function meanAtJitter(scorer: Scorer, jitter: number): number {
  const runs = 40;
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(`jitter/${jitter}/${run}`);
    const gaps = Array.from({ length: 60 }, () => 60 * (1 - jitter * random()));
    sum += scoreOfIntervals(scorer, gaps)?.value ?? 0;
  }
  return sum / runs;
}

/** Bytes a pair that a scorer may leave on the heap and be believed to leave none: a text or a score kept is more, a bare number less. */
const NOTHING = 30;
const PAIRS_A_ROUND = 1200;
const ROUNDS = 5;

/**
 * What scoring pairs, no two alike, leaves on the heap: bytes a pair, in the round that leaves least but one. The engine's own
 * comings and goings (compiled code, mostly) make single rounds of no use.
 */
function leftOnHeap(scorer: Scorer): number {
  const table = manyPairs();
  const context = { ...windowOf(connectionsAt([0, DAY / 1000])), population: POPULATION };
  const left: number[] = [];
  let before = heapInUse();
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < PAIRS_A_ROUND; i++) {
      scorer.score(pairOf(table, round * PAIRS_A_ROUND + i), context);
    }
    const after = heapInUse();
    left.push((after - before) / PAIRS_A_ROUND);
    before = after;
  }
  return left.toSorted((a, b) => a - b)[1] as number;
}

/** A table of pairs with a source, a rhythm and a size of their own. */
const manyPairs = (() => {
  let table: ConnectionTable | undefined;
  return () => {
    table ??= tableFrom(
      Array.from({ length: ROUNDS * PAIRS_A_ROUND }, (_, i) =>
        connectionsAt(
          Array.from({ length: 26 }, (_, k) => k * (60 + i / 100)),
          new Array(26).fill(300 + i),
        ).map((connection) => ({ ...connection, source: `10.1.${i >> 8}.${i & 255}` })),
      ).flat(),
    );
    return table;
  };
})();

function heapInUse(): number {
  collectGarbage();
  collectGarbage();
  return getHeapStatistics().used_heap_size;
}

/** Another input's: nobody in it talks to the destination. */
const NOBODY: Population = { sources: 50, sourcesOf: () => 0, alike: () => 0 };

/** Somebody's: what a scorer makes of it is its own affair, but the laws hold. */
const POPULATION: Population = {
  sources: 50,
  sourcesOf: () => 3,
  alike: ({ count }) => 1 + (count % 3),
};

/** The pair of the connections, which must have one key; rows in the order given. */
export function pairFrom(connections: readonly Connection[]): Pair {
  const table = tableFrom(connections);
  expect(table.input.rejected).toBe(0);
  return pairOf(table, 0);
}

/** One key, times `seconds` after 2026-11-22, and bytes where given. */
export function connectionsAt(
  seconds: readonly number[],
  bytesOut: readonly (number | null)[] = [],
): Connection[] {
  return seconds.map((second, i) => ({
    ...KEY,
    time: START + second * 1000,
    bytesOut: bytesOut[i] ?? null,
  }));
}

/** What a scorer says of intervals in seconds, in a window that begins and ends with them. */
export function scoreOfIntervals(scorer: Scorer, intervals: readonly number[]): Score | undefined {
  let time = 0;
  const seconds = [0, ...intervals.map((interval) => (time += interval))];
  return scorer.score(pairFrom(connectionsAt(seconds)), windowOf(connectionsAt(seconds)));
}

const KEY = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
const START = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;
const RUNS = { seed: 20261124, numRuns: 120 };

/** Dates end here, to both sides: ECMA-262, time values. */
const LATEST = 8.64e15;
const forty = (time: (i: number) => number) => Array.from({ length: 40 }, (_, i) => time(i));

/** Pairs at the edges of what a table holds. */
const HOSTILE: readonly { name: string; times: readonly number[]; bytes: number }[] = [
  { name: "all at once", times: forty(() => START), bytes: 0 },
  { name: "at both ends of time", times: [-LATEST, LATEST], bytes: 1 },
  { name: "half at each end", times: forty((i) => (i % 2 === 0 ? -LATEST : LATEST)), bytes: 9 },
  { name: "before 1970", times: forty((i) => -i * 60_000.5), bytes: 300 },
  { name: "nanoseconds apart", times: forty((i) => i * 1e-6), bytes: Number.MIN_VALUE },
  { name: "ever farther apart", times: forty((i) => 2.4 ** i), bytes: 1e308 },
  { name: "of sizes that are none", times: forty((i) => i * 60_000), bytes: Number.NaN },
];

/** A case to put before a scorer. */
interface Case {
  readonly connections: readonly Connection[];
  readonly context: Context;
  readonly order: readonly number[];
  readonly by: number;
  readonly power: number;
}

/** Milliseconds between connections: ties, a clock, a jittered clock, chance, fractions, outages, years. */
const gaps = fc.oneof(
  fc.constant(0),
  fc.constant(60_000),
  fc.integer({ min: 54_000, max: 66_000 }),
  fc.integer({ min: 0, max: 600_000 }),
  fc.integer({ min: 0, max: 3_000_000 }).map((microseconds) => microseconds / 1000),
  fc.integer({ min: 3_600_000, max: 9 * DAY }),
  fc.integer({ min: 1, max: 2 }).map((years) => years * 365 * DAY),
);
const steady = fc.array(fc.integer({ min: 59_000, max: 61_000 }), { minLength: 4, maxLength: 60 });
/** Time stamps in whole seconds, several connections in one of them now and then. */
const coarse = fc.array(
  fc.integer({ min: 0, max: 15 }).map((seconds) => seconds * 1000),
  { minLength: 6, maxLength: 60 },
);
const amounts = fc.oneof(
  fc.constant(null),
  fc.constant(0),
  fc.integer({ min: 300, max: 310 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
);

const cases: fc.Arbitrary<Case> = fc
  .record({
    gaps: fc.oneof(
      fc.array(gaps, { maxLength: 60 }),
      steady,
      coarse,
      fc.array(fc.constant<number>(0)),
    ),
    bytes: fc.array(amounts, { minLength: 1, maxLength: 60 }),
    before: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * DAY })),
    after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * DAY })),
    order: fc.array(fc.integer(), { minLength: 1, maxLength: 60 }),
    by: fc.integer({ min: -30 * 365 * DAY, max: 30 * 365 * DAY }),
    power: fc.integer({ min: -3, max: 5 }),
    alone: fc.boolean(),
  })
  .map(({ gaps, bytes, before, after, order, by, power, alone }) => {
    let time = START;
    const times = [START, ...gaps.map((gap) => (time += gap))];
    const connections = times.map((time, i) => ({
      ...KEY,
      time,
      bytesOut: bytes[i % bytes.length] as number | null,
      bytesIn: bytes[(i + 1) % bytes.length] as number | null,
    }));
    const { start, end } = windowOf(connections);
    const context = {
      start: start - before,
      end: end + after,
      ...(alone ? {} : { population: POPULATION }),
    };
    return { connections, context, order, by, power };
  });

function onAnyCase(law: (one: Case) => void): void {
  fc.assert(fc.property(cases, law), RUNS);
}

function windowOf(connections: readonly Connection[]): Context {
  const times = connections.map(({ time }) => time);
  return { start: Math.min(...times), end: Math.max(...times) };
}

function scoreOfClock(scorer: Scorer, count: number): Score | undefined {
  const connections = connectionsAt(
    Array.from({ length: count }, (_, i) => i * 60),
    new Array(count).fill(512),
  );
  return scorer.score(pairFrom(connections), windowOf(connections));
}

function moveAll(connections: readonly Connection[], move: (time: number) => number): Connection[] {
  return connections.map((connection) => ({ ...connection, time: move(connection.time) }));
}

function wholeMilliseconds(connections: readonly Connection[]): Connection[] {
  return moveAll(connections, Math.floor);
}

function contentOf({ times, bytesOut, bytesIn, intervals, sortedIntervals }: Pair): number[][] {
  return [times, bytesOut, bytesIn, intervals, sortedIntervals].map((column) => [...column]);
}

/** Whether a number in the sentence is one of the evidence, as it is or in another unit, rounded to two digits or more. */
function namesANumber(sentence: string, evidence: Evidence): boolean {
  const named = Array.from(sentence.matchAll(/\d+(?:\.\d+)?/g), ([text]) => Number(text));
  const units = [1, 100, 1 / 60, 1 / 3600, 1 / 86_400, 1e-3, 1e-6, 1e-9, 1e-12, 1e-15];
  return Object.values(evidence).some((number) =>
    units.some((unit) => {
      const value = Math.abs(number * unit);
      return named.some((other) => Math.abs(other - value) <= 0.06 * value + 1e-12);
    }),
  );
}
