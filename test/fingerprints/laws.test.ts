import { PassThrough } from "node:stream";
import fc from "fast-check";
import { calculateJa3, readTlsClientHello } from "read-tls-client-hello";
import { describe, expect, test } from "vitest";
import {
  findClientHello,
  findServerHello,
  ja3,
  ja3n,
  ja3String,
  ja4,
  ja4Original,
  parseClientHello,
} from "../../src/fingerprints/index.js";
import { grease, helloParts } from "./arbitrary-hello.js";
import {
  ascii,
  clientBody,
  clientRecord,
  concat,
  dtlsRecord,
  empty,
  type HelloParts,
  message,
  records,
} from "./build-hello.js";

const RUNS = { numRuns: 300, seed: 5 };

test("JA3 of any valid hello is what another program computes", async () => {
  // That program takes a hello without extensions for one that is cut.
  const extended = helloParts.filter(({ extensions }) => extensions.length > 0);
  const law = fc.asyncProperty(extended, async (parts) => {
    const bytes = clientRecord(parts);
    const stream = new PassThrough();
    stream.write(bytes);
    const other = await readTlsClientHello(stream);
    expect(ja3(bytes)).toBe(calculateJa3(other));
  });
  await fc.assert(law, { ...RUNS, numRuns: 150 });
});

test("the hello read is the hello written", () => {
  const law = fc.property(helloParts, fc.integer({ min: 1, max: 700 }), (parts, size) => {
    const hello = parseClientHello(records(message(1, clientBody(parts)), { size }));
    expect(hello).toMatchObject({
      legacyVersion: parts.version,
      ciphers: parts.ciphers,
      extensions: parts.extensions.map(({ type }) => type),
      malformed: false,
    });
  });
  fc.assert(law, RUNS);
});

test("a datagram's hello has the lists of a stream's", () => {
  const law = fc.property(
    helloParts,
    fc.uint8Array({ maxLength: 20 }),
    fc.integer({ min: 1, max: 90 }),
    fc.infiniteStream(fc.nat(1000)),
    (parts, cookie, size, order) => {
      const body = clientBody({ ...parts, cookie });
      const pieces: { readonly bytes: Uint8Array; readonly key: number }[] = [];
      for (let from = 0; from < body.length; from += size) {
        const piece = body.subarray(from, from + size);
        const header = concat([1, 0, body.length >> 8, body.length & 255, 0, 0, 0]);
        const place = [from >> 8, from & 255, 0, piece.length >> 8, piece.length & 255];
        const bytes = dtlsRecord(concat(header, place, piece));
        pieces.push({ bytes, key: order.next().value as number });
      }
      pieces.sort((one, other) => one.key - other.key);
      const hello = parseClientHello(concat(...pieces.map(({ bytes }) => bytes)));
      expect(hello).toStrictEqual({ ...parseClientHello(clientRecord(parts)), transport: "d" });
    },
  );
  fc.assert(law, { ...RUNS, numRuns: 100 });
});

test("the order of extensions changes neither JA3N nor JA4", () => {
  const law = fc.property(helloParts, fc.infiniteStream(fc.nat()), (parts, order) => {
    const extensions = parts.extensions
      .map((extension) => ({ extension, key: order.next().value as number }))
      .sort((one, other) => one.key - other.key)
      .map(({ extension }) => extension);
    const [bytes, shuffled] = [clientRecord(parts), clientRecord({ ...parts, extensions })];
    expect(ja3n(shuffled)).toBe(ja3n(bytes));
    expect(ja4(shuffled)).toBe(ja4(bytes));
  });
  fc.assert(law, RUNS);
});

test("GREASE put in anywhere changes no fingerprint", () => {
  const law = fc.property(helloParts, grease, grease, fc.nat(200), (parts, cipher, type, at) => {
    const ciphers = [...(parts.ciphers ?? [])];
    ciphers.splice(at % (ciphers.length + 1), 0, cipher);
    const extensions = parts.extensions.slice();
    extensions.splice(at % (extensions.length + 1), 0, empty(type));
    const greased: HelloParts = { ...parts, ciphers, extensions };
    const hello = parseClientHello(clientRecord(parts));
    for (const method of [ja3, ja3n, ja4, ja4Original]) {
      expect(method(clientRecord(greased))).toBe(method(hello));
    }
  });
  fc.assert(law, RUNS);
});

describe("whatever the bytes are", () => {
  /** A hello or nothing, and nothing but a TlsError thrown. */
  const survives = (bytes: Uint8Array) => {
    try {
      const hello = parseClientHello(bytes);
      expect(ja3String(hello).split(",").length).toBe(5);
      expect(ja4(hello)).toMatch(/^.{10}_.{12}_.{12}$/s);
    } catch (error) {
      expect(error).toMatchObject({ name: "TlsError" });
      const { offset } = error as { offset: number };
      expect(offset >= 0 && offset <= bytes.length).toBe(true);
    }
    findClientHello(bytes, { complete: true });
    findServerHello(bytes, { complete: true });
  };

  test("random ones that begin like a hello are read or refused", () => {
    const heads = [
      [22, 3, 1, 0, 90, 1, 0, 0, 86, 3, 3],
      [22, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3],
      [22, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 90, 1],
      [1, 0, 0, 90, 3, 3],
    ];
    const law = fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (a, b) =>
      survives(concat(a, b)),
    );
    fc.assert(law, { ...RUNS, numRuns: 600 });
  });

  test("a hello with bytes changed is read or refused", () => {
    const changes = fc.array(
      fc.record({ at: fc.nat(), to: fc.oneof(fc.constantFrom(0, 1, 127, 255), fc.nat(255)) }),
      { minLength: 1, maxLength: 4 },
    );
    const law = fc.property(helloParts, changes, fc.boolean(), (parts, list, datagram) => {
      const body = clientBody(datagram ? { ...parts, cookie: Uint8Array.of(1) } : parts);
      const head = concat([1, 0], [body.length >> 8, body.length & 255]);
      const place = concat([0, 0, 0, 0, 0, 0], [body.length >> 8, body.length & 255]);
      const bytes = datagram ? dtlsRecord(concat(head, place, body)) : records(concat(head, body));
      for (const { at, to } of list) bytes[at % bytes.length] = to;
      survives(bytes);
    });
    fc.assert(law, { ...RUNS, numRuns: 600 });
  });

  test("a hello cut anywhere, with every length set to the most, is refused or read", () => {
    const bytes = clientRecord({ extensions: [empty(10), empty(0), empty(16)] });
    for (let at = 0; at < bytes.length; at++) {
      for (const filling of [[0xff], [0xff, 0xff], [0xff, 0xff, 0xff]]) {
        const changed = bytes.slice();
        changed.set(filling.slice(0, bytes.length - at), at);
        survives(changed);
        survives(changed.subarray(0, at));
      }
    }
  });
});

describe("an eighth of a megabyte made to be slow is refused or read", () => {
  const SIZE = 1 << 17;
  const repeated = (unit: Uint8Array) => {
    const bytes = new Uint8Array(SIZE - (SIZE % unit.length));
    for (let at = 0; at < bytes.length; at += unit.length) bytes.set(unit, at);
    return bytes;
  };
  const lure = clientRecord({ ciphers: [5] }).subarray(0, 45);

  /** Reads of bytes, counted: work that grows faster than the bytes shows here and not in time. */
  const readsOf = (bytes: Uint8Array, run: (bytes: Uint8Array) => unknown): number => {
    let reads = 0;
    const counted = new Proxy(bytes, {
      get(target, property) {
        reads++;
        const value = Reflect.get(target, property, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    try {
      run(counted);
    } catch (error) {
      expect(error).toMatchObject({ name: "TlsError" });
    }
    return reads;
  };

  test.each<[string, Uint8Array]>([
    ["empty handshake records", repeated(Uint8Array.of(22, 3, 1, 0, 0))],
    ["alerts", repeated(Uint8Array.of(21, 3, 1, 0, 2, 1, 0))],
    ["HelloRequests", repeated(Uint8Array.of(22, 3, 1, 0, 4, 0, 0, 0, 0))],
    ["bytes of one a record", repeated(Uint8Array.of(22, 3, 1, 0, 1, 0))],
    ["beginnings of hellos", repeated(lure)],
    ["fragments of one hello", repeated(dtlsRecord(concat([1, 1, 0, 0], new Uint8Array(8))))],
    ["encrypted datagrams", repeated(dtlsRecord(ascii("x"), { epoch: 1 }))],
    ["bytes of handshake records", repeated(Uint8Array.of(22))],
  ])("%s", (_, bytes) => {
    const half = bytes.subarray(0, bytes.length / 2);
    for (const run of [parseClientHello, findClientHello, findServerHello]) {
      const whole = readsOf(bytes, (all) => run(all));
      expect(whole).toBeLessThanOrEqual(2 * readsOf(half, (all) => run(all)) + 1000);
    }
  });
});
