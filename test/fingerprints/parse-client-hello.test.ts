import { describe, expect, test } from "vitest";
import { parseClientHello, TlsError } from "../../src/fingerprints/index.js";
import {
  alpn,
  ascii,
  clientBody,
  clientRecord,
  concat,
  dtlsRecord,
  type Extension,
  empty,
  fragment,
  groups,
  message,
  pointFormats,
  records,
  serverName,
  serverRecord,
  signatureAlgorithms,
  supportedVersions,
  u16,
  u24,
} from "./build-hello.js";

const FULL: readonly Extension[] = [
  empty(0x2a2a),
  serverName("Example.org"),
  groups(0x3a3a, 29, 23),
  pointFormats(0, 1),
  signatureAlgorithms(0x0403, 0x0804),
  alpn("h2", "http/1.1"),
  supportedVersions(0x0304, 0x0303),
];

/** What is thrown on bytes that are refused. */
function refusal(bytes: Uint8Array): TlsError {
  try {
    parseClientHello(bytes);
  } catch (error) {
    if (error instanceof TlsError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("a ClientHello is read", () => {
  test("with its numbers in wire order, GREASE among them", () => {
    const hello = parseClientHello(
      clientRecord({ ciphers: [0x4a4a, 0x1301, 0xc02b], extensions: FULL }),
    );
    expect(hello).toStrictEqual({
      transport: "t",
      legacyVersion: 0x0303,
      supportedVersions: [0x0304, 0x0303],
      ciphers: [0x4a4a, 0x1301, 0xc02b],
      extensions: [0x2a2a, 0, 10, 11, 13, 16, 43],
      groups: [0x3a3a, 29, 23],
      pointFormats: [0, 1],
      signatureAlgorithms: [0x0403, 0x0804],
      alpn: ["h2", "http/1.1"],
      hasServerName: true,
      serverName: "Example.org",
      malformed: false,
    });
  });

  test("without a block of extensions, and with an empty one", () => {
    const none = parseClientHello(clientRecord({ version: 0x0300 }));
    expect(none).toMatchObject({ legacyVersion: 0x0300, extensions: [], malformed: false });
    expect(none).toMatchObject({ hasServerName: false, serverName: null, groups: [], alpn: [] });
    const empty = parseClientHello(clientRecord({ extensions: [] }));
    expect(empty).toMatchObject({ extensions: [], malformed: false });
  });

  test("that spans records of any size, down to one byte", () => {
    const bare = message(1, clientBody({ extensions: FULL }));
    const whole = parseClientHello(records(bare));
    for (const size of [1, 2, 3, 4, 5, 37, 100]) {
      expect(parseClientHello(records(bare, { size }))).toStrictEqual(whole);
    }
  });

  test("across empty records, and behind a HelloRequest and an alert", () => {
    const bare = message(1, clientBody({ extensions: FULL }));
    const nothing = [22, 3, 1, 0, 0];
    const alert = records(Uint8Array.of(1, 112), { type: 21 });
    const pieces = [records(bare.subarray(0, 3)), nothing, records(bare.subarray(3)), nothing];
    const whole = parseClientHello(records(bare));
    expect(parseClientHello(concat(...pieces))).toStrictEqual(whole);
    expect(parseClientHello(concat(alert, records(bare)))).toStrictEqual(whole);
    expect(parseClientHello(records(concat([0, 0, 0, 0], bare)))).toStrictEqual(whole);
  });

  test("as a message without a record, which QUIC carries", () => {
    const bare = message(1, clientBody({ extensions: FULL }));
    const whole = parseClientHello(records(bare));
    expect(parseClientHello(bare)).toStrictEqual(whole);
    const quic = parseClientHello(bare, { transport: "q" });
    expect(quic).toStrictEqual({ ...whole, transport: "q" });
  });

  test("whatever follows it", () => {
    const bytes = concat(clientRecord({ extensions: FULL }), ascii("anything"));
    expect(parseClientHello(bytes).serverName).toBe("Example.org");
  });

  test("the last of two extensions with one type counts, and both are listed", () => {
    const twice = [
      groups(29),
      supportedVersions(0x0303),
      groups(23, 24),
      supportedVersions(0x0304),
    ];
    const hello = parseClientHello(clientRecord({ extensions: twice }));
    expect(hello).toMatchObject({ groups: [23, 24], supportedVersions: [0x0304] });
    expect(hello.extensions).toStrictEqual([10, 43, 10, 43]);
  });

  test("protocol names are bytes, one character each", () => {
    const names = alpn(Uint8Array.of(0x0a, 0x0a), Uint8Array.of(0xff, 0x80, 0x00));
    expect(parseClientHello(clientRecord({ extensions: [names] })).alpn).toStrictEqual([
      "\n\n",
      "\xff\x80\0",
    ]);
  });
});

describe("a ClientHello of DTLS is read", () => {
  const parts = { version: 0xfefd, cookie: Uint8Array.of(1, 2, 3), extensions: FULL };
  const body = clientBody(parts);
  const whole = parseClientHello(dtlsRecord(fragment(1, body)));

  test("with its cookie", () => {
    expect(whole).toMatchObject({
      transport: "d",
      legacyVersion: 0xfefd,
      serverName: "Example.org",
    });
    expect(parseClientHello(fragment(1, body))).toStrictEqual(whole);
  });

  test("of OpenSSL's version before the standard", () => {
    const old = clientBody({ version: 0x0100, cookie: new Uint8Array() });
    const hello = parseClientHello(dtlsRecord(fragment(1, old), { version: 0x0100 }));
    expect(hello).toMatchObject({ transport: "d", legacyVersion: 0x0100 });
    expect(parseClientHello(fragment(1, old))).toStrictEqual(hello);
  });

  test("from fragments out of order, overlapping, repeated and beside encrypted records", () => {
    const piece = (from: number, to: number) => fragment(1, body, { from, to });
    const cut = [piece(60, body.length), piece(0, 20), piece(0, 20), piece(10, 61)];
    const encrypted = concat(
      dtlsRecord(ascii("secret"), { epoch: 1 }),
      dtlsRecord(ascii("secret"), { epoch: 1, type: 23 }),
    );
    const apart = concat(...cut.map((one) => concat(dtlsRecord(one), encrypted)));
    expect(parseClientHello(apart)).toStrictEqual(whole);
    expect(parseClientHello(dtlsRecord(concat(...cut)))).toStrictEqual(whole);
  });

  test("of two fragments for one place the first counts", () => {
    const other = clientBody({ ...parts, version: 0xfeff });
    const first = fragment(1, body, { to: 30 });
    const pieces = [first, fragment(1, other, { to: 40 }), fragment(1, body, { from: 30 })];
    expect(parseClientHello(dtlsRecord(concat(...pieces)))).toStrictEqual(whole);
  });

  test("the place of a fault is that in the given bytes", () => {
    const bad = body.slice();
    bad[34] = 40; // the session id's length
    const [late, early] = [fragment(1, bad, { from: 20 }), fragment(1, bad, { to: 20 })];
    const bytes = concat(dtlsRecord(late), dtlsRecord(early));
    expect(refusal(bytes).offset).toBe(13 + 12 + 34 - 20);
  });

  test("fragments of two attempts are not mixed", () => {
    const second = clientBody({ ...parts, cookie: Uint8Array.of(9) });
    const half = fragment(1, body, { from: 0, to: 50 });
    const next = fragment(1, second, { sequence: 1 });
    expect(parseClientHello(dtlsRecord(concat(half, next)))).toStrictEqual(whole);
  });
});

describe("what is slightly wrong is read and marked", () => {
  const base: readonly Extension[] = [empty(0x2a2a), empty(23)];
  const read = (extensions: readonly Extension[]) => parseClientHello(clientRecord({ extensions }));

  test("a cipher too short", () => {
    const body = concat(
      u16(0x0303),
      new Uint8Array(32),
      [0],
      u16(5),
      [0x13, 1, 0x13, 2, 0x13],
      [1, 0],
    );
    const hello = parseClientHello(records(message(1, body)));
    expect(hello).toMatchObject({ ciphers: [0x1301, 0x1302], malformed: true });
  });

  test.each<[string, Extension, object]>([
    ["half a group", { type: 10, data: Uint8Array.of(0, 3, 0, 29, 0) }, { groups: [29] }],
    [
      "a list longer than its extension",
      { type: 10, data: Uint8Array.of(9, 9, 0, 29) },
      { groups: [29] },
    ],
    [
      "a list shorter than its extension",
      { type: 11, data: Uint8Array.of(1, 0, 7) },
      { pointFormats: [0] },
    ],
    ["no list at all", empty(43), { supportedVersions: [] }],
    ["half a length", { type: 13, data: Uint8Array.of(0) }, { signatureAlgorithms: [] }],
    [
      "a protocol name too long",
      { type: 16, data: Uint8Array.of(0, 5, 2, 104, 50, 9, 1) },
      { alpn: ["h2"] },
    ],
    ["an empty protocol name", alpn(""), { alpn: [""] }],
    ["an empty server_name", empty(0), { hasServerName: true, serverName: null }],
    ["an empty host name", serverName(""), { hasServerName: true, serverName: null }],
    [
      "a host name too long",
      { type: 0, data: Uint8Array.of(0, 4, 0, 0, 9, 97) },
      { serverName: null },
    ],
  ])("%s", (_, extension, expected) => {
    const hello = read([...base, extension]);
    expect(hello).toMatchObject({ ...expected, malformed: true });
    expect(hello.extensions).toStrictEqual([0x2a2a, 23, extension.type]);
  });

  test("bytes after the last extension", () => {
    const body = concat(clientBody({ extensions: base }), [0, 0, 0]);
    const hello = parseClientHello(records(message(1, body)));
    expect(hello).toMatchObject({ extensions: [0x2a2a, 23], malformed: true });
    const single = parseClientHello(records(message(1, concat(clientBody({}), [0]))));
    expect(single).toMatchObject({ extensions: [], malformed: true });
  });

  test("a host name that is not UTF-8, and one that is", () => {
    const odd = { type: 0, data: concat(u16(5), [0], u16(2), [0xc3, 0x28]) };
    expect(read([odd]).serverName).toBe("\ufffd(");
    expect(read([serverName("\ufeffa.example")]).serverName).toBe("\ufeffa.example");
    expect(read([serverName("münchen.example")]).serverName).toBe("münchen.example");
  });
});

describe("what is no ClientHello is refused, with the place and the reason", () => {
  const record = clientRecord({ extensions: FULL });
  const changed = (at: number, ...values: number[]) => {
    const bytes = record.slice();
    bytes.set(values, at);
    return bytes;
  };

  test.each<[string, Uint8Array, number, RegExp]>([
    ["text", ascii("GET / HTTP/1.1"), 0, /neither a record nor a hello/],
    ["SSL 2.0", Uint8Array.of(0x80, 0x2e, 1, 0, 2), 0, /SSL 2\.0/],
    ["application data", changed(0, 23), 0, /neither/],
    ["a record of no version", changed(1, 4), 1, /no version of TLS/],
    ["a record too long", changed(3, 0x40, 1), 3, /16385 bytes/],
    ["the header alone of one too long", Uint8Array.of(22, 3, 1, 0x40, 1), 3, /16385 bytes/],
    ["a ServerHello", serverRecord({}), 5, /type 2 where a ClientHello/],
    ["a length no hello has", changed(6, 0xff, 0xff, 0xff), 5, /16777215 bytes is no hello/],
    ["a session id too long", changed(43, 33), 43, /session id of 33/],
    ["ciphers beyond the end", changed(44, 0xff, 0xff), 46, /cipher suites of 65535/],
    ["compressions beyond the end", changed(48, 200), 49, /compression methods of 200/],
    ["extensions beyond the end", changed(50, 0xff, 0xff), 52, /extensions of 65535/],
    ["an extension beyond the others", changed(54, 0xff, 0xff), 54, /longer than the list/],
    [
      "an alert within the hello",
      concat(records(message(1, clientBody({})).subarray(0, 9)), [21, 3, 1, 0, 2, 1, 0]),
      14,
      /type 21/,
    ],
    ["a body too short", records(message(1, new Uint8Array(20))), 11, /the random of 32/],
  ])("%s", (_, bytes, offset, reason) => {
    const error = refusal(bytes);
    expect(error).toMatchObject({ name: "TlsError", offset, truncated: false });
    expect(error.reason).toMatch(reason);
    expect(error.message).toContain(String(offset));
  });

  test("the place is that in the given bytes also where the hello spans records", () => {
    const bad = message(1, clientBody({ extensions: FULL }));
    bad[38] = 40; // the session id's length
    expect(refusal(records(bad, { size: 16 })).offset).toBe(38 + 3 * 5);
  });

  test.each<[string, Uint8Array]>([
    [
      "a fragment beyond its message",
      dtlsRecord(concat([1], u24(60), u16(0), u24(50), u24(20), new Uint8Array(20))),
    ],
    [
      "a fragment beyond its record",
      dtlsRecord(concat([1], u24(60), u16(0), u24(0), u24(60), new Uint8Array(20))),
    ],
    ["half a fragment's header", dtlsRecord(Uint8Array.of(1, 0, 0))],
    [
      "a length that changes",
      dtlsRecord(
        concat(
          fragment(1, new Uint8Array(60), { to: 9 }),
          fragment(1, new Uint8Array(61), { to: 9 }),
        ),
      ),
    ],
    ["another message", dtlsRecord(fragment(11, new Uint8Array(60)))],
    [
      "a record of another kind after one of its own",
      concat(
        dtlsRecord(fragment(1, new Uint8Array(60), { to: 9 })),
        dtlsRecord(ascii("x"), { type: 99 }),
      ),
    ],
    [
      "a record of TLS after one of its own",
      concat(dtlsRecord(fragment(1, new Uint8Array(60), { to: 9 })), clientRecord({})),
    ],
    ["a record too long", concat(dtlsRecord(new Uint8Array()).subarray(0, 11), [0xff, 0xff])],
  ])("in DTLS, %s", (_, bytes) => {
    expect(refusal(bytes).truncated).toBe(false);
  });

  test("every beginning of a hello asks for more, at the end of the bytes", () => {
    const parts = { version: 0xfefd, cookie: Uint8Array.of(1, 2, 3), extensions: FULL };
    const bare = message(1, clientBody({ extensions: FULL }));
    const datagram = dtlsRecord(fragment(1, clientBody(parts)));
    const alone = fragment(1, clientBody(parts));
    for (const bytes of [record, bare, records(bare, { size: 7 }), datagram, alone]) {
      for (let length = 0; length < bytes.length; length++) {
        const error = refusal(bytes.subarray(0, length));
        expect(error).toMatchObject({ truncated: true, offset: length });
      }
    }
  });
});
