import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../src/connection.js";
import { pairCount, pairOf } from "../src/pairs.js";
import { tableFrom } from "../src/table-from.js";
import { RUNS } from "./support/arrays.js";
import { byPair, rowsOf } from "./support/rows.js";

const connection = fc.record({
  time: fc.oneof(
    fc.nat(3),
    fc.double({ min: 0, max: 1e12, noNaN: true }).map((x) => x + 0),
  ),
  source: fc.constantFrom("10.0.0.1", "client.example"),
  destination: fc.constantFrom("203.0.113.9", "2001:db8::9"),
  port: fc.constantFrom(80, 443),
  bytesOut: fc.option(fc.nat(9)),
  bytesIn: fc.option(fc.nat(9)),
  direction: fc.constantFrom("L2R", "R2L", null),
  host: fc.option(fc.constantFrom("a.example", "b.example")),
  duration: fc.option(fc.nat(9)),
});

const one = (times: readonly number[]): Connection[] =>
  times.map((time, i) => ({ time, source: "a", destination: "b", port: 1, bytesOut: i }));

describe("pairOf", () => {
  test("orders each pair's rows by time, companions with them, and keeps the order of equal times", () => {
    fc.assert(
      fc.property(fc.array(connection, { maxLength: 100 }), (connections) => {
        const table = tableFrom(connections);
        const before = byPair(rowsOf(table));
        for (let index = 0; index < pairCount(table); index++) {
          const pair = pairOf(table, index);
          expect(pair.count).toBe(pair.times.length);
          expect(pair.bytesOut.length + pair.bytesIn.length).toBe(2 * pair.count);
        }
        const after = byPair(rowsOf(table));
        expect([...after.keys()]).toEqual([...before.keys()]);
        for (const [pair, rows] of after) {
          expect(rows).toEqual(before.get(pair)?.toSorted((a, b) => a.time - b.time));
        }
      }),
      RUNS,
    );
  });

  test("names its source, destination and port", () => {
    const table = tableFrom([
      { time: 0, source: "10.0.0.1", destination: "203.0.113.9", port: 443 },
      { time: 0, source: "WS-1.example", destination: "2001:DB8::9", port: 65_535 },
    ]);
    const { source, destination, port } = pairOf(table, 1);
    expect([source, destination, port]).toEqual(["ws-1.example", "2001:db8::9", 65_535]);
  });

  test("gives intervals in seconds, in order of time, and sorted", () => {
    const pair = pairOf(tableFrom(one([90_000, 0, 60_000, 60_000.5])), 0);
    expect(pair.intervals).toEqual(Float64Array.of(60, 0.0005, 29.9995));
    expect(pair.sortedIntervals).toEqual(Float64Array.of(0.0005, 29.9995, 60));
    expect(pair.bytesOut).toEqual(Float64Array.of(1, 2, 3, 0));
    expect(pair.intervals).toBe(pair.intervals);
    expect(pair.sortedIntervals).toBe(pair.sortedIntervals);
  });

  test("has one interval less than connections, and none of one", () => {
    expect(pairOf(tableFrom(one([5])), 0).intervals).toHaveLength(0);
    expect(pairOf(tableFrom(one([5, 5])), 0).intervals).toEqual(Float64Array.of(0));
  });

  test("takes connections of one check-in as one: its sessions, the same object each time", () => {
    const checkIns = Array.from({ length: 30 }, (_, i) => i * 60_000);
    const pair = pairOf(tableFrom(one(checkIns.flatMap((time) => [time, time + 200]))), 0);
    expect(pair.count).toBe(60);
    expect(pair.sessions.starts).toEqual(Float64Array.from(checkIns));
    expect(pair.sessions.intervals).toEqual(new Float64Array(29).fill(60));
    expect(pair.sessions).toBe(pair.sessions);
  });

  test("makes no copies for sessions where each connection is one of its own", () => {
    const pair = pairOf(tableFrom(one([0, 60_000, 125_000, 180_000])), 0);
    expect(pair.sessions.starts).toBe(pair.times);
    expect(pair.sessions.intervals).toBe(pair.intervals);
    expect(pair.sessions.sortedIntervals).toBe(pair.sortedIntervals);
  });

  test("has sessions, too, with one connection", () => {
    const { starts, intervals } = pairOf(tableFrom(one([5])), 0).sessions;
    expect([starts.length, intervals.length]).toEqual([1, 0]);
  });

  test("gives views: no copy of the table's columns", () => {
    const table = tableFrom(one([2, 1]));
    const { times } = pairOf(table, 0);
    expect(times.buffer).toBe(table.times.buffer);
    expect(table.times).toEqual(Float64Array.of(1, 2));
  });

  test("takes connections that belong together as one check-in, and computes that once", () => {
    const bursts = Array.from({ length: 20 }, (_, i) => [i * 60_000, i * 60_000 + 200]).flat();
    const pair = pairOf(tableFrom(one(bursts)), 0);
    const { sessions } = pair;
    expect(sessions).toMatchObject({ gapSeconds: expect.any(Number), idleGaps: 0, idleSeconds: 0 });
    expect(sessions.starts).toEqual(Float64Array.from({ length: 20 }, (_, i) => i * 60_000));
    expect(sessions.intervals).toEqual(new Float64Array(19).fill(60));
    expect(pair.sessions).toBe(sessions);
    const single = pairOf(tableFrom(one([0, 5000, 10_000])), 0);
    expect(single.sessions.intervals).toBe(single.intervals);
    expect(single.sessions.starts).toBe(single.times);
  });

  test.each([-1, 1, 0.5, Number.NaN])("throws for pair %d of a table with one", (index) => {
    expect(() => pairOf(tableFrom(one([1])), index)).toThrow(RangeError);
  });
});

test("pairCount counts the pairs, none in an empty table", () => {
  expect(pairCount(tableFrom([]))).toBe(0);
  expect(pairCount(tableFrom(one([1, 2])))).toBe(1);
});
