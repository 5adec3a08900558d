import { describe, expect, test } from "vitest";
import {
  findClientHello,
  findServerHello,
  parseClientHello,
  parseServerHello,
  searchClientHello,
  searchServerHello,
} from "../../src/fingerprints/index.js";
import {
  ascii,
  clientBody,
  clientRecord,
  concat,
  dtlsRecord,
  empty,
  fragment,
  message,
  RETRY_RANDOM,
  records,
  serverBody,
  serverName,
  serverRecord,
} from "./build-hello.js";

const PARTS = { extensions: [serverName("mail.example"), empty(23)] };
const CLIENT = clientRecord(PARTS);
const SERVER = serverRecord({ cipher: 0xc02f, extensions: [empty(23)] });

const BEFORE: readonly [string, Uint8Array, Uint8Array][] = [
  ["nothing", new Uint8Array(), new Uint8Array()],
  ["SMTP", ascii("EHLO me\r\nSTARTTLS\r\n"), ascii("220 hi\r\n250 STARTTLS\r\n220 go\r\n")],
  ["IMAP", ascii("a1 STARTTLS\r\n"), ascii("* OK\r\na1 OK\r\n")],
  ["CONNECT", ascii("CONNECT x:443 HTTP/1.1\r\n\r\n"), ascii("HTTP/1.1 200 OK\r\n\r\n")],
  // Its request holds the byte of a handshake record.
  ["PostgreSQL", Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47), ascii("S")],
  [
    "records that only begin like one",
    Uint8Array.of(22, 3, 1, 0, 9, 1),
    Uint8Array.of(22, 3, 3, 0, 1, 1),
  ],
];

describe.each(BEFORE)("after %s", (_, asked, answered) => {
  test("both hellos are found, with what follows them", () => {
    const rest = records(ascii("secret"), { type: 23 });
    expect(searchClientHello(concat(asked, CLIENT, rest))).toStrictEqual({
      state: "found",
      hello: parseClientHello(CLIENT),
      offset: asked.length,
    });
    const server = findServerHello(concat(answered, SERVER, rest));
    expect(server).toStrictEqual(parseServerHello(SERVER));
  });

  test("a search that goes on with every byte finds the same", () => {
    const stream = concat(asked, CLIENT);
    let from = 0;
    for (let length = 0; length < stream.length; length++) {
      const search = searchClientHello(stream.subarray(0, length), { from });
      expect(search.state).toBe("more");
      if (search.state === "more") from = search.from;
    }
    expect(searchClientHello(stream, { from })).toMatchObject({ state: "found" });
  });
});

test("a hello in records of any size is found after text", () => {
  for (let size = 4; size < 60; size++) {
    const inside = message(1, clientBody(PARTS));
    const stream = concat(ascii("STARTTLS\r\n"), records(inside, { size }));
    expect(findClientHello(stream)).toStrictEqual(parseClientHello(CLIENT));
  }
});

describe("a stream", () => {
  test("without a hello asks for more until its limit or its end", () => {
    const text = ascii("220 hello\r\n".repeat(2000));
    expect(searchClientHello(text.subarray(0, 9000))).toStrictEqual({ state: "more", from: 9000 });
    expect(searchClientHello(text).state).toBe("never");
    expect(searchClientHello(text.subarray(0, 9), { complete: true }).state).toBe("never");
    expect(searchClientHello(text.subarray(0, 9), { limit: 9 }).state).toBe("never");
    expect(findClientHello(text)).toBeUndefined();
  });

  test("of the other direction has none", () => {
    expect(findClientHello(SERVER)).toBeUndefined();
    expect(findServerHello(CLIENT)).toBeUndefined();
  });

  test("with a hello that ends beyond the limit has none", () => {
    const stream = concat(new Uint8Array(16_384 - CLIENT.length + 1), CLIENT);
    expect(searchClientHello(stream).state).toBe("never");
    expect(findClientHello(stream.subarray(1))).toStrictEqual(parseClientHello(CLIENT));
    expect(findClientHello(stream, { limit: stream.length })).toBeDefined();
  });

  test("that holds something like the first part of a hello waits for the rest, and at its end goes on", () => {
    const lure = clientRecord({ ciphers: new Array(3000).fill(5) }).subarray(0, 60);
    const stream = concat(ascii("x"), lure, CLIENT);
    expect(searchClientHello(stream)).toStrictEqual({ state: "more", from: 1 });
    const found = searchClientHello(stream, { complete: true });
    expect(found).toMatchObject({ state: "found", offset: 61 });
  });

  test("made of nothing but lures is given up", () => {
    const lure = clientRecord({ ciphers: new Array(9).fill(5) }).subarray(0, 50);
    const stream = concat(...Array.from({ length: 300 }, () => lure), CLIENT);
    expect(searchClientHello(stream, { complete: true }).state).toBe("never");
  });
});

test("a ServerHello is looked for behind a warning and a HelloRetryRequest", () => {
  const warning = records(Uint8Array.of(1, 112), { type: 21 });
  const retry = serverRecord({ random: RETRY_RANDOM, cipher: 9 });
  const change = records(Uint8Array.of(1), { type: 20 });
  const stream = concat(warning, retry, change, SERVER);
  expect(findServerHello(stream)).toStrictEqual(parseServerHello(SERVER));
  expect(findServerHello(stream.subarray(0, -1))).toBeUndefined();
  expect(searchServerHello(concat(ascii("ok\n"), retry, change, SERVER))).toMatchObject({
    state: "found",
    hello: { cipher: 0xc02f },
    offset: 3,
  });
});

test("the first of two ClientHellos is found", () => {
  const second = clientRecord({ extensions: [serverName("other.example")] });
  expect(findClientHello(concat(CLIENT, second))?.serverName).toBe("mail.example");
});

test("a ServerHello of an early draft is found after text", () => {
  const draft = serverRecord({ version: 0x7f12, draft: true, extensions: [empty(40)] });
  expect(findServerHello(concat(ascii("S"), draft))).toMatchObject({ legacyVersion: 0x7f12 });
});

describe("in datagrams of DTLS", () => {
  const body = clientBody({ version: 0xfefd, cookie: new Uint8Array(), ...PARTS });
  const datagram = dtlsRecord(fragment(1, body));

  test("both hellos are found, also behind STUN", () => {
    const stun = concat([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42], new Uint8Array(12));
    expect(findClientHello(datagram)).toMatchObject({ transport: "d", serverName: "mail.example" });
    expect(findClientHello(concat(stun, datagram))).toStrictEqual(findClientHello(datagram));
    const server = dtlsRecord(fragment(2, serverBody({ version: 0xfefd }), { sequence: 1 }));
    expect(findServerHello(concat(stun, server))).toMatchObject({ transport: "d" });
  });

  test("fragments in several are put together, and the first attempt counts", () => {
    const first = dtlsRecord(fragment(1, body, { to: 40 }));
    const rest = dtlsRecord(fragment(1, body, { from: 40 }));
    const cookie = clientBody({ version: 0xfefd, cookie: Uint8Array.of(1), ciphers: [1, 2] });
    const second = dtlsRecord(fragment(1, cookie, { sequence: 1 }));
    expect(searchClientHello(first)).toStrictEqual({ state: "more", from: 0 });
    expect(findClientHello(concat(first, rest, second))?.ciphers).toStrictEqual([0x1301]);
  });

  test("a beginning asks for more after other bytes, too", () => {
    const stream = concat(ascii("x"), datagram);
    for (let length = 2; length < stream.length; length++) {
      const search = searchClientHello(stream.subarray(0, length));
      expect(search).toStrictEqual({ state: "more", from: 1 });
    }
  });
});

test.each([
  ["a ClientHello's record that goes on", records(concat(message(1, clientBody({})), [9]))],
  ["a session id too long", clientRecord({ sessionId: new Uint8Array(33) })],
  ["a version of none", clientRecord({ version: 0x0505 })],
  ["a hello too short", records(message(1, new Uint8Array(30).fill(3)))],
])("%s is not believed after text", (_, bytes) => {
  expect(findClientHello(concat(ascii("x"), bytes), { complete: true })).toBeUndefined();
});

describe("what QUIC carries", () => {
  const client = message(1, clientBody(PARTS));
  const server = message(2, serverBody({ cipher: 0x1302 }));

  test("is a hello without records, from the first byte", () => {
    expect(searchClientHello(client, { transport: "q" })).toStrictEqual({
      state: "found",
      hello: parseClientHello(client, { transport: "q" }),
      offset: 0,
    });
    expect(findServerHello(concat(server, [11, 0]), { transport: "q" })).toMatchObject({
      transport: "q",
      cipher: 0x1302,
    });
  });

  test("is waited for while it may come", () => {
    for (let length = 0; length < client.length; length++) {
      const start = client.subarray(0, length);
      const search = (complete: boolean) => searchClientHello(start, { transport: "q", complete });
      expect(search(false)).toEqual({ state: "more", from: 0 });
      expect(search(true)).toEqual({ state: "never" });
    }
  });

  test("goes over a HelloRetryRequest", () => {
    const retry = message(2, serverBody({ random: RETRY_RANDOM, cipher: 0x1301 }));
    const answer = findServerHello(concat(retry, server), { transport: "q" });
    expect(answer).toMatchObject({ cipher: 0x1302, helloRetryRequest: false });
    expect(searchServerHello(retry, { transport: "q" })).toEqual({ state: "more", from: 0 });
  });

  test("is neither TLS, nor DTLS, nor anything behind other bytes", () => {
    for (const other of [CLIENT, concat([0], client), server, concat([1, 2], client)]) {
      expect(searchClientHello(other, { transport: "q", complete: true }).state).toBe("never");
    }
    expect(searchClientHello(CLIENT, { transport: "q" })).toEqual({ state: "never" });
  });

  test("stays QUIC where the random makes it look like DTLS", () => {
    // The header of a DTLS message would end in the fragment's place and length, and a version would follow.
    const inside = clientBody(PARTS);
    const random = concat([0, 0, 0, 0], new Uint8Array(28).fill(7));
    random.set([0, inside.length >> 8, inside.length & 255, 0xfe], 3);
    const hello = message(1, clientBody({ ...PARTS, random }));
    expect(findClientHello(hello, { transport: "q" })).toMatchObject({
      transport: "q",
      serverName: "mail.example",
    });
  });
});
