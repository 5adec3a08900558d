import { describe, expect, test } from "vitest";
import { eachCrypto } from "../../../src/captures/quic/crypto-frames.js";
import { initialKeys } from "../../../src/captures/quic/initial-keys.js";
import { longHeaderAt } from "../../../src/captures/quic/long-header.js";
import { openInitial } from "../../../src/captures/quic/open-initial.js";
import { quicVersion } from "../../../src/captures/quic/version.js";
import { parseClientHello, parseServerHello } from "../../../src/fingerprints/index.js";
import { FIRST_ID, initialPacket, SMALLEST } from "../../support/quic.js";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The CRYPTO frame of both RFCs' client, and the frames of their server. */
const CLIENT_FRAMES = hex(
  "060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868" +
    "04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578" +
    "616d706c652e636f6dff01000100000a00080006001d00170018001000070005" +
    "04616c706e000500050100000000003300260024001d00209370b2c9caa47fba" +
    "baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400" +
    "0d0010000e0403050306030203080408050806002d00020101001c0002400100" +
    "3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000" +
    "75300901100f088394c8f03e51570806048000ffff",
);
const SERVER_FRAMES = hex(
  "02000000000600405a020000560303eefce7f7b37ba1d1632e96677825ddf739" +
    "88cfc79825df566dc5430b9a045a1200130100002e00330024001d00209d3c94" +
    "0d89690b84d08a60993c144eca684d1081287c834d5311bcf32bb9da1a002b00" +
    "020304",
);

/** RFC 9001 and RFC 9369, appendix A.1 to A.3 of each. */
const RFCS = [
  {
    rfc: "RFC 9001",
    number: 1,
    keys: {
      client: ["1f369613dd76d5467730efcbe3b1a22d", "fa044b2f42a3fd3b46fb255c"],
      server: ["cf3a5331653c364c88f0f379b6067e37", "0ac1493ca1905853b0bba03e"],
    },
    headerKeys: {
      client: "9f50449e04a0e810283a1e9933adedd2",
      server: "c206b8d9b9f0f37644430b490eeaa314",
    },
    clientBegins: "c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11",
    clientEnds:
      "7e78bfe706ca4cf5e9c5453e9f7cfd2b8b4c8d169a44e55c88d4a9a7f9474241" +
      "e221af44860018ab0856972e194cd934",
    server:
      "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a" +
      "5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3" +
      "dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84" +
      "022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc4" +
      "2158407dd074ee",
  },
  {
    rfc: "RFC 9369",
    number: 0x6b3343cf,
    keys: {
      client: ["8b1a0bc121284290a29e0971b5cd045d", "91f73e2351d8fa91660e909f"],
      server: ["82db637861d55e1d011f19ea71d5d2a7", "dd13c276499c0249d3310652"],
    },
    headerKeys: {
      client: "45b95e15235d6f45a6b19cbcb0294ba9",
      server: "edf6d05c83121201b436e16877593c3a",
    },
    clientBegins: "d76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485",
    clientEnds:
      "6f4c4938ae79324dc402894b44faf8afbab35282ab659d13c93f70412e85cb19" +
      "9a37ddec600545473cfb5a05e08d0b209973b2172b4d21fb69745a262ccde96b" +
      "a18b2faa745b6fe189cf772a9f84cbfc",
    server:
      "dc6b3343cf0008f067a5502a4262b5004075d92faaf16f05d8a4398c47089698" +
      "baeea26b91eb761d9b89237bbf87263017915358230035f7fd3945d88965cf17" +
      "f9af6e16886c61bfc703106fbaf3cb4cfa52382dd16a393e42757507698075b2" +
      "c984c707f0a0812d8cd5a6881eaf21ceda98f4bd23f6fe1a3e2c43edd9ce7ca8" +
      "4bed8521e2e140",
  },
] as const;

describe.each(RFCS)("$rfc", ({ number, keys, headerKeys, clientBegins, clientEnds, server }) => {
  const version = quicVersion(number)!;
  const clientPacket = initialPacket({
    version: number,
    number: 2,
    numberSize: 4,
    frames: CLIENT_FRAMES,
    size: SMALLEST,
  });

  test.each(["client", "server"] as const)("A.1: the keys of the %s", (sender) => {
    const { key, iv, headerKey } = initialKeys(version, FIRST_ID, sender);
    expect([hexOf(key), hexOf(iv)]).toEqual(keys[sender]);
    expect(hexOf(headerKey)).toBe(headerKeys[sender]);
  });

  test("A.2: the client's packet, which tests write as the RFC does, is opened", () => {
    const text = hexOf(clientPacket);
    expect(text).toHaveLength(2 * SMALLEST);
    expect(text.startsWith(clientBegins)).toBe(true);
    // The tag at the end depends on every bit before it.
    expect(text.endsWith(clientEnds)).toBe(true);

    const header = longHeaderAt(clientPacket, 0, clientPacket.length)!;
    expect(header).toMatchObject({ kind: "initial", hasToken: false, numberAt: 18, end: SMALLEST });
    expect([hexOf(header.destination), hexOf(header.source)]).toEqual(["8394c8f03e515708", ""]);
    const frames = openInitial(clientPacket, header, initialKeys(version, FIRST_ID, "client"))!;
    expect(frames).toHaveLength(1162);
    expect(hexOf(frames.subarray(0, CLIENT_FRAMES.length))).toBe(hexOf(CLIENT_FRAMES));
    expect(parseClientHello(cryptoOf(frames), { transport: "q" })).toMatchObject({
      transport: "q",
      serverName: "example.com",
      ciphers: [0x1301, 0x1302],
      alpn: ["alpn"],
    });
  });

  test("A.3: the server's packet is opened", () => {
    const packet = hex(server);
    const header = longHeaderAt(packet, 0, packet.length)!;
    expect([hexOf(header.destination), hexOf(header.source)]).toEqual(["", "f067a5502a4262b5"]);
    const frames = openInitial(packet, header, initialKeys(version, FIRST_ID, "server"))!;
    expect(hexOf(frames)).toBe(hexOf(SERVER_FRAMES));
    expect(parseServerHello(cryptoOf(frames), { transport: "q" })).toMatchObject({
      cipher: 0x1301,
      extensions: [51, 43],
    });
  });

  test("the keys of the other side, of another ID or of another version open nothing", () => {
    const header = longHeaderAt(clientPacket, 0, clientPacket.length)!;
    const another = quicVersion(number === 1 ? 0x6b3343cf : 1)!;
    for (const wrong of [
      initialKeys(version, FIRST_ID, "server"),
      initialKeys(version, FIRST_ID.subarray(1), "client"),
      initialKeys(another, FIRST_ID, "client"),
    ]) {
      expect(openInitial(clientPacket, header, wrong)).toBeUndefined();
    }
  });

  test("no bit of the packet may be another", () => {
    const right = initialKeys(version, FIRST_ID, "server");
    const packet = hex(server);
    const header = longHeaderAt(packet, 0, packet.length)!;
    for (let bit = 0; bit < packet.length * 8; bit++) {
      const changed = packet.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(openInitial(changed, header, right)).toBeUndefined();
    }
    expect(openInitial(packet, header, right)).toBeDefined();
  });
});

/** The handshake of a packet that holds its beginning in one frame. */
function cryptoOf(frames: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  eachCrypto(frames, (offset, from, to) => {
    expect(offset).toBe(0);
    pieces.push(frames.subarray(from, to));
  });
  expect(pieces).toHaveLength(1);
  return pieces[0]!;
}
