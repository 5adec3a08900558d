import { describe, expect, test } from "vitest";
import { block, classic, read, section } from "./files.js";
import { type Frame, frame, join } from "./frames.js";
import { clientHelloRecord, serverHelloRecord } from "./hellos.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";

/** A TLS connection, an exchange over UDP and one over IPv6. */
const FRAMES: readonly Frame[] = [
  frame(0.25, { from: CLIENT, to: SERVER, flags: "S", sequence: 0xfffffff0 }),
  frame(0.250001, { from: SERVER, to: CLIENT, flags: "SA", sequence: 7 }),
  frame(0.3, {
    from: CLIENT,
    to: SERVER,
    flags: "A",
    sequence: 0xfffffff1,
    payload: clientHelloRecord,
  }),
  frame(0.4, { from: SERVER, to: CLIENT, flags: "A", sequence: 8, payload: serverHelloRecord }),
  frame(1, { from: "10.0.0.2 5353", to: "10.0.0.3 53", protocol: "udp", payload: 40 }),
  frame(1.5, { from: "10.0.0.3 53", to: "10.0.0.2 5353", protocol: "udp", payload: 90 }),
  frame(2, { from: "2001:db8::1 60000", to: "2001:db8::2 22", flags: "S", sequence: 1 }),
  frame(3.999999, { from: CLIENT, to: SERVER, flags: "FA", sequence: 240 }),
];
const { connections } = read(classic(FRAMES));

test("a capture's connections, in the order of their first packets", () => {
  expect(connections).toMatchObject([
    {
      time: Date.UTC(2026, 10, 22) + 250,
      protocol: "tcp",
      source: "10.0.0.1",
      sourcePort: 50000,
      destination: "203.0.113.9",
      destinationPort: 443,
      bytesOut: 255,
      bytesIn: serverHelloRecord.length,
      duration: 3.749999,
      packet: 1,
      tls: { sni: "beacon.example", ja3String: "771,4865,0-10,29,", ja3sString: "771,4865,43" },
    },
    { protocol: "udp", source: "10.0.0.2", bytesOut: 40, bytesIn: 90, duration: 0.5, packet: 5 },
    {
      source: "2001:db8::1",
      destination: "2001:db8::2",
      destinationPort: 22,
      bytesOut: 0,
      duration: 0,
    },
  ]);
});

describe("the same packets give the same connections", () => {
  test.each([
    ["in little-endian order", classic(FRAMES, { little: true })],
    ["in nanoseconds", classic(FRAMES, { nanoseconds: true })],
    [
      "in nanoseconds and little-endian order",
      classic(FRAMES, { nanoseconds: true, little: true }),
    ],
    ["as pcapng", section(FRAMES)],
    ["as little-endian pcapng", section(FRAMES, { little: true })],
    ["as pcapng in nanoseconds", section(FRAMES, { resolution: 9 })],
    [
      "as pcapng in units finer than a double holds",
      section(FRAMES, { resolution: 12, offset: 1_790_000_000 }),
    ],
    ["as pcapng with an offset", section(FRAMES, { offset: 1_500_000_000, little: true })],
    ["as pcapng with a negative offset", section(FRAMES, { offset: -1_500_000_000 })],
    ["as obsolete packet blocks", section(FRAMES, { kind: "obsolete", little: true })],
    [
      "with blocks of other kinds between",
      section(FRAMES, {
        before: [block(5, new Uint8Array(400_001), false), block(0xbad, join(), false)],
      }),
    ],
    [
      "in two sections of different order",
      join(section(FRAMES.slice(0, 3)), section(FRAMES.slice(3), { little: true })),
    ],
  ])("%s", (_, capture) => {
    expect(read(capture)).toEqual({ ...read(classic(FRAMES)), connections });
  });

  test.each([1, 2, 3, 5, 7, 16, 100])("in pieces of %i bytes", (size) => {
    for (const capture of [classic(FRAMES), section(FRAMES, { resolution: 9, little: true })]) {
      const cuts = Array.from({ length: Math.ceil(capture.length / size) }, (_, i) => i * size);
      expect(read(capture, cuts)).toEqual(read(capture));
    }
  });

  test("with a block larger than what is kept, in pieces", () => {
    const capture = section(FRAMES, { before: [block(5, new Uint8Array(900_001), false)] });
    for (const size of [4096, 100_000, 262_208, 500_000]) {
      const cuts = Array.from({ length: Math.ceil(capture.length / size) }, (_, i) => i * size);
      expect(read(capture, cuts).connections, String(size)).toEqual(connections);
    }
  });

  test("cut in two anywhere", () => {
    const capture = section(FRAMES, { before: [block(4, new Uint8Array(30), false)] });
    for (let cut = 0; cut < capture.length; cut++) {
      expect(read(capture, [cut]).connections, String(cut)).toEqual(connections);
    }
  });
});

test("times in units of powers of two are read to the microsecond", () => {
  const [connection] = read(section([FRAMES[4]!], { resolution: 0x80 | 20 })).connections;
  expect(connection!.time).toBe(Date.UTC(2026, 10, 22) + 1000);
});

test("packets of simple blocks have no time, and are cut as their interface says", () => {
  const told = read(section(FRAMES, { kind: "simple", snapLength: 70 }));
  expect(told.damage).toBeUndefined();
  expect(told.connections.map(({ time, bytesOut }) => [time, bytesOut])).toEqual([
    [Number.NaN, 255],
    [Number.NaN, 40],
    [Number.NaN, 0],
  ]);
});

test("a packet of an interface that is not described is counted", () => {
  const body = new Uint8Array(24).fill(1, 0, 4);
  const { counts, damage } = read(join(section(FRAMES), block(6, body, false)));
  expect(damage).toBeUndefined();
  expect(counts).toEqual({ packets: 9, other: 0, fragments: 0, short: 1 });
});

describe("what came before damage counts", () => {
  const bytes = classic(FRAMES);
  const first = 24 + 16 + FRAMES[0]!.bytes.length;
  const flipped = (at: number, value: number) => bytes.map((byte, i) => (i === at ? value : byte));
  const ng = section(FRAMES);
  const flippedNg = (at: number, value: number) => ng.map((byte, i) => (i === at ? value : byte));
  const lastBlock = ng.length - 12 - 20 - FRAMES[7]!.bytes.length - 2;

  test.each([
    [
      "a length that no packet has",
      flipped(first + 8, 0xff),
      "a packet of 4278190134 bytes, more than any capture holds",
      1,
    ],
    ["a cut in a packet", bytes.slice(0, first + 30), "cut off in a packet", 1],
    ["a cut in a packet's header", bytes.slice(0, first + 3), "cut off in a packet", 1],
    ["a cut in the file's header", bytes.slice(0, 23), "cut off in its header", 0],
    ["nothing but a magic number", bytes.slice(0, 4), "cut off in its header", 0],
    ["three bytes", bytes.slice(0, 3), "cut off in its header", 0],
    ["no capture", new TextEncoder().encode("#separator"), "not a capture", 0],
    ["a section without byte order", flippedNg(8, 0), "no byte-order mark", 0],
    [
      "a block whose lengths differ",
      flippedNg(ng.length - 1, 0),
      "a block with two different lengths",
      3,
    ],
    ["a block of odd length", flippedNg(lastBlock + 7, 1), "a block of 1 bytes", 3],
    ["a block that ends before it begins", flippedNg(lastBlock + 7, 8), "a block of 8 bytes", 3],
    [
      "a packet larger than its block",
      flippedNg(lastBlock + 20, 1),
      "a packet of 16777270 bytes in a smaller block",
      3,
    ],
  ])("%s", (_, capture, damage, count) => {
    const told = read(capture);
    expect(told.damage).toBe(damage);
    expect(told.connections).toHaveLength(count);
    expect(read(capture, [1, 5, 30, 60, 70, 100])).toEqual(told);
  });
});
