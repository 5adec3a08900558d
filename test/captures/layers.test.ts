import { describe, expect, test } from "vitest";
import { classic, read, type Told } from "./files.js";
import { ethernet, four, ipv4, ipv6, join, type Segment, two } from "./frames.js";

const V4: Segment = { from: "10.0.0.1 5000", to: "10.0.0.2 443", payload: 7 };
const V6: Segment = { from: "2001:db8::1 5000", to: "2001:db8::2 443", payload: 7 };

function readOne(bytes: Uint8Array, linkType = 1, length = bytes.length): Told {
  return read(classic([{ second: 0, bytes, length }], { linkType }));
}

function expectConnection({ connections, counts }: Told, source: string): void {
  expect(counts).toEqual({ packets: 1, other: 0, fragments: 0, short: 0 });
  expect(connections).toMatchObject([
    { source, sourcePort: 5000, destinationPort: 443, bytesOut: 7 },
  ]);
}

describe("IP is found behind", () => {
  const eight = new Array(8).fill(0);
  test.each([
    ["Ethernet", 1, ethernet(ipv4(V4)), ethernet(ipv6(V6))],
    ["one VLAN tag", 1, ethernet(ipv4(V4), [0x8100]), ethernet(ipv6(V6), [0x88a8])],
    [
      "tags within tags",
      1,
      ethernet(ipv4(V4), [0x88a8, 0x8100]),
      ethernet(ipv6(V6), [0x9100, 0x9100, 0x8100, 0x8100]),
    ],
    ["null of a little-endian machine", 0, join(2, 0, 0, 0, ipv4(V4)), join(30, 0, 0, 0, ipv6(V6))],
    ["null of a big-endian machine", 0, join(0, 0, 0, 2, ipv4(V4)), join(0, 0, 0, 28, ipv6(V6))],
    ["loop", 108, join(0, 0, 0, 2, ipv4(V4)), join(0, 0, 0, 24, ipv6(V6))],
    ["nothing (101)", 101, ipv4(V4), ipv6(V6)],
    ["nothing (12)", 12, ipv4(V4), ipv6(V6)],
    ["nothing (14)", 14, ipv4(V4), ipv6(V6)],
    ["nothing (228, 229)", 228, ipv4(V4), ipv6(V6)],
    [
      "a session of PPP over Ethernet",
      1,
      join(
        ethernet(new Uint8Array()).slice(0, 12),
        two(0x8864),
        0x11,
        0,
        0,
        1,
        0,
        50,
        two(0x21),
        ipv4(V4),
      ),
      join(
        ethernet(new Uint8Array()).slice(0, 12),
        two(0x8864),
        0x11,
        0,
        0,
        1,
        0,
        70,
        two(0x57),
        ipv6(V6),
      ),
    ],
    [
      "MPLS labels",
      1,
      join(
        ethernet(new Uint8Array()).slice(0, 12),
        two(0x8847),
        0,
        1,
        0,
        64,
        0,
        2,
        1,
        64,
        ipv4(V4),
      ),
      join(ethernet(new Uint8Array()).slice(0, 12), two(0x8847), 0, 2, 1, 64, ipv6(V6)),
    ],
    [
      "SLL",
      113,
      join(0, 0, 0, 1, 0, 6, eight, two(0x0800), ipv4(V4)),
      join(0, 4, 0, 1, 0, 6, eight, two(0x86dd), ipv6(V6)),
    ],
    [
      "SLL with a tag",
      113,
      join(0, 0, 0, 1, 0, 6, eight, two(0x8100), 0, 7, two(0x0800), ipv4(V4)),
      join(0, 0, 0, 1, 0, 6, eight, two(0x8100), 0, 7, two(0x86dd), ipv6(V6)),
    ],
    [
      "SLL2",
      276,
      join(two(0x0800), 0, 0, four(1), 0, 1, 0, 6, eight, ipv4(V4)),
      join(two(0x86dd), 0, 0, four(1), 0, 1, 0, 6, eight, ipv6(V6)),
    ],
    [
      "SLL2 with a tag",
      276,
      join(two(0x8100), 0, 0, four(1), 0, 1, 0, 6, eight, 0, 7, two(0x0800), ipv4(V4)),
      join(two(0x8100), 0, 0, four(1), 0, 1, 0, 6, eight, 0, 7, two(0x86dd), ipv6(V6)),
    ],
  ])("%s", (_, linkType, v4, v6) => {
    expectConnection(readOne(v4, linkType), "10.0.0.1");
    expectConnection(readOne(v6, linkType), "2001:db8::1");
  });

  test("a link type that is not read makes its packets others", () => {
    expect(readOne(ipv4(V4), 147).counts).toMatchObject({ packets: 1, other: 1 });
  });

  test("a link type's upper half, which tells of checksums, is not part of it", () => {
    expectConnection(readOne(join(ethernet(ipv4(V4)), 1, 2, 3, 4), 0x14000001), "10.0.0.1");
  });
});

describe("the transport is found behind", () => {
  const plain = [0, 0, 1, 4, 0, 0, 0, 0];
  const double = [0, 1, ...new Array(14).fill(0)];
  test.each([
    ["IPv4 options", ipv4(V4, { options: 10 }), "10.0.0.1"],
    ["a hop-by-hop header", ipv6(V6, [[0, plain]]), "2001:db8::1"],
    [
      "several headers",
      ipv6(V6, [
        [0, plain],
        [60, double],
        [43, plain],
        [60, plain],
      ]),
      "2001:db8::1",
    ],
    [
      "an authentication header, which counts in fours",
      ipv6(V6, [[51, [0, 1, ...new Array(10).fill(0)]]]),
      "2001:db8::1",
    ],
    [
      "a fragment header of a whole datagram",
      ipv6(V6, [[44, [0, 0, 0, 0, 0, 0, 0, 9]]]),
      "2001:db8::1",
    ],
    ["don't fragment", ipv4(V4, { fragment: 0x4000 }), "10.0.0.1"],
  ])("%s", (_, bytes, source) => {
    expectConnection(readOne(bytes, 101), source);
  });

  test.each([
    ["the first of several", ipv4(V4, { fragment: 0x2000 })],
    ["a later one", ipv4(V4, { fragment: 0x0010 })],
    ["IPv6, the first of several", ipv6(V6, [[44, [0, 0, 0, 1, 0, 0, 0, 9]]])],
    [
      "IPv6, a later one",
      ipv6(V6, [
        [0, plain],
        [44, [0, 0, 0, 8, 0, 0, 0, 9]],
      ]),
    ],
  ])("a fragment is refused and counted: %s", (_, bytes) => {
    const { connections, counts } = readOne(bytes, 101);
    expect(connections).toEqual([]);
    expect(counts).toEqual({ packets: 1, other: 0, fragments: 1, short: 0 });
  });

  test("extension headers without end are another thing than TCP", () => {
    const many = Array.from({ length: 200 }, () => [0, plain] as const);
    expect(readOne(ipv6(V6, many), 101).counts).toMatchObject({ other: 1 });
  });

  test.each([
    ["ARP", join(new Array(12).fill(1), two(0x0806), new Array(28).fill(0)), 1],
    [
      "a frame with a length for a type",
      join(new Array(12).fill(1), two(38), new Array(38).fill(0)),
      1,
    ],
    ["ICMP", ipv4({ ...V4 }).map((byte, i) => (i === 9 ? 1 : byte)), 101],
    ["a fragment of ICMP", ipv4(V4, { fragment: 1 }).map((byte, i) => (i === 9 ? 1 : byte)), 101],
    ["ICMPv6", ipv6(V6).map((byte, i) => (i === 6 ? 58 : byte)), 101],
    ["no next header", ipv6(V6).map((byte, i) => (i === 6 ? 59 : byte)), 101],
    ["IP of version 5", Uint8Array.of(0x50, 0, 0, 0), 101],
    ["IPv4 shorter than its header", ipv4(V4).map((byte, i) => (i === 0 ? 0x44 : byte)), 101],
    ["IPX in a null header", join(23, 0, 0, 9, ipv4(V4)), 0],
  ])("%s is another thing", (_, bytes, linkType) => {
    expect(readOne(bytes, linkType).counts).toEqual({
      packets: 1,
      other: 1,
      fragments: 0,
      short: 0,
    });
  });
});

describe("a packet that was cut off by the capture", () => {
  const bytes = ethernet(ipv4({ ...V4, payload: 1000 }));

  test("counts with its length on the wire while its flags are there", () => {
    for (let length = 14 + 20 + 14; length <= bytes.length; length += 13) {
      const { connections } = readOne(bytes.slice(0, length), 1, bytes.length);
      expect(connections.map(({ bytesOut }) => bytesOut)).toEqual([1000]);
    }
  });

  test("is counted as short before that, and never read beyond its end", () => {
    const long = ethernet(ipv6({ ...V6, payload: 9 }, [[0, [0, 1, ...new Array(14).fill(0)]]]));
    for (const [whole, flags] of [
      [bytes, 48],
      [long, 84],
    ] as const) {
      for (let length = 0; length < flags; length++) {
        const { counts } = readOne(whole.slice(0, length), 1, whole.length);
        expect(counts, String(length)).toEqual({ packets: 1, other: 0, fragments: 0, short: 1 });
      }
    }
  });

  test("does not count more than was on the wire, whatever IP says", () => {
    const lying = bytes.map((byte, i) => (i === 16 ? 0xff : byte));
    expect(readOne(lying).connections).toMatchObject([{ bytesOut: 1000 }]);
  });

  test("counts in full where its length on the wire is less than what was captured", () => {
    expect(readOne(bytes, 1, 0).connections).toMatchObject([{ bytesOut: 1000 }]);
  });

  test("does not count the padding of short Ethernet frames", () => {
    const padded = join(ethernet(ipv4({ ...V4, payload: 1 })), 0, 0, 0, 0, 0);
    expect(readOne(padded).connections).toMatchObject([{ bytesOut: 1 }]);
  });

  test("takes its length from the frame where the card is yet to cut it up", () => {
    const v4 = ethernet(ipv4({ ...V4, payload: 3000 })).map((byte, i) =>
      i === 16 || i === 17 ? 0 : byte,
    );
    const v6 = ethernet(ipv6({ ...V6, payload: 3000 })).map((byte, i) =>
      i === 18 || i === 19 ? 0 : byte,
    );
    for (const frame of [v4, v6]) {
      expect(readOne(frame).connections).toMatchObject([{ bytesOut: 3000 }]);
    }
  });
});

test("UDP's own length counts, and one below its header is none", () => {
  const udp = ipv4({ ...V4, protocol: "udp", payload: 100 });
  const withLength = (length: number) =>
    udp.map((byte, i) => (i === 24 ? length >> 8 : i === 25 ? length & 255 : byte));
  expect(readOne(withLength(58), 101).connections).toMatchObject([
    { protocol: "udp", bytesOut: 50 },
  ]);
  expect(readOne(withLength(0), 101).connections).toMatchObject([{ bytesOut: 100 }]);
  expect(readOne(withLength(60_000), 101).connections).toMatchObject([{ bytesOut: 100 }]);
  expect(readOne(withLength(7), 101).counts).toMatchObject({ short: 1 });
});

test("TCP whose header ends before it begins, or behind the packet, is short", () => {
  const withOffset = (words: number) => ipv4(V4).map((byte, i) => (i === 32 ? words << 4 : byte));
  expect(readOne(withOffset(4), 101).counts).toMatchObject({ short: 1 });
  expect(readOne(withOffset(15), 101).counts).toMatchObject({ short: 1 });
  expect(readOne(withOffset(6), 101).connections).toMatchObject([{ bytesOut: 3 }]);
});
