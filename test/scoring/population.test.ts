import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { pairCount, pairOf } from "../../src/pairs.js";
import { populationOf } from "../../src/scoring/population.js";
import { tableWithin } from "../../src/scoring/table-within.js";
import { tableFrom } from "../../src/table-from.js";

interface Clock {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly seconds: number;
  readonly count: number;
}

const START = Date.UTC(2026, 10, 22);
const clock = (one: Partial<Clock> = {}): Clock => ({
  ...{ source: "10.0.0.1", destination: "203.0.113.9", port: 443, seconds: 60, count: 12 },
  ...one,
});
const connectionsOf = ({ seconds, count, ...key }: Clock): Connection[] =>
  Array.from({ length: count }, (_, i) => ({ ...key, time: START + i * seconds * 1000 }));
const hosts = (count: number, one: Partial<Clock> = {}) =>
  Array.from({ length: count }, (_, i) => clock({ source: `10.0.1.${i}`, ...one }));

/** What the population of these clocks says of each of their pairs, in order of first sight. */
function saidOf(clocks: readonly Clock[]) {
  const table = tableFrom(clocks.flatMap(connectionsOf));
  const population = populationOf(table);
  return Array.from({ length: pairCount(table) }, (_, index) => {
    const pair = pairOf(table, index);
    return {
      sources: population.sources,
      reaching: population.sourcesOf(pair.destination),
      alike: population.alike(pair),
    };
  });
}

/** The same from the connections' own texts. */
function counted(clocks: readonly Clock[]) {
  const medianOf = ({ seconds, count }: Clock) => (count < 8 ? undefined : seconds);
  return clocks.map((one) => {
    const here = clocks.filter(({ destination }) => destination === one.destination);
    const sources = [...new Set(here.map(({ source }) => source))];
    const median = medianOf(one);
    const alike = sources.filter((source) => {
      if (source === one.source) return true;
      const [busiest] = here
        .filter((other) => other.source === source)
        .sort((a, b) => b.count - a.count);
      const other = medianOf(busiest!);
      if (median === undefined || other === undefined) return false;
      return Math.abs(other - median) <= 0.05 * median;
    });
    return {
      sources: new Set(clocks.map(({ source }) => source)).size,
      reaching: sources.length,
      alike: alike.length,
    };
  });
}

describe("the population", () => {
  test("is who talks to whom: any addresses and names, several ports a destination", () => {
    // 0.0.0.0 and the first name of a table have the same number.
    const source = fc.constantFrom("0.0.0.0", "0.0.0.1", "10.0.0.1", "2001:db8::1", "ws-1", "ws-2");
    const destination = fc.constantFrom(
      "0.0.0.0",
      "203.0.113.9",
      "2001:db8::9",
      "ws-1",
      "evil.net",
    );
    const one = fc.record({
      source,
      destination,
      port: fc.constantFrom(80, 443, 8443),
      seconds: fc.constantFrom(60, 62, 64, 66, 300),
      count: fc.constantFrom(1, 7, 8, 13, 30),
    });
    const all = fc.uniqueArray(one, {
      minLength: 1,
      maxLength: 25,
      selector: (clock) => `${clock.source} ${clock.destination} ${clock.port}`,
    });
    fc.assert(
      fc.property(all, (clocks) => {
        expect(saidOf(clocks)).toEqual(counted(clocks));
      }),
      { seed: 8, numRuns: 400 },
    );
  });

  test("counts nobody who has no connection left in the window", () => {
    const late = { ...clock({ source: "10.0.0.2" }), seconds: 3600 };
    const table = tableFrom([...connectionsOf(clock()), ...connectionsOf(late).slice(1)]);
    expect(populationOf(table).sources).toBe(2);
    const within = populationOf(tableWithin(table, START, START + 1_800_000));
    expect([within.sources, within.sourcesOf("203.0.113.9")]).toEqual([1, 1]);
  });

  test("of nothing is nobody, and nobody talks to a destination that is not there", () => {
    expect(populationOf(tableFrom([])).sources).toBe(0);
    expect(populationOf(tableFrom(connectionsOf(clock()))).sourcesOf("198.51.100.1")).toBe(0);
  });
});

describe("those who keep the same interval to a destination", () => {
  const alike = (clocks: readonly Clock[]) => saidOf(clocks).map((one) => one.alike);

  test("are counted, within 5 %", () => {
    expect(alike(hosts(20))).toEqual(new Array(20).fill(20));
    const seconds = [1000, 1050, 1060];
    const three = seconds.map((one, i) => clock({ source: `10.0.1.${i}`, seconds: one }));
    expect(alike(three)).toEqual([2, 3, 2]);
    expect(alike([clock({ seconds: 950, port: 80 }), ...hosts(1, { seconds: 1000 })])).toEqual([
      1, 2,
    ]);
  });

  test("are counted however many they are", () => {
    for (const count of [99, 101, 130]) {
      expect(new Set(alike(hosts(count)))).toEqual(new Set([count]));
    }
  });

  test("are not those of other intervals, of another destination, or of too few connections", () => {
    const others = [
      ...hosts(5, { seconds: 300 }),
      ...hosts(5, { destination: "198.51.100.7" }),
      ...hosts(1, { source: "10.0.2.1", count: 7 }),
    ];
    expect(alike([clock(), ...others])[0]).toBe(1);
    expect(alike([clock({ count: 7 }), ...hosts(5)])[0]).toBe(1);
  });

  test("count once each, by the port they use most, and the pair's own source always", () => {
    const two = [clock({ port: 80, count: 30, seconds: 300 }), clock({ port: 443 })];
    const [onPort80, onPort443, ...rest] = alike([...two, ...hosts(3)]);
    expect([onPort80, onPort443, ...rest]).toEqual([1, 4, 3, 3, 3]);
  });

  test("are told from a sample of a long pair, spread over all of it", () => {
    // The sample may not be the first few: here those are of another interval.
    const connections = [...hosts(2)].flatMap((one) => {
      let time = START;
      return Array.from({ length: 1000 }, (_, i) => {
        time += (i < 100 ? 5 : one.source === "10.0.1.0" ? 60 : 61) * 1000;
        return { source: one.source, destination: one.destination, port: one.port, time };
      });
    });
    const table = tableFrom([
      ...connections,
      ...hosts(1, { source: "10.0.2.1" }).flatMap(connectionsOf),
    ]);
    expect(populationOf(table).alike(pairOf(table, 0))).toBe(3);
  });

  test("are none where most connections come at once", () => {
    const bursts = [0, 1].flatMap((host) =>
      Array.from({ length: 20 }, (_, i) => ({
        ...{ source: `10.0.1.${host}`, destination: "203.0.113.9", port: 443 },
        time: START + Math.floor(i / 10) * 60_000,
      })),
    );
    const table = tableFrom(bursts);
    expect(populationOf(table).alike(pairOf(table, 0))).toBe(1);
  });
});
