import { md5 } from "@noble/hashes/legacy.js";
import { describe, expect, test } from "vitest";
import {
  type ClientHello,
  isGrease,
  ja3,
  ja3n,
  ja3nOfString,
  ja3nString,
  ja3String,
  ja3s,
  ja3sString,
  ja4,
  ja4Original,
  ja4Raw,
  ja4RawOriginal,
  parseClientHello,
  parseServerHello,
} from "../../src/fingerprints/index.js";
import {
  alpn,
  ascii,
  clientBody,
  clientRecord,
  dtlsRecord,
  empty,
  fragment,
  groups,
  pointFormats,
  serverName,
  serverRecord,
  signatureAlgorithms,
  supportedVersions,
} from "./build-hello.js";

const range = (count: number, first = 1) => Array.from({ length: count }, (_, at) => first + at);
const first = (hello: ClientHello | Uint8Array) => ja4(hello).split("_")[0];

test("GREASE is 16 values and no other that looks alike", () => {
  const grease = range(65_536, 0).filter(isGrease);
  expect(grease).toStrictEqual(range(16, 0).map((nibble) => (nibble * 16 + 10) * 257));
});

describe("JA3", () => {
  test("lists decimal numbers in wire order, without GREASE", () => {
    const bytes = clientRecord({
      ciphers: [0x0a0a, 0x1301, 0x00ff, 0x0a1a],
      extensions: [
        empty(0xfafa),
        serverName("a.example"),
        pointFormats(1, 0),
        groups(0x1a1a, 29, 23),
        empty(21),
      ],
    });
    expect(ja3String(bytes)).toBe("771,4865-255-2586,0-11-10-21,29-23,1-0");
    expect(ja3(bytes)).toBe(Buffer.from(md5(ascii(ja3String(bytes)))).toString("hex"));
    expect(ja3(parseClientHello(bytes))).toBe(ja3(bytes));
  });

  test("keeps its four commas around nothing", () => {
    expect(ja3String(clientRecord({ version: 0x0300, ciphers: [0x0a0a] }))).toBe("768,,,,");
  });

  test("takes the version of the hello, not that of supported_versions", () => {
    const bytes = clientRecord({ extensions: [supportedVersions(0x0304)] });
    expect(ja3String(bytes)).toBe("771,4865,43,,");
    const datagram = dtlsRecord(
      fragment(1, clientBody({ version: 0xfefd, cookie: new Uint8Array() })),
    );
    expect(ja3String(datagram)).toBe("65277,4865,,,");
  });

  test("repeats what the hello repeats", () => {
    const bytes = clientRecord({ ciphers: [5, 5], extensions: [groups(1), groups(2)] });
    expect(ja3String(bytes)).toBe("771,5-5,10-10,2,");
  });
});

describe("JA3N", () => {
  test("has the extensions in numeric order, and nothing else", () => {
    const bytes = clientRecord({
      ciphers: [9, 2, 10],
      extensions: [empty(100), groups(24, 23), empty(9), empty(0x2a2a)],
    });
    expect(ja3nString(bytes)).toBe("771,9-2-10,9-10-100,24-23,");
    expect(ja3n(bytes)).toBe(ja3nOfString(ja3String(bytes)));
  });

  test("of a text is none where the text is none", () => {
    expect(ja3nOfString("771,4865,0,29,0,771,4865,0,29,0")).toBeUndefined();
    expect(ja3nOfString("")).toBeUndefined();
  });

  test("of a text sorts numbers, not digits", () => {
    expect(ja3nOfString("771,1,100-9-23,,")).toBe(ja3nOfString("771,1,9-23-100,,"));
    expect(ja3nOfString("771,1,100-9-23,,")).toBe(
      Buffer.from(md5(ascii("771,1,9-23-100,,"))).toString("hex"),
    );
  });

  test("of a text without extensions is its JA3", () => {
    const bytes = clientRecord({});
    expect(ja3nOfString(ja3String(bytes))).toBe(ja3(bytes));
  });
});

describe("JA3S", () => {
  test("lists version, cipher and extensions, GREASE included", () => {
    const bytes = serverRecord({ cipher: 0xc02f, extensions: [empty(0x0a0a), empty(0)] });
    expect(ja3sString(bytes)).toBe("771,49199,2570-0");
    expect(ja3s(parseServerHello(bytes))).toBe(ja3s(bytes));
  });

  test("keeps its comma around nothing", () => {
    expect(ja3sString(serverRecord({ version: 0x0301, cipher: 5 }))).toBe("769,5,");
  });
});

describe("JA4's first part", () => {
  const versions = (...values: number[]) =>
    first(clientRecord({ extensions: [supportedVersions(...values)] }))?.slice(1, 3);

  test.each([
    [[0x0304, 0x0303], "13"],
    [[0x0303, 0x0304, 0xfafa], "13"],
    [[0x0302, 0x0301], "11"],
    [[0x7f1c, 0x0303], "00"],
    // Only GREASE is as good as no list.
    [[0x1a1a], "12"],
  ])("takes the highest of the supported versions %j", (values, expected) => {
    expect(versions(...values)).toBe(expected);
  });

  test.each([
    [0x0304, "13"],
    [0x0303, "12"],
    [0x0302, "11"],
    [0x0301, "10"],
    [0x0300, "s3"],
    [0x0002, "s2"],
    [0xfeff, "d1"],
    [0xfefd, "d2"],
    [0xfefc, "d3"],
    [0x0100, "00"],
  ])("takes the hello's version %i without such a list", (version, expected) => {
    expect(first(clientRecord({ version }))).toBe(`t${expected}i010000`);
  });

  test("says d where the server_name extension stands, whatever is in it", () => {
    expect(first(clientRecord({ extensions: [empty(0)] }))).toBe("t12d010100");
    expect(first(clientRecord({ extensions: [serverName("a")] }))).toBe("t12d010100");
    expect(first(clientRecord({ extensions: [empty(1)] }))).toBe("t12i010100");
  });

  test("counts to 99, without GREASE, with server_name and ALPN", () => {
    const extensions = [empty(0x3a3a), serverName("a"), alpn("h2"), ...range(97, 20).map(empty)];
    const ciphers = [0x3a3a, ...range(98)];
    expect(first(clientRecord({ ciphers, extensions }))).toBe("t12d9899h2");
    expect(first(clientRecord({ ciphers: range(350) }))).toBe("t12i990000");
    expect(first(clientRecord({ ciphers: [] }))).toBe("t12i000000");
  });

  test("names what carried the hello", () => {
    const hello = parseClientHello(clientRecord({}));
    expect(first({ ...hello, transport: "q" })).toBe("q12i010000");
  });

  test.each<[string, (string | Uint8Array)[], string]>([
    ["nothing", [], "00"],
    ["an empty name", [""], "00"],
    ["the first name", ["http/1.1", "h2"], "h1"],
    ["one character twice", ["x"], "xx"],
    ["capitals as they are", ["H2C"], "HC"],
    ["a name of GREASE passed over", [Uint8Array.of(0x4a, 0x4a), "h3"], "h3"],
    ["a name of GREASE alone", [Uint8Array.of(0x0a, 0x0a)], "00"],
    ["a name of two bytes that only looks like GREASE", [Uint8Array.of(0x0a, 0x1a)], "0a"],
  ])("shows of ALPN %s", (_, names, expected) => {
    expect(first(clientRecord({ extensions: [alpn(...names)] }))?.slice(8)).toBe(expected);
  });
});

describe("JA4's lists", () => {
  const bytes = clientRecord({
    ciphers: [0x1302, 0x0a0a, 0x00ff, 0x1301],
    extensions: [
      empty(0xff01),
      alpn("h2"),
      serverName("a"),
      empty(0x1a1a),
      signatureAlgorithms(0x0804, 0x0a0a, 0x0403),
      empty(5),
    ],
  });

  test("are sorted, and in the order of the hello", () => {
    expect(ja4Raw(bytes)).toBe("t12d0305h2_00ff,1301,1302_0005,000d,ff01_0804,0403");
    expect(ja4RawOriginal(bytes)).toBe(
      "t12d0305h2_1302,00ff,1301_ff01,0010,0000,000d,0005_0804,0403",
    );
  });

  test("are hashed one by one", () => {
    const simple = clientRecord({ ciphers: [5], extensions: [] });
    expect(ja4Raw(simple)).toBe("t12i010000_0005_");
    expect(ja4(bytes)).not.toBe(ja4Original(bytes));
    expect(ja4(bytes).length).toBe(36);
  });

  test("that are empty give zeros, never the hash of nothing", () => {
    const none = clientRecord({ ciphers: [], extensions: [serverName("a"), alpn("h2")] });
    expect(ja4(none)).toBe("t12d0002h2_000000000000_000000000000");
    expect(ja4Original(clientRecord({ ciphers: [0x0a0a] }))).toBe(
      "t12i000000_000000000000_000000000000",
    );
  });

  test("hold signature algorithms of extension 13 only, and no underscore without", () => {
    const other = { type: 50, data: Uint8Array.of(0, 2, 4, 3) };
    expect(ja4Raw(clientRecord({ extensions: [other] }))).toBe("t12i010100_1301_0032");
    const grease = clientRecord({ extensions: [signatureAlgorithms(0x0a0a)] });
    expect(ja4Raw(grease)).toBe("t12i010100_1301_000d");
  });
});

test("hashes stay right when more texts come than are remembered", () => {
  const hello = parseClientHello(clientRecord({}));
  const hashes = () => range(5000).map((cipher) => ja3({ ...hello, ciphers: [cipher] }));
  const once = hashes();
  expect(new Set(once).size).toBe(5000);
  expect(hashes()).toStrictEqual(once);
  const long = { ...hello, ciphers: range(1000) };
  expect(ja3(long)).toBe(Buffer.from(md5(ascii(ja3String(long)))).toString("hex"));
});
