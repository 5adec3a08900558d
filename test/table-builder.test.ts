import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BeaconryError } from "../src/errors.js";
import { destinationOf, NAMED_DESTINATION, NAMED_SOURCE, portOf, sourceOf } from "../src/table.js";
import { ConnectionTableBuilder } from "../src/table-builder.js";
import { RUNS } from "./support/arrays.js";
import { byPair, NO_OPTIONAL, type Row, rowsOf } from "./support/rows.js";

const INPUT = { files: 1, records: 9, accepted: 7, rejected: 1, ignored: 1 };

/** Adds a row, endpoints by their text. */
function add(builder: ConnectionTableBuilder, row: Row): void {
  const endpoint = (text: string) => builder.endpoint(text) as number;
  const unknown = Number.NaN;
  builder.add(
    row.time,
    endpoint(row.source),
    endpoint(row.destination),
    row.port,
    row.bytesOut ?? unknown,
    row.bytesIn ?? unknown,
  );
  if (row.direction !== null) builder.set("direction", row.direction);
  for (const name of [
    "host",
    "fingerprint",
    "serverFingerprint",
    "protocol",
    "logSource",
  ] as const) {
    const text = row[name];
    if (text !== null) builder.set(name, builder.texts.id(text) + 1);
  }
  for (const name of ["duration", "eventCount", "deviceTime"] as const) {
    const number = row[name];
    if (number !== null) builder.set(name, number);
  }
}

function tableOf(rows: readonly Row[]) {
  const builder = new ConnectionTableBuilder();
  for (const row of rows) add(builder, row);
  return builder.table(INPUT, []);
}

/** Row `i` of a log: each column has a value now and then, each at another time. */
function rowOf(i: number): Row {
  const every = (n: number): boolean => i % n === 1;
  return {
    source: every(7) ? `client-${i % 3}` : `10.0.${i % 5}.${i % 11}`,
    destination: every(5) ? `2001:db8::${1 + (i % 4)}` : `203.0.113.${i % 13}`,
    port: [0, 443, 65_535][i % 3] as number,
    time: 1_795_000_000_000 - i + 0.125,
    bytesOut: every(2) ? i : null,
    bytesIn: every(3) ? i * 2 ** 33 : null,
    direction: every(4) ? (i % 5) + 1 : null,
    host: every(6) ? `host-${i % 100}` : null,
    fingerprint: every(8) ? `print-${i % 10}` : null,
    serverFingerprint: every(14) ? `answer-${i % 10}` : null,
    protocol: every(9) ? "tcp" : null,
    logSource: every(10) ? `${i % 3}` : null,
    duration: every(11) ? i / 8 : null,
    eventCount: every(12) ? i : null,
    deviceTime: every(13) ? 1_795_000_000_000 + i : null,
  };
}

describe("ConnectionTableBuilder", () => {
  test.each([0, 1, 2, 4095, 4096, 4097, 12_287, 12_288, 12_289, 40_000])(
    "gives back %d rows with all their columns, grouped as a Map groups them",
    (length) => {
      const rows = Array.from({ length }, (_, i) => rowOf(i));
      const table = tableOf(rows);
      expect(table.length).toBe(length);
      const found = rowsOf(table);
      const expected = [...byPair(rows).values()].flat();
      const wrong = expected.findIndex(
        (row, i) => JSON.stringify(row) !== JSON.stringify(found[i]),
      );
      expect(found[wrong]).toEqual(expected[wrong]);
      expect(found).toHaveLength(length);
      expect(Object.keys(table.optional)).toHaveLength(length > 1 ? 9 : 0);
    },
  );

  test("groups any rows as a Map does", () => {
    const name = fc.constantFrom(
      "10.0.0.1",
      "10.0.0.2",
      "a.example",
      "b.example",
      "::1",
      "0.0.0.0",
    );
    const row = fc.record({
      source: name,
      destination: name,
      port: fc.constantFrom(0, 80, 65_535),
      time: fc.nat(5),
      bytesOut: fc.option(fc.nat(9)),
      bytesIn: fc.option(fc.nat(9)),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), (given) => {
        const rows = given.map((some) => ({ ...some, ...NO_OPTIONAL }));
        const table = tableOf(rows);
        expect(rowsOf(table)).toEqual([...byPair(rows).values()].flat());
        expect(table.optional).toEqual({});
      }),
      RUNS,
    );
  });

  test("keeps a column that one record in the third chunk has first", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      ...rowOf(i),
      ...NO_OPTIONAL,
      duration: i === 15_000 ? 0 : null,
    }));
    const table = tableOf(rows);
    expect(Object.keys(table.optional)).toEqual(["duration"]);
    expect(rowsOf(table).filter(({ duration }) => duration === 0)).toEqual([rows[15_000]]);
  });

  test("moves its rows to another builder, in order and with all their columns", () => {
    const rows = Array.from({ length: 13_000 }, (_, i) => rowOf(i));
    const target = new ConnectionTableBuilder();
    const details = { told: () => target.texts.id("told.example") + 1 };
    class Before extends ConnectionTableBuilder {
      override readonly texts = target.texts;
      override endpoint(text: string): number | undefined {
        return target.endpoint(text);
      }
    }
    const before = new Before();
    for (const [i, row] of rows.entries()) {
      add(before, row);
      if (i === 12_999) before.await(details, 0);
    }
    before.moveTo(target);
    const told = { host: "told.example", fingerprint: "told.example" };
    const last = { ...told, serverFingerprint: "told.example" };
    const own = Object.entries(rows[12_999] as Row).filter(([, value]) => value !== null);
    rows[12_999] = { ...(rows[12_999] as Row), ...last, ...Object.fromEntries(own) };
    expect(rowsOf(target.table(INPUT, []))).toEqual([...byPair(rows).values()].flat());
  });

  test("gives each connection what is told of it in the end, until another teller comes", () => {
    const builder = new ConnectionTableBuilder();
    const hosts = [0, 0];
    const teller = (at: number) => ({
      told: (name: string, connection: number) =>
        name === "host" ? (hosts[at] as number) * (connection === 7 ? 1 : 0) : 0,
    });
    const [first, second] = [teller(0), teller(1)];
    const named = (text: string) => builder.texts.id(text) + 1;
    const connect = (port: number) => builder.add(0, 1, 2, port, 0, 0);
    connect(1);
    builder.await(first, 7);
    connect(2);
    builder.await(first, 8);
    connect(3);
    builder.set("host", named("own.example"));
    builder.await(first, 7);
    hosts[0] = named("first.example");
    connect(4);
    builder.await(second, 7);
    // Too late: what the first one tells was asked for when the second came.
    hosts[0] = named("late.example");
    hosts[1] = named("second.example");
    const found = rowsOf(builder.table(INPUT, [])).map(({ host }) => host);
    expect(found).toEqual(["first.example", null, "own.example", "second.example"]);
  });

  test("adds the parts of a connection to it, in any order of them", () => {
    const parts = [
      [1000, 10, Number.NaN, 5],
      [6000, Number.NaN, Number.NaN, 2],
      [3000, 7, 4, Number.NaN],
    ] as const;
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const builder = new ConnectionTableBuilder();
      for (let port = 0; port < 5000; port++) builder.add(0, 1, 2, port, 0, 0);
      const [first, ...others] = order.map((at) => parts[at] as (typeof parts)[number]);
      const [time, out, back, duration] = first as (typeof parts)[number];
      builder.add(time, 1, 2, 9000, out, back);
      if (duration >= 0) builder.set("duration", duration);
      builder.add(0, 1, 2, 9001, 0, 0);
      for (const [at, more, less, length] of others) builder.extend(5000, at, more, less, length);
      const row = rowsOf(builder.table(INPUT, [])).find(({ port }) => port === 9000);
      expect(row).toMatchObject({ time: 1000, bytesOut: 17, bytesIn: 4, duration: 7 });
    }
  });

  test("tells the IPv4 address 0.0.0.0 from the first name, and a port from its flags", () => {
    const builder = new ConnectionTableBuilder();
    const [zero, first] = ["0.0.0.0", "first.example"].map((text) => builder.endpoint(text));
    expect([zero, first]).toEqual([0, 2 ** 32]);
    const sides = [
      [zero, zero],
      [zero, first],
      [first, zero],
      [first, first],
    ] as [number, number][];
    for (const [source, destination] of sides) builder.add(0, source, destination, 65_535, 1, 1);
    const table = builder.table(INPUT, []);
    expect([0, 1, 2, 3].map((pair) => [sourceOf(table, pair), destinationOf(table, pair)])).toEqual(
      [
        ["0.0.0.0", "0.0.0.0"],
        ["0.0.0.0", "first.example"],
        ["first.example", "0.0.0.0"],
        ["first.example", "first.example"],
      ],
    );
    expect([0, 1, 2, 3].map((pair) => portOf(table, pair))).toEqual(new Array(4).fill(65_535));
    expect([...table.ports]).toEqual(
      [0, NAMED_DESTINATION, NAMED_SOURCE, NAMED_SOURCE + NAMED_DESTINATION].map((n) => n + 65_535),
    );
  });

  test("takes one endpoint however it is written, and none that is no endpoint", () => {
    const builder = new ConnectionTableBuilder();
    const of = (text: string) => builder.endpoint(text);
    expect(of("2001:DB8::0001")).toBe(of("2001:db8::1"));
    expect(of("CDN.example.")).toBe(of("cdn.EXAMPLE"));
    expect(of("255.255.255.255")).toBe(2 ** 32 - 1);
    expect(of("10.0.0.999")).toBeUndefined();
    expect(of("10.0.0.999")).toBeUndefined();
    builder.add(0, of("2001:db8::1") as number, of("cdn.example") as number, 1, 0, 0);
    expect(builder.table(INPUT, []).names).toEqual(["2001:db8::1", "cdn.example"]);
  });

  test("counts its rows all along, and hands on the books and warnings it is given", () => {
    const builder = new ConnectionTableBuilder();
    const lengths: number[] = [];
    for (let i = 0; i < 13_000; i++) {
      if (i % 4096 === 0) lengths.push(builder.length);
      add(builder, rowOf(i));
    }
    expect(lengths).toEqual([0, 4096, 8192, 12_288]);
    expect(builder.length).toBe(13_000);
    const warnings = [{ code: "a", message: "b" }];
    expect(builder.table(INPUT, warnings)).toMatchObject({
      input: INPUT,
      warnings,
      length: 13_000,
    });
  });

  test("makes one table: a second would be empty, so it throws", () => {
    const builder = new ConnectionTableBuilder();
    add(builder, rowOf(0));
    builder.table(INPUT, []);
    expect(() => builder.table(INPUT, [])).toThrow(BeaconryError);
  });
});
