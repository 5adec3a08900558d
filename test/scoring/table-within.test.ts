import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { pairCount, pairOf } from "../../src/pairs.js";
import { tableWithin } from "../../src/scoring/table-within.js";
import type { ConnectionTable } from "../../src/table.js";
import { tableFrom } from "../../src/table-from.js";

const connections = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 20_000 }).map((microseconds) => microseconds / 1000),
    source: fc.constantFrom("10.0.0.1", "10.0.0.2", "fd00::1"),
    destination: fc.constantFrom("203.0.113.9", "a.example"),
    port: fc.constantFrom(80, 443),
    bytesOut: fc.option(fc.nat(1000)),
    bytesIn: fc.option(fc.nat(1000)),
    host: fc.option(fc.constantFrom("a", "b")),
    duration: fc.option(fc.nat(10)),
    direction: fc.constantFrom("L2R", null),
  }),
  { maxLength: 60 },
);

/** All that is known of a pair's connections, in order of time. */
function contentOf(table: ConnectionTable, pair: number): unknown[] {
  const { source, destination, port, times } = pairOf(table, pair);
  const from = table.offsets[pair] as number;
  return Array.from(times, (time, i) => {
    const row = from + i;
    const { optional, texts } = table;
    return {
      time,
      source,
      destination,
      port,
      bytesOut: table.bytesOut[row],
      bytesIn: table.bytesIn[row],
      host: texts[(optional.host?.[row] ?? 0) - 1],
      duration: optional.duration?.[row],
      direction: optional.direction?.[row],
    };
  });
}

describe("tableWithin", () => {
  test("keeps the connections whose whole millisecond is in the window, with all they have, pair by pair", () => {
    fc.assert(
      fc.property(connections, fc.nat(20), fc.nat(20), (given, start, length) => {
        const end = start + length;
        const table = tableFrom(given as Connection[]);
        const within = tableWithin(table, start, end);
        expect(pairCount(within)).toBe(pairCount(table));
        expect(within.input).toEqual(table.input);
        let kept = 0;
        for (let pair = 0; pair < pairCount(table); pair++) {
          const expected = contentOf(table, pair).filter((one) => {
            const time = Math.floor((one as { time: number }).time);
            return time >= start && time <= end;
          });
          expect(contentOf(within, pair)).toEqual(expected);
          kept += expected.length;
        }
        expect(within.length).toBe(kept);
      }),
      { seed: 1 },
    );
  });

  test("takes a fraction of the last millisecond, and none of the one before the first", () => {
    const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
    const table = tableFrom([999.999, 1000, 2000.999, 2001].map((time) => ({ ...pair, time })));
    expect([...tableWithin(table, 1000, 2000).times]).toEqual([1000, 2000.999]);
  });

  test("leaves the table as it was", () => {
    const pair = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
    const table = tableFrom([3, 1, 2].map((time) => ({ ...pair, time })));
    tableWithin(table, 2, 2);
    expect([...table.times]).toEqual([3, 1, 2]);
    expect([...table.offsets]).toEqual([0, 3]);
  });
});
