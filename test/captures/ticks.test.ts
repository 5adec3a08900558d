import fc from "fast-check";
import { expect, test } from "vitest";
import { clockOf, ticksToMilliseconds } from "../../src/captures/ticks.js";

const RUNS = { seed: 20261124, numRuns: 2000 };
const half = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const resolution = fc.oneof(
  fc.integer({ min: 0, max: 19 }),
  fc.integer({ min: 0x80, max: 0x80 | 63 }),
  fc.integer({ min: 0, max: 255 }),
);

test("any count in any unit is the same milliseconds as by whole numbers without limit", () => {
  fc.assert(
    fc.property(half, half, resolution, (high, low, byte) => {
      const exact = (byte & 0x80 ? 2n : 10n) ** BigInt(byte & 0x7f);
      const ticks = (BigInt(high) << 32n) + BigInt(low);
      const seconds = Number(ticks / exact);
      const rest = Number(((ticks % exact) * 10n ** 12n) / exact) / 1e9;
      const time = ticksToMilliseconds(high, low, clockOf(byte));
      expect(Math.abs(time - (seconds * 1000 + rest))).toBeLessThan(Math.max(1e-3, time * 1e-15));
    }),
    RUNS,
  );
});

test("whole microseconds are the same double as seconds and microseconds written apart", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 0, max: 999_999 }),
      fc.constantFrom(6, 7, 8, 9, 10),
      (seconds, micros, power) => {
        const ticks =
          BigInt(seconds) * 10n ** BigInt(power) + BigInt(micros) * 10n ** BigInt(power - 6);
        if (ticks >= 1n << 64n) return;
        const [high, low] = [Number(ticks >> 32n), Number(ticks & 0xffffffffn)];
        expect(ticksToMilliseconds(high, low, clockOf(power))).toBe(seconds * 1000 + micros / 1000);
      },
    ),
    RUNS,
  );
});
