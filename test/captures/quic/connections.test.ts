import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cryptoFrame,
  FIRST_ID,
  type InitialParts,
  initialPacket,
  SMALLEST,
  SPOKEN,
} from "../../support/quic.js";
import { classic, connectionsOf, read } from "../files.js";
import { type Frame, four, frame, join, two } from "../frames.js";
import {
  clientHelloFor,
  clientHelloRecord,
  dtlsHelloPart,
  extension,
  record,
  serverHelloRecord,
} from "../hellos.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const RUNS = { seed: 20261124, numRuns: 150 };
const V2 = 0x6b3343cf;
/** What the server calls itself, and what it asks to be called in a Retry. */
const SERVER_ID = new Uint8Array(8).fill(0xaa);
const RETRY_ID = Uint8Array.of(1, 2, 3);

const HELLO = clientHelloRecord.slice(5);
const ANSWER = serverHelloRecord.slice(5);

const send = (payload: Uint8Array) =>
  frame(1, { from: CLIENT, to: SERVER, protocol: "udp", payload });
const reply = (payload: Uint8Array) =>
  frame(1, { from: SERVER, to: CLIENT, protocol: "udp", payload });

/** A datagram of the client, as large as one with an Initial packet must be. */
const asks = (frames: Uint8Array, parts: Partial<InitialParts> = {}) =>
  send(initialPacket({ size: SMALLEST, ...parts, frames }));

/** A datagram of the server. */
const answers = (frames: Uint8Array, parts: Partial<InitialParts> = {}) =>
  reply(
    initialPacket({
      sender: "server",
      destination: new Uint8Array(),
      source: SERVER_ID,
      keyId: FIRST_ID,
      ...parts,
      frames,
    }),
  );

const asked = cryptoFrame(0, HELLO);
const answered = join([2, 0, 0, 0, 0], cryptoFrame(0, ANSWER));

/** A Retry that gives an ID; nobody looks at its tag. */
const retryTo = (id: Uint8Array) => join(0xf0, four(1), 0, id.length, id, new Array(46).fill(5));
const RETRY = reply(retryTo(RETRY_ID));

/** A packet of a type that is not opened. */
const other = (type: number, version = 1) =>
  join(0xc0 | (type << 4), four(version), 8, FIRST_ID, 0, 30, new Array(30).fill(3));

function tlsIn(frames: readonly Frame[]) {
  const connections = connectionsOf(frames);
  expect(connections).toHaveLength(1);
  return connections[0]?.tls;
}

describe.each(Object.keys(SPOKEN).map(Number))("QUIC of version %i", (version) => {
  test("has a client's and a server's fingerprint", () => {
    expect(tlsIn([asks(asked, { version }), answers(answered, { version })])).toMatchObject({
      sni: "beacon.example",
      ja4: expect.stringMatching(/^q12d010200_/),
      ja3String: "771,4865,0-10,29,",
      ja3sString: "771,4865,43",
    });
  });
});

test("the fingerprints are those of the same hello over TCP, but for JA4's first letter", () => {
  const over = (protocol: "tcp" | "udp") =>
    tlsIn([
      protocol === "udp"
        ? asks(asked)
        : frame(1, { from: CLIENT, to: SERVER, sequence: 1, payload: clientHelloRecord }),
    ])!;
  const [tcp, quic] = [over("tcp"), over("udp")];
  expect(quic).toEqual({ ...tcp, ja4: quic.ja4, ja4Raw: quic.ja4Raw });
  expect(quic.ja4).toBe(`q${tcp.ja4.slice(1)}`);
});

test("a hello is found however it is cut into frames and packets, in whatever order they come", () => {
  const long = clientHelloFor(`${"a".repeat(60)}.${"b".repeat(60)}.example`).slice(5);
  const whole = tlsIn([asks(cryptoFrame(0, long))]);
  const filler = fc.constantFrom([], [0], [0, 0, 0, 1], [2, 5, 0, 1, 0, 0, 0], [1]);
  const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: long.length - 1 }), filler), {
    maxLength: 12,
  });
  const order = fc.array(fc.nat({ max: 99 }), { minLength: 20, maxLength: 20 });
  const perPacket = fc.integer({ min: 1, max: 4 });
  const version = fc.constantFrom(...Object.keys(SPOKEN).map(Number));
  fc.assert(
    fc.property(
      cuts,
      order,
      perPacket,
      version,
      fc.nat({ max: 3 }),
      (ends, ranks, size, v, again) => {
        const sorted = ends.toSorted(([one], [two]) => one - two);
        const edges = [0, ...sorted.map(([end]) => end), long.length];
        const frames = edges.slice(1).map((end, i) => {
          const from = edges[i] as number;
          return join(sorted[i]?.[1] ?? [], cryptoFrame(from, long.slice(from, end)));
        });
        const repeated = [...frames, ...frames.slice(0, again)];
        const shuffled = repeated
          .map((one, i) => [ranks[i] as number, one] as const)
          .toSorted(([one], [two]) => one - two)
          .map(([, one]) => one);
        const packets = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, i) =>
          asks(join(...shuffled.slice(i * size, (i + 1) * size)), {
            version: v,
            number: i,
            numberSize: 1 + (i % 4),
            // From the server's first answer on, the client calls it by another ID.
            ...(i > 1 ? { destination: SERVER_ID, keyId: FIRST_ID } : {}),
          }),
        );
        expect(tlsIn(packets)).toEqual(whole);
      },
    ),
    RUNS,
  );
});

test("a piece that is missing is not made up", () => {
  const pieces = [cryptoFrame(0, HELLO.slice(0, 30)), cryptoFrame(31, HELLO.slice(31))];
  expect(tlsIn(pieces.map((piece) => asks(piece)))).toBeUndefined();
});

test("packets of one datagram are told apart", () => {
  const half = 40;
  const [first, last] = [
    cryptoFrame(0, HELLO.slice(0, half)),
    cryptoFrame(half, HELLO.slice(half)),
  ];
  const parts = (frames: Uint8Array) => initialPacket({ frames });
  const rest = new Array(SMALLEST).fill(0);
  const datagram = join(other(1), parts(first), other(2), parts(last), rest);
  expect(tlsIn([send(datagram)])).toMatchObject({ sni: "beacon.example" });
  const answer = initialPacket({
    sender: "server",
    destination: new Uint8Array(),
    keyId: FIRST_ID,
    frames: answered,
  });
  for (const datagramBack of [join(answer, other(2), 0x40, 1, 2), join(other(2), answer)]) {
    expect(tlsIn([asks(asked), reply(datagramBack)])).toMatchObject({ ja3sString: "771,4865,43" });
  }
});

test("after a Retry the keys are made of the ID it gives", () => {
  const token = new Uint8Array(30).fill(5);
  const anew = { destination: RETRY_ID, token };
  const answer = answers(answered, { keyId: RETRY_ID });
  expect(tlsIn([asks(asked), RETRY, asks(asked, anew), answer])).toMatchObject({
    sni: "beacon.example",
    ja3sString: "771,4865,43",
  });
  // A part of the hello before it, all of it after.
  const part = asks(cryptoFrame(0, clientHelloFor("other.example").slice(5, 40)));
  expect(tlsIn([part, RETRY, asks(asked, anew), answer])).toMatchObject({
    sni: "beacon.example",
    ja3sString: "771,4865,43",
  });
  // What comes after it comes in pieces, the old ones among them.
  const pieces = [cryptoFrame(0, HELLO.slice(0, 40)), cryptoFrame(40, HELLO.slice(40))] as const;
  const frames = [asks(pieces[0]), RETRY, asks(pieces[1], anew), asks(pieces[0]), answer];
  expect(tlsIn(frames)).toMatchObject({ sni: "beacon.example", ja3sString: "771,4865,43" });
  expect(tlsIn([part, RETRY, ...pieces.map((one) => asks(one, anew)), answer])).toMatchObject({
    sni: "beacon.example",
  });
  // The capture begins behind it.
  expect(tlsIn([asks(asked, anew), answer])).toMatchObject({ ja3sString: "771,4865,43" });
});

test("Retries that are made up do not stand in the way", () => {
  const madeUp = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => retryTo(new Uint8Array(9).fill(i)));
  const frames = [...madeUp.map(send), asks(asked), ...madeUp.map(reply), answers(answered)];
  expect(tlsIn(frames)).toMatchObject({ sni: "beacon.example", ja3sString: "771,4865,43" });
});

test("what a datagram told is known after its bytes were given back", () => {
  const frames = [asks(cryptoFrame(0, HELLO.slice(0, 40))), asks(cryptoFrame(40, HELLO.slice(40)))];
  const capture = classic([...frames, answers(answered)]);
  const cuts = [1, 2].map((count) => classic(frames.slice(0, count)).length);
  expect(read(capture, cuts).connections[0]?.tls).toMatchObject({
    sni: "beacon.example",
    ja3sString: "771,4865,43",
  });
});

test("the server's side has no ClientHello", () => {
  expect(tlsIn([asks(cryptoFrame(0, HELLO.slice(0, 40))), answers(asked)])).toBeUndefined();
});

test("a version is negotiated before or with the first packets", () => {
  const unknown = send(join(0xc0, four(0x0a0a0a0a), 8, FIRST_ID, 0, new Array(1200).fill(1)));
  const offer = reply(join(0xc0, four(0), 0, 8, FIRST_ID, four(1), four(V2)));
  expect(tlsIn([unknown, offer, asks(asked), answers(answered)])).toMatchObject({
    sni: "beacon.example",
    ja3sString: "771,4865,43",
  });
  // RFC 9368: the server answers in the other version; keys are made of the same ID.
  expect(tlsIn([asks(asked), answers(answered, { version: V2 })])).toMatchObject({
    ja3sString: "771,4865,43",
  });
  // A client that begins anew in another version, with another ID.
  const begun = asks(cryptoFrame(0, clientHelloFor("other.example").slice(5, 40)));
  const anew = new Uint8Array(12).fill(4);
  const again = asks(asked, { version: V2, destination: anew });
  expect(
    tlsIn([begun, offer, again, answers(answered, { version: V2, keyId: anew })]),
  ).toMatchObject({ sni: "beacon.example", ja3sString: "771,4865,43" });
});

test("after a HelloRetryRequest the first ClientHello and the last ServerHello count", () => {
  const random = Buffer.from(
    "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c",
    "hex",
  );
  const extensions = extension(51, join(two(29)));
  const body = join(3, 3, random, 0, two(4866), 0, two(extensions.length), extensions);
  const retry = record(2, body).slice(5);
  const second = cryptoFrame(HELLO.length, clientHelloFor("second.example").slice(5));
  expect(
    tlsIn([
      asks(asked),
      answers(cryptoFrame(0, retry)),
      asks(second),
      answers(cryptoFrame(retry.length, ANSWER)),
    ]),
  ).toMatchObject({ sni: "beacon.example", ja3sString: "771,4865,43" });
});

test("who sent the ClientHello is the source, whoever came first", () => {
  const early = reply(join(0x40, new Array(40).fill(1)));
  const [connection] = connectionsOf([early, asks(asked)]);
  expect(connection).toMatchObject({
    source: "10.0.0.1",
    destination: "203.0.113.9",
    bytesOut: SMALLEST,
    bytesIn: 41,
    protocol: "udp",
  });
});

test("DTLS within QUIC, and QUIC within DTLS, change nothing", () => {
  const dtls = dtlsHelloPart(0, 100);
  const part = asks(cryptoFrame(0, HELLO.slice(0, 40)));
  const rest = asks(cryptoFrame(40, HELLO.slice(40)));
  expect(tlsIn([part, send(dtls), rest])).toMatchObject({ sni: "beacon.example" });
  expect(tlsIn([send(dtls), asks(asked)])).toMatchObject({ ja3String: "65277,4865,,," });
  const early = dtlsHelloPart(0, 20);
  expect(tlsIn([send(early), reply(early), asks(asked), answers(answered)])).toMatchObject({
    sni: "beacon.example",
    ja3sString: "771,4865,43",
  });
});

describe("no hello is in", () => {
  const none = (...frames: Frame[]) => expect(tlsIn(frames)).toBeUndefined();
  const whole = initialPacket({ frames: asked, size: SMALLEST });

  test("a datagram that is smaller than a client's may be", () => {
    none(asks(asked, { size: SMALLEST - 1 }));
  });

  test("a packet whose ID is shorter than a client chooses", () => {
    none(asks(asked, { destination: FIRST_ID.slice(1) }));
  });

  test("a datagram that was cut off", () => {
    const sent = send(whole);
    none({ ...sent, bytes: sent.bytes.slice(0, -1), length: sent.bytes.length });
  });

  test("a server's packets, whose ClientHello was not captured", () => {
    none(answers(answered));
    none(answers(answered, { destination: SERVER_ID, size: SMALLEST }));
  });

  test("a packet whose tag is wrong, nor does it stand in the way of the next", () => {
    const wrong = whole.slice();
    wrong[SMALLEST - 1]! ^= 1;
    none(send(wrong));
    expect(tlsIn([send(wrong), send(whole)])).toMatchObject({ sni: "beacon.example" });
  });

  test("what comes after more packets that cannot be opened than losses explain", () => {
    const wrong = whole.slice();
    wrong[SMALLEST - 1]! ^= 1;
    const few = new Array(7).fill(send(wrong));
    expect(tlsIn([...few, send(whole)])).toMatchObject({ sni: "beacon.example" });
    none(...few, send(wrong), send(whole));
    // Nor is one tried twice where its ID is known.
    const ping = asks(Uint8Array.of(1));
    expect(tlsIn([ping, ...few, send(whole)])).toMatchObject({ sni: "beacon.example" });
  });

  test("what comes after more packets than a handshake takes", () => {
    const pings = (count: number) => new Array(count).fill(asks(Uint8Array.of(1)));
    expect(tlsIn([...pings(63), send(whole)])).toMatchObject({ sni: "beacon.example" });
    none(...pings(64), send(whole));
  });

  test("what stands behind 16 KB of the handshake, or behind another message", () => {
    none(asks(cryptoFrame(16_384, HELLO)));
    none(asks(cryptoFrame(0, join(8, 0, 0, 0, HELLO))));
    none(asks(cryptoFrame(0, clientHelloRecord)));
  });
});
