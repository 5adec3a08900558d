import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import { ja3sString, parseServerHello, TlsError } from "../../src/fingerprints/index.js";
import {
  ascii,
  clientRecord,
  concat,
  dtlsRecord,
  empty,
  fragment,
  message,
  RETRY_RANDOM,
  records,
  serverBody,
  serverRecord,
  u16,
} from "./build-hello.js";

const SELECTED = { type: 43, data: Uint8Array.of(3, 4) };
const RETRY = serverRecord({ random: RETRY_RANDOM, extensions: [SELECTED, empty(44)] });
const COMPATIBLE = records(Uint8Array.of(1), { type: 20 });

describe("a ServerHello is read", () => {
  test("with the chosen cipher and its extensions", () => {
    const hello = parseServerHello(
      serverRecord({ cipher: 0x1302, extensions: [empty(51), SELECTED] }),
    );
    expect(hello).toStrictEqual({
      transport: "t",
      legacyVersion: 0x0303,
      selectedVersion: 0x0304,
      cipher: 0x1302,
      extensions: [51, 43],
      helloRetryRequest: false,
      malformed: false,
    });
  });

  test("without extensions, of SSL 3.0", () => {
    const hello = parseServerHello(serverRecord({ version: 0x0300, cipher: 5 }));
    expect(hello).toMatchObject({ legacyVersion: 0x0300, extensions: [], selectedVersion: null });
  });

  test.each([
    [0x7f12, true],
    [0x7f15, true],
    [0x7f16, false],
    [0x0303, false],
  ])("of version %i, without session id in drafts up to 21", (version, draft) => {
    const bytes = serverRecord({ version, draft, cipher: 0x1301, extensions: [empty(40)] });
    expect(parseServerHello(bytes)).toMatchObject({
      cipher: 0x1301,
      extensions: [40],
      malformed: false,
    });
  });

  test("behind a warning, a HelloRequest and a draft's retry request, with other messages after it", () => {
    const warning = records(Uint8Array.of(1, 112), { type: 21 });
    const messages = [message(0, new Uint8Array()), message(6, new Uint8Array(9))];
    const answer = message(2, serverBody({ cipher: 7 }));
    const inside = concat(...messages, answer, message(11, new Uint8Array(99)));
    expect(parseServerHello(concat(warning, records(inside))).cipher).toBe(7);
  });

  test("of DTLS, behind a HelloVerifyRequest and a certificate that overtook it", () => {
    const verify = dtlsRecord(fragment(3, Uint8Array.of(0xfe, 0xff, 1, 9)));
    const certificate = dtlsRecord(fragment(11, new Uint8Array(99), { sequence: 2 }));
    const answer = dtlsRecord(fragment(2, serverBody({ version: 0xfefd }), { sequence: 1 }));
    const hello = parseServerHello(concat(verify, certificate, answer));
    expect(hello).toMatchObject({ transport: "d", legacyVersion: 0xfefd });
  });

  test("a selected version of another length is marked", () => {
    const odd = { type: 43, data: Uint8Array.of(3) };
    const hello = parseServerHello(serverRecord({ extensions: [odd] }));
    expect(hello).toMatchObject({ selectedVersion: null, malformed: true });
  });
});

describe("a HelloRetryRequest", () => {
  test("has the SHA-256 of its name as random", () => {
    expect(RETRY_RANDOM).toStrictEqual(sha256(ascii("HelloRetryRequest")));
  });

  test("is told from a ServerHello", () => {
    expect(parseServerHello(RETRY)).toMatchObject({
      helloRetryRequest: true,
      extensions: [43, 44],
    });
  });

  test("is gone over for JA3S of bytes", () => {
    const answer = serverRecord({ cipher: 0x1303, extensions: [SELECTED, empty(51)] });
    expect(ja3sString(concat(RETRY, COMPATIBLE, answer))).toBe("771,4867,43-51");
    expect(() => ja3sString(RETRY)).toThrow(TlsError);
  });
});

test.each([
  ["a ClientHello", clientRecord({})],
  ["a certificate", records(message(11, new Uint8Array(99)))],
  ["a HelloVerifyRequest, which only DTLS has", records(message(3, new Uint8Array(9)))],
  ["a session id too long", records(message(2, concat(u16(0x0303), new Uint8Array(32), [99])))],
])("%s is refused as a ServerHello", (_, bytes) => {
  expect(() => parseServerHello(bytes)).toThrow(TlsError);
});
