import fc from "fast-check";
import { expect, test } from "vitest";
import { connectionsOf } from "./files.js";
import { type Frame, frame, join } from "./frames.js";
import { clientHelloFor, clientHelloRecord, dtlsHelloPart, serverHelloRecord } from "./hellos.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const RUNS = { seed: 20261124, numRuns: 200 };
const SYN = frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: 999 });

const out = (sequence: number, payload: Uint8Array) =>
  frame(1, { from: CLIENT, to: SERVER, flags: "A", sequence, payload });
const back = (sequence: number, payload: Uint8Array) =>
  frame(1, { from: SERVER, to: CLIENT, flags: "A", sequence, payload });

function tlsIn(frames: readonly Frame[]) {
  return connectionsOf(frames)[0]?.tls;
}

test("hellos are found however segments cut them, in whatever order they come, some of them twice", () => {
  const cuts = fc.array(fc.integer({ min: 1, max: clientHelloRecord.length - 1 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(cuts, fc.array(fc.nat(), { maxLength: 8 }), fc.nat(), (ends, order, start) => {
      const edges = [0, ...ends.sort((a, b) => a - b), clientHelloRecord.length];
      const pieces = edges.slice(1).map((end, i) => [edges[i] as number, end] as const);
      const syn = frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: (start - 1) >>> 0 });
      const segments = [...pieces.keys(), ...order].map((i) => {
        const [from, end] = pieces[(i + order.length) % pieces.length]!;
        return out((start + from) >>> 0, clientHelloRecord.slice(from, end));
      });
      expect(tlsIn([syn, ...segments])).toMatchObject({ sni: "beacon.example", ja3s: null });
    }),
    RUNS,
  );
});

test("a hello that a hole runs through is not made up", () => {
  const tls = tlsIn([
    SYN,
    out(1000, clientHelloRecord.slice(0, 40)),
    out(1041, clientHelloRecord.slice(41)),
  ]);
  expect(tls).toBeUndefined();
});

test("without a SYN the stream begins with the first payload, and the ClientHello tells who called", () => {
  const [connection] = connectionsOf([
    back(7, new TextEncoder().encode("220 ready\r\n")),
    out(1000, clientHelloRecord),
    back(18, serverHelloRecord),
  ]);
  expect(connection).toMatchObject({
    source: "10.0.0.1",
    bytesOut: clientHelloRecord.length,
    tls: { ja3sString: "771,4865,43" },
  });
});

test("an answer that was captured before its question is an answer", () => {
  const tls = tlsIn([back(7, serverHelloRecord), out(1000, clientHelloRecord)]);
  expect(tls).toMatchObject({ sni: "beacon.example", ja3sString: "771,4865,43" });
});

test("bytes that come again with other values change nothing", () => {
  const other = clientHelloFor("others.example");
  const cut = clientHelloRecord.length - 3;
  const segments = [out(1000, clientHelloRecord.slice(0, cut)), out(1000, other)];
  expect(tlsIn([SYN, ...segments])?.sni).toBe("beacon.example");
  expect(tlsIn([SYN, ...segments.toReversed()])?.sni).toBe("others.example");
});

test("the first ClientHello counts", () => {
  const tls = tlsIn([SYN, out(1000, join(clientHelloRecord, clientHelloFor("second.example")))]);
  expect(tls?.sni).toBe("beacon.example");
});

test("a hello is found behind plain text, but not behind 16 KB of it", () => {
  const text = (length: number) => new Uint8Array(length).fill(97);
  expect(tlsIn([SYN, out(1000, text(16_000)), out(17_000, clientHelloRecord)])).toBeDefined();
  expect(tlsIn([SYN, out(1000, text(16_384)), out(17_384, clientHelloRecord)])).toBeUndefined();
});

test("a ServerHello without a ClientHello tells nothing", () => {
  expect(tlsIn([SYN, back(7, serverHelloRecord)])).toBeUndefined();
});

test("each of two connections between the same ports has hellos of its own", () => {
  const again = frame(2, { from: CLIENT, to: SERVER, flags: "S", sequence: 50_000 });
  const connections = connectionsOf([
    SYN,
    out(1000, clientHelloRecord),
    again,
    out(50_001, clientHelloFor("next.example")),
  ]);
  expect(connections.map(({ tls }) => tls?.sni)).toEqual(["beacon.example", "next.example"]);
});

test("a hello in DTLS is found in one datagram or several, among others and behind one that was cut off", () => {
  const udp = { from: CLIENT, to: SERVER, protocol: "udp" } as const;
  const send = (payload: Uint8Array) => frame(1, { ...udp, payload });
  const whole = send(dtlsHelloPart(0, 100));
  const cut = { ...whole, bytes: whole.bytes.slice(0, -1), length: whole.bytes.length };
  const parts = [send(dtlsHelloPart(0, 20)), send(dtlsHelloPart(20, 100, 1))];
  const other = send(new Uint8Array(40));
  for (const frames of [[whole], parts, [other, parts[0]!, other, parts[1]!], [cut, whole]]) {
    expect(tlsIn(frames)).toMatchObject({ sni: null, ja3String: "65277,4865,,," });
  }
  expect(tlsIn([cut])).toBeUndefined();
  expect(tlsIn([cut, parts[0]!])).toBeUndefined();
});
