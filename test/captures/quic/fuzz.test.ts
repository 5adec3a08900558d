import fc from "fast-check";
import { expect, test } from "vitest";
import type { CapturedTls } from "../../../src/captures/index.js";
import { cryptoFrame, FIRST_ID, initialPacket, SMALLEST } from "../../support/quic.js";
import { classic, read } from "../files.js";
import { four, frame, join } from "../frames.js";
import { clientHelloRecord, serverHelloRecord } from "../hellos.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const RUNS = { seed: 20261124, numRuns: 150 };
const HELLO = initialPacket({
  frames: cryptoFrame(0, clientHelloRecord.slice(5)),
  size: SMALLEST,
});
const ANSWER = initialPacket({
  sender: "server",
  destination: new Uint8Array(),
  keyId: FIRST_ID,
  frames: cryptoFrame(0, serverHelloRecord.slice(5)),
});

/** What a datagram of the client and one of the server tell. */
function told(payload: Uint8Array, back: Uint8Array = ANSWER): CapturedTls | undefined {
  const frames = [
    frame(0, { from: CLIENT, to: SERVER, protocol: "udp", payload }),
    frame(1, { from: SERVER, to: CLIENT, protocol: "udp", payload: back }),
  ];
  const { connections, damage } = read(classic(frames));
  expect(damage).toBeUndefined();
  expect(connections).toHaveLength(1);
  return connections[0]?.tls;
}

test("ended at any byte, the packet is none", () => {
  for (let length = 0; length < HELLO.length; length += length < 60 ? 1 : 29) {
    expect(told(HELLO.slice(0, length))).toBeUndefined();
  }
  for (let length = 0; length < ANSWER.length; length++) {
    expect(told(HELLO, ANSWER.slice(0, length))).toMatchObject({ ja3s: null });
  }
  expect(told(HELLO)).toMatchObject({ sni: "beacon.example", ja3sString: "771,4865,43" });
});

test("with any bit changed, the packet is none", () => {
  for (let bit = 0; bit < HELLO.length * 8; bit += bit < 200 ? 1 : 97) {
    const changed = HELLO.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(told(changed)).toBeUndefined();
  }
  for (let bit = 0; bit < ANSWER.length * 8; bit += 11) {
    const changed = ANSWER.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(told(HELLO, changed)).toMatchObject({ sni: "beacon.example", ja3s: null });
  }
});

test("datagrams of any bytes, however like QUIC they begin, tell nothing", () => {
  const first = fc.integer({ min: 0x80, max: 255 });
  const version = fc.constantFrom(0, 1, 0x6b3343cf, 0xff00001d, 0x0a0a0a0a);
  const lengths = fc.constantFrom(0, 1, 8, 20, 21, 255);
  const rest = fc.uint8Array({ maxLength: 200 });
  const datagram = fc.tuple(first, version, lengths, rest, fc.constantFrom(0, SMALLEST));
  fc.assert(
    fc.property(fc.array(datagram, { minLength: 1, maxLength: 5 }), (datagrams) => {
      const frames = datagrams.map(([byte, number, length, bytes, more], i) => {
        const payload = join(byte, four(number), length, bytes, new Array(more).fill(i));
        const [from, to] = i % 2 === 0 ? [CLIENT, SERVER] : [SERVER, CLIENT];
        return frame(i, { from, to, protocol: "udp", payload });
      });
      const { connections, damage } = read(classic(frames));
      expect(damage).toBeUndefined();
      expect(connections.map(({ tls }) => tls)).toEqual([undefined]);
    }),
    RUNS,
  );
});

test("frames of any bytes, well protected, are read to some end", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(
      Uint8Array.of(6, 0, 0),
      Uint8Array.of(2, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0),
      join(6, 0xff, new Array(7).fill(255), 1, 1),
      cryptoFrame(0, clientHelloRecord.slice(5, 30)),
      cryptoFrame(25, clientHelloRecord.slice(30)),
      cryptoFrame(16_300, new Uint8Array(300)),
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const frames = join(...pieces);
      const tls = told(initialPacket({ frames, size: SMALLEST }));
      expect([undefined, "beacon.example"]).toContain(tls?.sni);
    }),
    { ...RUNS, numRuns: 100 },
  );
});

test("a datagram full of packets that cannot be opened takes little time", () => {
  // Each is as short as can be, and looks as if it might begin a connection.
  const packet = join(0xc0, four(1), 8, FIRST_ID, 0, 0, 20, new Array(20).fill(7));
  const payload = new Uint8Array(60_000);
  for (let at = 0; at + packet.length <= payload.length; at += packet.length) {
    packet[13] = at & 255;
    packet[12] = at >> 8;
    payload.set(packet, at);
  }
  const many = Array.from({ length: 3 }, (_, i) =>
    frame(i / 10, { from: CLIENT, to: SERVER, protocol: "udp", payload }),
  );
  const { connections } = read(classic(many));
  expect(connections.map(({ tls, bytesOut }) => [tls, bytesOut])).toEqual([
    [undefined, 3 * 60_000],
  ]);
});
