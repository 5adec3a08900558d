import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../src/connection.js";
import { InputError } from "../src/errors.js";
import type { Progress, Reject } from "../src/intake.js";
import { pairOf } from "../src/pairs.js";
import { tableFrom } from "../src/table-from.js";
import { RUNS } from "./support/arrays.js";
import { NO_OPTIONAL, rowsOf } from "./support/rows.js";

const GOOD = { time: 0, source: "10.0.0.1", destination: "203.0.113.9", port: 443 };

const throwing = (name: string): object =>
  Object.defineProperty({ ...GOOD }, name, {
    get() {
      throw new Error("no");
    },
  });
const cyclic: Record<string, unknown> = { ...GOOD, time: "now" };
cyclic.self = cyclic;
const revoked = Proxy.revocable({ ...GOOD }, {});
revoked.revoke();

/** What a caller without types may hand over, and why it is no connection. */
const HOSTILE: readonly [given: unknown, reason: string][] = [
  [null, "not an object that can be read"],
  [undefined, "not an object that can be read"],
  [7, "not an object that can be read"],
  ["10.0.0.1", "not an object that can be read"],
  [() => GOOD, "not an object that can be read"],
  [throwing("time"), "not an object that can be read"],
  [throwing("host"), "not an object that can be read"],
  [revoked.proxy, "not an object that can be read"],
  [{}, "no time"],
  [[], "no time"],
  [{ ...GOOD, time: null }, "no time"],
  [{ ...GOOD, time: Number.NaN }, "bad time null"],
  [{ ...GOOD, time: 8.64e15 + 1 }, "bad time 8640000000000001"],
  [{ ...GOOD, time: "2026-11-22" }, 'bad time "2026-11-22"'],
  [{ ...GOOD, time: 5n }, "bad time (bigint)"],
  [cyclic, 'bad time "now"'],
  [{ ...GOOD, source: undefined }, "no source"],
  [{ ...GOOD, source: "10.0.0.999" }, 'bad source "10.0.0.999"'],
  [{ ...GOOD, source: cyclic }, "bad source (object)"],
  [{ ...GOOD, source: Symbol("a") }, "bad source (symbol)"],
  [{ ...GOOD, source: "x y".repeat(999) }, `bad source "${"x y".repeat(999).slice(0, 79)}`],
  [{ ...GOOD, destination: "" }, 'bad destination ""'],
  [{ ...GOOD, port: undefined }, "no port"],
  [{ ...GOOD, port: -1 }, "bad port -1"],
  [{ ...GOOD, port: 65_536 }, "bad port 65536"],
  [{ ...GOOD, port: 44.3 }, "bad port 44.3"],
  [{ ...GOOD, port: "443" }, 'bad port "443"'],
  [{ ...GOOD, port: { toString: () => expect.fail("asked for its text") } }, "bad port {}"],
];

const given = (...objects: unknown[]): Connection[] => objects as Connection[];

async function* later(connections: Iterable<Connection>): AsyncGenerator<Connection> {
  for (const connection of connections) {
    await Promise.resolve();
    yield connection;
  }
}

describe("tableFrom", () => {
  test("the example holds", () => {
    expect(tableFrom([GOOD]).length).toBe(1);
  });

  test("keeps every field of a connection", () => {
    const whole = {
      ...GOOD,
      time: 1_795_306_023_619.25,
      bytesOut: 0,
      bytesIn: 2 ** 40,
      direction: "l2r",
      host: "CDN.Example.:443",
      fingerprint: "t13d1516h2_8daaf6152771_e5627efa2ab1",
      serverFingerprint: "f4febc55ea12b31ae17cfb7e614afda8",
      protocol: "tcp",
      duration: 0.25,
      eventCount: 3,
    };
    const [row] = rowsOf(tableFrom([Object.freeze(whole)]));
    expect(row).toEqual({
      ...whole,
      direction: 2,
      host: "cdn.example",
      logSource: null,
      deviceTime: null,
    });
  });

  test("keeps apart the texts of different connections and columns, met once or twice", () => {
    const texts = ["a", "b", "c", "a", "b", "c"].map((letter) => ({
      host: `${letter}.example`,
      fingerprint: letter,
      protocol: letter,
    }));
    const rows = rowsOf(tableFrom(texts.map((text) => ({ ...GOOD, ...text }))));
    expect(rows).toMatchObject(texts);
  });

  test("takes left out, undefined, null and empty optional fields for unknown, without a column", () => {
    const nothing = { bytesOut: null, bytesIn: undefined, host: "", fingerprint: null };
    const table = tableFrom(
      given(GOOD, { ...GOOD, ...nothing, protocol: undefined, duration: null }),
    );
    const row = { ...GOOD, bytesOut: null, bytesIn: null, ...NO_OPTIONAL };
    expect(rowsOf(table)).toEqual([row, row]);
    expect([table.optional, table.warnings]).toEqual([{}, []]);
  });

  test("makes unknown what an optional field cannot be, warns once a kind, and keeps the record", () => {
    const bad = {
      ...GOOD,
      bytesOut: -1,
      bytesIn: Number.POSITIVE_INFINITY,
      host: "a b",
      fingerprint: 7,
      protocol: {},
      duration: Number.NaN,
      eventCount: 5n,
    };
    const table = tableFrom(given(bad, bad));
    expect(rowsOf(table)[1]).toEqual({ ...GOOD, bytesOut: null, bytesIn: null, ...NO_OPTIONAL });
    expect(table.optional).toEqual({});
    expect(table.warnings.map(({ code, message }) => [code, message.split(" ")[0]])).toEqual([
      ["bad-bytes", "2"],
      ["bad-host", "2"],
      ["bad-fingerprint", "2"],
      ["bad-protocol", "2"],
      ["bad-duration", "2"],
      ["bad-event-count", "2"],
    ]);
    expect(table.warnings[1]?.message).toBe(
      "2 records had a host that is none, taken as unknown (first: input:1)",
    );
  });

  test("a direction that is there but is none matches none; one that is left out is not there", () => {
    const directions = [null, "", "up", 3, {}].map((direction) => ({ ...GOOD, direction }));
    expect(tableFrom(given(...directions)).optional.direction).toEqual(
      Uint8Array.of(5, 5, 5, 5, 5),
    );
    expect(tableFrom(given(GOOD, { ...GOOD, direction: "R2R" })).optional.direction).toEqual(
      Uint8Array.of(0, 4),
    );
  });

  test("rejects what is no connection, with its position and the reason", () => {
    for (const [hostile, reason] of HOSTILE) {
      const rejects: Reject[] = [];
      const table = tableFrom(given(GOOD, hostile), { onReject: (reject) => rejects.push(reject) });
      expect(rejects).toEqual([{ file: "input", line: 2, reason, text: expect.any(String) }]);
      expect(table.length).toBe(1);
      expect(table.warnings).toEqual([
        { code: "rejected", message: `1 record rejected (first: input:2: ${reason})` },
      ]);
    }
  });

  test("shows a rejected object as JSON, or names its type where JSON cannot write it", () => {
    const texts: string[] = [];
    const objects = given({ ...GOOD, port: -1 }, cyclic, undefined, revoked.proxy, [1n]);
    tableFrom(objects, { onReject: ({ text }) => texts.push(text) });
    expect(texts).toEqual([
      JSON.stringify({ ...GOOD, port: -1 }),
      "(object)",
      "(undefined)",
      "(object)",
      "(object)",
    ]);
  });

  test("never throws, and every record is accepted or rejected, whatever it is", () => {
    const value = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
    const field = fc.oneof(value, fc.constantFrom<unknown>(0, 443, "10.0.0.1", "a.example"));
    const names = ["time", "source", "destination", "port", "bytesOut", "host", "duration"];
    const object = fc.record(Object.fromEntries(names.map((name) => [name, field])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(object, value)), (drawn) => {
        const objects = [...drawn, ...HOSTILE.map(([one]) => one)];
        const { input, length } = tableFrom(given(...objects));
        expect(input.records).toBe(objects.length);
        expect(input.accepted + input.rejected + input.ignored).toBe(input.records);
        expect(length).toBe(input.accepted);
      }),
      RUNS,
    );
  });

  test("reads each property once", () => {
    const reads: PropertyKey[] = [];
    const watched = new Proxy(GOOD, {
      get(target, name) {
        reads.push(name);
        return Reflect.get(target, name);
      },
    });
    tableFrom([watched]);
    expect(reads).toHaveLength(13);
    expect(new Set(reads).size).toBe(13);
  });

  test("keeps the order of a pair's equal times", () => {
    const connections = Array.from({ length: 10_000 }, (_, i) => ({
      ...GOOD,
      port: i % 3,
      time: (i * 7) % 5,
      bytesOut: i,
    }));
    const table = tableFrom(connections);
    for (const index of [0, 1, 2]) {
      const { times, bytesOut, port } = pairOf(table, index);
      const expected = connections
        .filter((connection) => connection.port === port)
        .sort((a, b) => a.time - b.time);
      expect([...times]).toEqual(expected.map(({ time }) => time));
      expect([...bytesOut]).toEqual(expected.map(({ bytesOut }) => bytesOut));
    }
  });

  test("makes the same table of an async iterable", async () => {
    const connections = given(GOOD, { ...GOOD, port: -1 }, { ...GOOD, host: "a.example" }, null);
    expect(await tableFrom(later(connections))).toEqual(tableFrom(connections));
  });

  test("makes an empty table of nothing", async () => {
    const empty = { length: 0, input: { records: 0, accepted: 0 }, warnings: [] };
    expect(tableFrom([])).toMatchObject(empty);
    expect(await tableFrom(later([]))).toMatchObject(empty);
  });

  test("calls onProgress every 65,536 records", () => {
    const seen: Progress[] = [];
    const many = new Array<Connection>(140_000).fill(GOOD);
    tableFrom(many, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ records }) => records)).toEqual([65_536, 131_072]);
    expect(seen[0]).toEqual({ file: "input", bytes: 0, totalBytes: 0, records: 65_536 });
  });

  test("lets an error of the caller's own functions through, and closes the source", () => {
    let closed = false;
    function* source() {
      try {
        yield* given(GOOD, null, GOOD);
      } finally {
        closed = true;
      }
    }
    const onReject = () => {
      throw new SyntaxError("mine");
    };
    expect(() => tableFrom(source(), { onReject })).toThrow(new SyntaxError("mine"));
    expect(closed).toBe(true);
  });
});

describe("tableFrom with maxEvents", () => {
  const three = given(GOOD, null, GOOD, GOOD);
  const error = new InputError("input", "more than 2 events; raise the limit or read less", 4);

  test("takes as many as allowed, rejects not counted", () => {
    expect(tableFrom(three, { maxEvents: 3 }).length).toBe(3);
  });

  test("throws at the first that is too many, naming its place", async () => {
    expect(() => tableFrom(three, { maxEvents: 2 })).toThrow(error);
    await expect(tableFrom(later(three), { maxEvents: 2 })).rejects.toThrow(error);
  });
});

describe("tableFrom with a signal", () => {
  test("reads nothing when it is aborted before", async () => {
    const signal = AbortSignal.abort(new Error("stop"));
    expect(() => tableFrom([GOOD], { signal })).toThrow("stop");
    expect(() => tableFrom([], { signal })).toThrow("stop");
    await expect(tableFrom(later([GOOD]), { signal })).rejects.toThrow("stop");
    await expect(tableFrom(later([]), { signal })).rejects.toThrow("stop");
  });

  test("stops in the middle, and closes the source", async () => {
    let closed = 0;
    const control = new AbortController();
    function* source() {
      try {
        yield GOOD;
        control.abort(new Error("stop"));
        yield GOOD;
        expect.fail("was asked for more");
      } finally {
        closed++;
      }
    }
    expect(() => tableFrom(source(), { signal: control.signal })).toThrow("stop");
    expect(closed).toBe(1);
  });

  test("stops waiting for a source that never yields again, or never at all", async () => {
    const control = new AbortController();
    const { signal } = control;
    async function* stalled(first: readonly Connection[]) {
      yield* first;
      await new Promise(() => {});
    }
    const reading = tableFrom(stalled([GOOD]), { signal });
    setTimeout(() => control.abort(new Error("stop")), 5);
    await expect(reading).rejects.toThrow("stop");
    await expect(tableFrom(stalled([]), { signal })).rejects.toThrow("stop");
  });

  test("leaves no listener behind, whatever comes of it", async () => {
    const { signal } = new AbortController();
    await tableFrom(later([GOOD]), { signal });
    await tableFrom(later([GOOD]), { signal, maxEvents: 0 }).catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
