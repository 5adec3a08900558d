import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RitaGroup } from "../../../src/rita/scores/group.js";
import { ritaV4 } from "../../../src/rita/scores/v4.js";
import { ritaV4Proxy } from "../../../src/rita/scores/v4-proxy.js";
import { ritaV5 } from "../../../src/rita/scores/v5.js";
import { RUNS } from "../../support/arrays.js";

/** Epoch seconds of this century. */
const START = 1_000_000_000;
const DAY = 86_400;

/** Some are before the window, some times are the same, sizes are of very different orders. */
const group: fc.Arbitrary<RitaGroup & { timestamps: number[]; sizes: number[] }> = fc
  .record({
    start: fc.integer({ min: START, max: 2 * START }),
    length: fc.oneof(fc.constant(DAY), fc.integer({ min: 30, max: 2 * DAY })),
    offsets: fc.array(fc.double({ min: -0.04, max: 1, noNaN: true }), {
      minLength: 6,
      maxLength: 90,
    }),
    most: fc.constantFrom(0, 5, 1500, 2 ** 34),
    sizes: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 90 }),
  })
  .map(({ start, length, offsets, most, sizes }) => ({
    timestamps: offsets.map((offset) => start + Math.floor(offset * length)).sort((a, b) => a - b),
    sizes: sizes.map((size) => Math.floor(size * most)),
    start,
    end: start + length,
  }));

const scorers: readonly [string, (group: RitaGroup) => object | undefined][] = [
  ["ritaV5", ritaV5],
  ["ritaV4", ritaV4],
  ["ritaV4Proxy", ritaV4Proxy],
];

describe.each(scorers)("%s", (_, scoreOf) => {
  test("scores are from 0 to 1 in steps of 0.001", () => {
    fc.assert(
      fc.property(group, (given) => {
        const scores = Object.entries(scoreOf(given) ?? {}).filter(([name]) =>
          /score$/i.test(name),
        );
        for (const [name, score] of scores) {
          expect(Math.round(score * 1000) / 1000, name).toBe(score);
          expect(score, name).toBeGreaterThanOrEqual(0);
          expect(score, name).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  test("moving the times and the window by whole seconds changes nothing", () => {
    fc.assert(
      fc.property(group, fc.integer({ min: -START / 2, max: START }), (given, shift) => {
        const { timestamps, sizes, start, end } = given;
        const times = timestamps.map((time) => time + shift);
        const moved = { timestamps: times, sizes, start: start + shift, end: end + shift };
        expect(scoreOf(moved)).toStrictEqual(scoreOf(given));
      }),
      RUNS,
    );
  });

  test("typed arrays give what plain ones give, and neither is changed", () => {
    fc.assert(
      fc.property(group, (given) => {
        const before = structuredClone(given);
        const plain = scoreOf(given);
        expect(given).toStrictEqual(before);
        const timestamps = Uint32Array.from(given.timestamps);
        const sizes = Float64Array.from(given.sizes);
        expect(scoreOf({ ...given, timestamps, sizes })).toStrictEqual(plain);
        expect([...timestamps]).toStrictEqual(given.timestamps);
        expect([...sizes]).toStrictEqual(given.sizes);
      }),
      RUNS,
    );
  });

  test("the order of the sizes has no meaning", () => {
    fc.assert(
      fc.property(group, (given) => {
        const reversed = { ...given, sizes: given.sizes.toReversed() };
        expect(scoreOf(reversed)).toStrictEqual(scoreOf(given));
      }),
      RUNS,
    );
  });
});

test("the order of the times has no meaning to v4, and none to the bars of v5", () => {
  fc.assert(
    fc.property(group, (given) => {
      const reversed = { ...given, timestamps: given.timestamps.toReversed() };
      expect(ritaV4(reversed)).toStrictEqual(ritaV4(given));
      const [theirs, ours] = [ritaV5(reversed), ritaV5(given)];
      expect(theirs?.histogram).toStrictEqual(ours?.histogram);
      expect(theirs?.durationScore).toBe(ours?.durationScore);
    }),
    RUNS,
  );
});
