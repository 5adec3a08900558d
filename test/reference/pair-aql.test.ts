import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { tableFromEvents } from "../../src/formats/qradar.js";
import { pairOf } from "../../src/pairs.js";
import { type PairWindow, toPairAql } from "../../src/reference/pair-aql.js";
import { directionCode } from "../../src/table.js";
import { withoutLiterals } from "./aql-literals.js";

const PAIR: PairWindow = {
  source: "10.1.2.3",
  destination: "203.0.113.9",
  port: 443,
  start: 1791561027027,
  end: 1791568227027,
};
const V6 = { ...PAIR, source: "2001:DB8::1", destination: "2001:db8:0:0::2%eth0" };
const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");

describe("toPairAql", () => {
  test("asks for one pair, exact to the millisecond inside whole minutes, in the order of time", () => {
    expect(oneLine(toPairAql(PAIR))).toMatch(
      /FROM events WHERE sourceip = '10\.1\.2\.3' AND destinationip = '203\.0\.113\.9' AND destinationport = 443 AND starttime BETWEEN 1791561027027 AND 1791568227027 ORDER BY starttime ASC START 1791561000000 STOP 1791568260000$/,
    );
  });

  test("has the minute of its end, were that its first millisecond", () => {
    const whole = { ...PAIR, start: 1791561000000, end: 1791561060000 };
    expect(toPairAql(whole)).toMatch(/BETWEEN 1791561000000 AND 1791561060000\n/);
    expect(toPairAql(whole)).toMatch(/START 1791561000000 STOP 1791561120000$/);
    const point = { ...PAIR, start: 0, end: 0 };
    expect(toPairAql(point)).toMatch(/BETWEEN 0 AND 0\n.*\nSTART 0 STOP 60000$/);
  });

  test("cuts fractions of a millisecond off, as Ariel does", () => {
    expect(toPairAql({ ...PAIR, start: 60000.75, end: 60001.999 })).toContain(
      "BETWEEN 60000 AND 60001",
    );
  });

  test("finds IPv6 addresses in their own fields, whatever their spelling", () => {
    const text = oneLine(toPairAql(V6));
    expect(text).toContain(
      "WHERE INCIDR('2001:db8:0:0:0:0:0:1/128', sourcev6) AND INCIDR('2001:db8:0:0:0:0:0:2/128', destinationv6) AND",
    );
    expect(text).toContain("sourcev6 AS sourceaddress, destinationv6 AS destinationaddress,");
    expect(text).not.toMatch(/sourceip|destinationip/);
  });

  test("names its columns so that score reads the answer back, IPv6 and all", () => {
    const [start, end] = ["SELECT\n", "\nFROM events"].map((part) => toPairAql(V6).indexOf(part));
    const columns = toPairAql(V6).slice((start ?? 0) + "SELECT\n".length, end);
    const names = columns.split(",\n").map((column) => column.trim().replace(/^.* AS /, ""));
    const values: Record<string, unknown> = {
      ...{ starttime: 1791561027027, devicetime: 1791561027000, destinationport: 443 },
      ...{ sourceaddress: "2001:db8:0:0:0:0:0:1", destinationaddress: "2001:db8:0:0:0:0:0:2" },
      ...{ protocolid: 6, eventdirection: "L2R", eventcount: 3, BytesSent: 412, logsourceid: 62 },
    };
    const event = Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
    expect(Object.keys(values).filter((name) => !names.includes(name))).toEqual([]);
    const table = tableFromEvents([event]);
    const { source, destination, port, times } = pairOf(table, 0);
    expect([source, destination, port]).toEqual(["2001:db8::1", "2001:db8::2", 443]);
    expect([...times, ...table.bytesOut]).toEqual([1791561027027, 412]);
    const { eventCount, deviceTime, direction } = table.optional;
    expect([eventCount?.[0], deviceTime?.[0]]).toEqual([3, 1791561027000]);
    expect(direction?.[0]).toBe(directionCode("L2R"));
  });

  test("tells the IPv6 addresses behind a pair of 0.0.0.0", () => {
    const text = toPairAql({ ...PAIR, source: "0.0.0.0", destination: "0.0.0.0" });
    expect(text).toContain("WHERE sourceip = '0.0.0.0'");
    expect(text).toContain("sourcev6 AS sourceaddress");
    // A source of 0.0.0.0 alone asks for an address (DHCP).
    expect(toPairAql({ ...PAIR, source: "0.0.0.0" })).not.toContain("v6");
  });

  test("puts a limit before the window, if there is to be one", () => {
    expect(toPairAql(PAIR, { limit: 5000 })).toMatch(/ASC\nLIMIT 5000\nSTART/);
    expect(toPairAql(PAIR)).not.toContain("LIMIT");
    for (const limit of [0, -1, 1.5, Number.NaN, "1; DROP" as unknown as number]) {
      expect(() => toPairAql(PAIR, { limit })).toThrow(RuleError);
    }
  });

  test("takes a shop's own property names, under names that are read back", () => {
    const names = { bytesOutProperty: 'Bytes "Sent"', bytesInProperty: "it's" };
    expect(toPairAql(PAIR, names)).toContain('"Bytes ""Sent""" AS BytesSent');
    expect(toPairAql(PAIR, names)).toContain(`"it's" AS BytesReceived`);
    expect(() => toPairAql(PAIR, { bytesInProperty: "a\nb" })).toThrow(RuleError);
  });

  test("says all that is wrong at once", () => {
    const wrong = { source: "localhost", destination: "10.0.0.999", port: 65536, start: 2, end: 1 };
    const issues = [
      'source: expected an IP address, got "localhost"',
      'destination: expected an IP address, got "10.0.0.999"',
      'port: expected a whole number from 0 to 65535, got "65536"',
      'window: expected epoch milliseconds, the start first, got "2" and "1"',
    ];
    expect(() => toPairAql(wrong)).toThrow(new RuleError("pair", issues));
    expect(() => toPairAql({ ...PAIR, destination: "::1" })).toThrow(/one is IPv4/);
    expect(() => toPairAql({ ...PAIR, end: 1791568227027000 })).toThrow(/window: /);
  });

  test("lets nothing out of its place: hostile text is refused, and what is taken has the same shape", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("'", '"', "%", "1", ".", ":", ")", ";", " ", "\n", "-") }),
      fc.constantFrom("10.0.0.1' OR ''='", "10.0.0.1\n", " 10.0.0.1", "::1%' OR '1'='1", "::1%'"),
      fc.constantFrom("[::1]", "::ffff:10.0.0.1", "fe80::1%eth0", "[::1' OR 1=1]"),
      fc.ipV4(),
      fc.ipV6(),
    );
    const any = fc.oneof(hostile, fc.double(), fc.nat(70_000), fc.constantFrom(null, {}, [443]));
    const shapes = new Set([PAIR, V6].map((pair) => shapeOf(toPairAql(pair))));
    let taken = 0;
    const check = (pair: object) => {
      let text: string;
      try {
        text = toPairAql({ ...PAIR, ...pair } as PairWindow);
      } catch (error) {
        expect(error).toBeInstanceOf(RuleError);
        return;
      }
      taken++;
      expect(shapes).toContain(shapeOf(text));
    };
    const key = ["source", "destination", "port", "start", "end"] as const;
    for (const name of key) {
      fc.assert(
        fc.property(any, (value) => check({ [name]: value })),
        { seed: 1, numRuns: 500 },
      );
    }
    fc.assert(
      fc.property(hostile, hostile, (source, destination) => check({ source, destination })),
      { seed: 2, numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  test("takes hostile names of properties for names", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', "\\", ")", ";", " ", "/", "*", "-", "a"),
      minLength: 1,
    });
    fc.assert(
      fc.property(nasty, nasty, (bytesOutProperty, bytesInProperty) => {
        const text = toPairAql(PAIR, { bytesOutProperty, bytesInProperty });
        expect(shapeOf(text)).toBe(shapeOf(toPairAql(PAIR)));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

/** A query's text without its literals and numbers; 0.0.0.0 has IPv6 columns, which are left out. */
function shapeOf(text: string): string {
  return withoutLiterals(text)
    .replaceAll(/\b\d+\b/g, "#")
    .replace(/(?:sourcev6 AS sourceaddress|sourceip),\n.*\n/, "");
}
