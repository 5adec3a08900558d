import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { CaptureReader } from "../../src/captures/index.js";
import { formatIPv4 } from "../../src/network/ipv4.js";
import { cryptoFrame, initialPacket, SMALLEST } from "../support/quic.js";
import { classic, section } from "./files.js";
import { ethernet, type Frame, frame, ipv4, join, two } from "./frames.js";
import { clientHelloRecord, record } from "./hellos.js";

const MB = 1024 * 1024;
const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const SYN = frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: 999 });
const payload = (bytes: Uint8Array) =>
  frame(0, { from: CLIENT, to: SERVER, flags: "A", sequence: 1000, payload: bytes });
const HELLO = payload(clientHelloRecord);

/** Where the source's address and port stand in an Ethernet frame of IPv4 in a classic capture. */
const SOURCE = 16 + 14 + 12;
const PORT = 16 + 14 + 20;

/** Node keeps its collector to itself unless asked. */
const collectGarbage: () => void = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
})();

function heldMemory(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Reads the frames of so many connections that differ in their source; tells the most memory held and what was read. */
function readMany(connections: number, frames: readonly Frame[]) {
  const records = frames.map((one) => classic([one]).slice(24));
  const packets = new Set<number>();
  const reader = new CaptureReader(({ packet }) => packets.add(packet));
  const before = heldMemory();
  let most = 0;
  reader.write(classic([]));
  for (let i = 0; i < connections; i++) {
    for (const bytes of records) {
      bytes.set(two(i >>> 16), SOURCE + 2);
      bytes.set(two(i & 0xffff), PORT);
      reader.write(bytes);
    }
    if (i % (connections >> 2) === 0) most = Math.max(most, heldMemory() - before);
  }
  most = Math.max(most, heldMemory() - before - packets.size * 64);
  reader.end();
  expect(reader.damage).toBeUndefined();
  return { most, connections: packets.size };
}

test("connections that never end are let go of, the oldest first", () => {
  const { most, connections } = readMany(80_000, [SYN]);
  expect(connections).toBe(80_000);
  expect(most).toBeLessThan(24 * MB);
});

test("what hellos told is held within bounds", () => {
  const { most, connections } = readMany(40_000, [SYN, HELLO]);
  expect(connections).toBe(40_000);
  expect(most).toBeLessThan(40 * MB);
});

test("hellos made to be large are held within bounds", () => {
  const ciphers = join(...Array.from({ length: 4000 }, (_, i) => two(0x1301 + i)));
  const hello = record(1, join(3, 3, new Array(32).fill(9), 0, two(ciphers.length), ciphers, 1, 0));
  const { most, connections } = readMany(600, [SYN, payload(hello)]);
  expect(connections).toBe(600);
  expect(most).toBeLessThan(20 * MB);
});

test("streams that might yet hold a hello are held within bounds", () => {
  const text = new Uint8Array(15_000).fill(97);
  const { most } = readMany(6000, [payload(text)]);
  expect(most).toBeLessThan(16 * MB);
});

test("QUIC that might yet hold a hello, or an answer, is held within bounds", () => {
  const quic = (frames: Uint8Array) => {
    const bytes = initialPacket({ frames, size: SMALLEST });
    return frame(0, { from: CLIENT, to: SERVER, protocol: "udp", payload: bytes });
  };
  // The end of what is put together, so that there must be room for all before it.
  const far = readMany(1200, [quic(cryptoFrame(16_000, new Uint8Array(300)))]);
  expect(far.connections).toBe(1200);
  expect(far.most).toBeLessThan(14 * MB);
  const asked = readMany(1500, [quic(cryptoFrame(0, clientHelloRecord.slice(5)))]);
  expect(asked.connections).toBe(1500);
  expect(asked.most).toBeLessThan(1500 * 2048);
});

test("of connections made to share a hash only the newest are held, and all are told", () => {
  // What the hash makes of an address and a port is the same for all of these.
  const from = (port: number) =>
    `${formatIPv4((Math.imul(port, 0x9e3779b1) ^ 0x0a000001) >>> 0)} ${port}`;
  const packet = (port: number) => frame(0, { from: from(port), to: SERVER, payload: 1 });
  const ports = Array.from({ length: 3000 }, (_, i) => i + 1);
  const told: number[] = [];
  const reader = new CaptureReader(({ sourcePort }) => told.push(sourcePort));
  reader.write(classic([...ports.map(packet), packet(3000), packet(1)]));
  reader.end();
  expect(told).toEqual([...ports, 1]);
});

test("a block of 4 GB is passed over without being kept", () => {
  const reader = new CaptureReader(() => {});
  const before = heldMemory();
  reader.write(section([SYN]));
  // Type 0xbad, and all of the 32 bits of a length.
  reader.write(join(0, 0, 0x0b, 0xad, 0xff, 0xff, 0xff, 0xfc));
  const piece = new Uint8Array(8 * MB);
  for (let i = 0; i < 8; i++) reader.write(piece);
  expect(heldMemory() - before).toBeLessThan(piece.length + 4 * MB);
  expect(reader.counts.packets).toBe(1);
  reader.end();
  expect(reader.damage).toBe("cut off in a packet");
});

test("tiny segments and gaps of a whole window take little time and memory", () => {
  const frames = Array.from({ length: 4000 }, (_, i) => ({
    second: 1,
    bytes: ethernet(
      ipv4({ from: CLIENT, to: SERVER, sequence: 1000 + 2 * (4000 - i), payload: 1 }),
    ),
  }));
  let bytes = 0;
  const reader = new CaptureReader(({ bytesOut }) => (bytes = bytesOut));
  reader.write(classic([SYN, ...frames]));
  reader.end();
  expect(bytes).toBe(8001);
});
