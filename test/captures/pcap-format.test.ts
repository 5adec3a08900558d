import { expect, test } from "vitest";
import { InputError } from "../../src/errors.js";
import { ja3s, parseServerHello } from "../../src/fingerprints/index.js";
import { formats } from "../../src/formats/index.js";
import { pcap } from "../../src/formats/pcap.js";
import { Intake } from "../../src/intake.js";
import { pairCount, pairOf } from "../../src/pairs.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";
import { cryptoFrame, initialPacket, SMALLEST } from "../support/quic.js";
import { contentOf, readChunks } from "../support/read-bytes.js";
import { block, classic, START, section } from "./files.js";
import { ethernet, type Frame, frame, ipv4, join, two } from "./frames.js";
import { clientHelloFor, clientHelloRecord, serverHelloRecord } from "./hellos.js";

const CLIENT = "10.0.0.1 50000";
const SERVER = "203.0.113.9 443";
const SYN = frame(0, { from: CLIENT, to: SERVER, flags: "S", sequence: 999 });
const HELLO = frame(0.5, { from: CLIENT, to: SERVER, sequence: 1000, payload: clientHelloRecord });
const UDP = frame(1, { from: "10.0.0.1 5000", to: "10.0.0.2 53", protocol: "udp", payload: 33 });
const ARP: Frame = {
  second: 2,
  bytes: join(new Array(12).fill(1), two(0x0806), new Array(28).fill(0)),
};
const FRAGMENT: Frame = {
  second: 3,
  bytes: ethernet(ipv4({ from: CLIENT, to: SERVER, payload: 8 }, { fragment: 0x2000 })),
};
const SHORT: Frame = { second: 4, bytes: SYN.bytes.slice(0, 40), length: 60 };

const read = (...chunks: Uint8Array[]) => readChunks(pcap, chunks);

test("captures are told from their first four bytes", () => {
  const head = (...bytes: number[]) => Uint8Array.from([...bytes, ...new Array(60).fill(0)]);
  for (const magic of [
    [0xa1, 0xb2, 0xc3, 0xd4],
    [0xd4, 0xc3, 0xb2, 0xa1],
    [0xa1, 0xb2, 0x3c, 0x4d],
    [0x4d, 0x3c, 0xb2, 0xa1],
    [0x0a, 0x0d, 0x0d, 0x0a],
  ]) {
    expect(pcap.detect(head(...magic), {})).toEqual({});
    for (const other of formats.filter(({ id }) => id !== "pcap")) {
      expect(other.detect(head(...magic), {}), other.id).toBeUndefined();
    }
  }
  expect(pcap.detect(new TextEncoder().encode("#separator \\x09"), {})).toBeUndefined();
  expect(pcap.detect(Uint8Array.of(0xa1, 0xb2, 0xc3), {})).toBeUndefined();
});

test("what is no capture cannot be forced to be one", () => {
  const sink = { builder: new ConnectionTableBuilder(), intake: new Intake(), options: {} };
  expect(() => pcap.open(new TextEncoder().encode("time,source"), sink)).toThrow(InputError);
});

test("a connection has its bytes, duration, protocol, name and fingerprint", () => {
  const { table } = read(classic([SYN, HELLO, UDP]));
  const text = (ids: Uint32Array | undefined) =>
    [...(ids ?? [])].map((id) => (id === 0 ? null : table.texts[id - 1]));
  expect(pairCount(table)).toBe(2);
  expect(pairOf(table, 0)).toMatchObject({
    source: "10.0.0.1",
    destination: "203.0.113.9",
    port: 443,
  });
  expect([...table.times]).toEqual([0, 1000].map((ms) => Date.UTC(2026, 10, 22) + ms));
  expect([...table.bytesOut]).toEqual([clientHelloRecord.length, 33]);
  expect([...table.bytesIn]).toEqual([0, 0]);
  expect([...table.optional.duration!]).toEqual([0.5, 0]);
  expect(text(table.optional.protocol)).toEqual(["tcp", "udp"]);
  expect(text(table.optional.host)).toEqual(["beacon.example", null]);
  expect(text(table.optional.fingerprint)).toEqual([
    expect.stringMatching(/^t12d010200_[0-9a-f]{12}_[0-9a-f]{12}$/),
    null,
  ]);
  expect(table.warnings).toEqual([]);
});

test("what the server answered is kept as its fingerprint", () => {
  const answer = frame(0.6, { from: SERVER, to: CLIENT, sequence: 1, payload: serverHelloRecord });
  const { table } = read(classic([SYN, HELLO, answer]));
  const [id = 0] = table.optional.serverFingerprint ?? [];
  expect(table.texts[id - 1]).toBe(ja3s(parseServerHello(serverHelloRecord)));
});

test("packets of a link type that is not read are told", () => {
  const { table } = read(classic([UDP, UDP], { linkType: 147 }));
  expect(table.warnings).toEqual([
    { code: "link-type", message: expect.stringContaining("2 packets of link type 147") },
  ]);
  expect(table.input).toMatchObject({ accepted: 0, ignored: 2 });
});

test("a connection over QUIC has name and fingerprint, too", () => {
  const frames = cryptoFrame(0, clientHelloRecord.slice(5));
  const payload = initialPacket({ frames, size: SMALLEST });
  const quic = frame(1, { from: CLIENT, to: SERVER, protocol: "udp", payload });
  const { table } = read(classic([quic, UDP]));
  const text = (ids: Uint32Array | undefined) =>
    [...(ids ?? [])].map((id) => (id === 0 ? null : table.texts[id - 1]));
  expect(text(table.optional.protocol)).toEqual(["udp", "udp"]);
  expect(text(table.optional.host)).toEqual(["beacon.example", null]);
  expect(text(table.optional.fingerprint)).toEqual([
    expect.stringMatching(/^q12d010200_[0-9a-f]{12}_[0-9a-f]{12}$/),
    null,
  ]);
  expect([...table.bytesOut]).toEqual([SMALLEST, 33]);
});

test("connections are accepted, packets of none ignored, and the books add up", () => {
  const frames = [SYN, ARP, HELLO, FRAGMENT, UDP, SHORT, FRAGMENT, ARP];
  const { table } = read(classic(frames));
  expect(table.input).toMatchObject({ records: 7, accepted: 2, rejected: 0, ignored: 5 });
  expect(table.warnings).toEqual([
    {
      code: "fragments",
      message: "log: 2 fragments of IP datagrams, which are not put together; ignored",
    },
    {
      code: "short-packets",
      message:
        "log: 1 packet cut off or damaged before the ports, or of an unknown interface; ignored",
    },
  ]);
});

test("connections without time are rejected with the number of their first packet", () => {
  const { table, rejects } = read(section([ARP, UDP], { kind: "simple" }));
  expect(table.input).toMatchObject({ records: 2, accepted: 0, rejected: 1, ignored: 1 });
  expect(rejects).toEqual([
    { file: "log", line: 2, reason: "no time", text: "udp 10.0.0.1 5000 > 10.0.0.2 53" },
  ]);
});

test("times that no calendar has are rejected", () => {
  const bytes = section([UDP], { offset: 0 });
  // The highest byte of the offset, behind two block headers, the section's body and the option's own header.
  bytes[48] = 1;
  const { rejects, table } = read(bytes);
  expect(rejects).toMatchObject([{ line: 1, reason: `bad time ${(2 ** 56 + START + 1) * 1000}` }]);
  expect(table.input).toMatchObject({ records: 1, rejected: 1 });
});

test("a name that can be none is left out with a warning", () => {
  const hello = clientHelloFor("no name");
  const { table } = read(
    classic([
      SYN,
      {
        ...HELLO,
        bytes: ethernet(ipv4({ from: CLIENT, to: SERVER, sequence: 1000, payload: hello })),
      },
    ]),
  );
  expect(table.optional.host).toBeUndefined();
  expect(table.warnings.map(({ code }) => code)).toEqual(["bad-host"]);
});

test("of a damaged capture, what came before counts", () => {
  const bytes = join(section([SYN, HELLO, UDP]), block(6, new Uint8Array(24).fill(0xff), false));
  const { table } = read(bytes);
  expect(table.input).toMatchObject({ records: 2, accepted: 2 });
  expect(table.warnings).toEqual([
    {
      code: "broken-input",
      message: "log: a packet of 4294967295 bytes in a smaller block; what came before was read",
    },
  ]);
  expect(readChunks(pcap, [classic([SYN, UDP]).slice(0, -3)]).table.warnings).toEqual([
    { code: "broken-input", message: "log: cut off in a packet; what came before was read" },
  ]);
});

test("an input that broke is told of by whoever read it, only once", () => {
  const { table } = readChunks(pcap, [classic([SYN, UDP]).slice(0, -3)], {}, true);
  expect(table.input).toMatchObject({ accepted: 1 });
  expect(table.warnings).toEqual([]);
});

test("any split of the bytes gives the same table", () => {
  const bytes = classic([SYN, ARP, HELLO, FRAGMENT, UDP, SHORT]);
  const whole = contentOf(read(bytes).table);
  for (let cut = 1; cut < bytes.length; cut++) {
    expect(contentOf(read(bytes.slice(0, cut), bytes.slice(cut)).table)).toEqual(whole);
  }
});

test("more connections than are allowed are an error", () => {
  const intake = new Intake({ maxEvents: 1 });
  const bytes = classic([SYN, UDP]);
  const reader = pcap.open(bytes, { builder: new ConnectionTableBuilder(), intake, options: {} });
  reader.write(bytes);
  expect(() => reader.end()).toThrow(InputError);
});
