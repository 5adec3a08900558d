import { readFileSync } from "node:fs";
import { join } from "node:path";
import { md5 } from "@noble/hashes/legacy.js";
import { expect, test } from "vitest";
import {
  findClientHello,
  findServerHello,
  ja3,
  ja3n,
  ja3nOfString,
  ja3String,
  ja3StringValue,
  ja3s,
  ja3Value,
  ja4,
  ja4Original,
  ja4Raw,
  ja4RawOriginal,
  ja4Value,
  parseClientHello,
} from "../../src/fingerprints/index.js";
import { describeData } from "../support/data.js";
import {
  alpn,
  ascii,
  clientRecord,
  empty,
  hex,
  serverName,
  signatureAlgorithms,
  supportedVersions,
} from "./build-hello.js";

interface Vector {
  readonly who?: string;
  readonly name?: string;
  readonly hex?: string;
  readonly ja3?: string;
  readonly ja3_string?: string;
  readonly ja3_digest?: string;
  readonly ja3s?: string;
  readonly ja3s_string?: string;
  readonly ja4?: string;
  readonly ja4_r?: string;
  readonly ja4_o?: string;
  readonly ja4_ro?: string;
  readonly ja4_c?: string;
  readonly ja4_alpn?: string;
  readonly ext_list?: string;
  readonly alpn_hex?: string;
  readonly sni?: string | null;
}

const md5Of = (text: string) => Buffer.from(md5(ascii(text))).toString("hex");

describeData("published fingerprints", (data) => {
  const folder = join(data, "tls");
  const vectors = (file: string): Vector[] =>
    JSON.parse(readFileSync(join(folder, file), "utf8")) as Vector[];
  const examples = vectors("strings/published-examples.json");

  test("every published string has the published hash", () => {
    const strings = [...vectors("strings/dreadl0ck-strings.json"), ...examples];
    let count = 0;
    for (const { ja3_string, ja3: hash, ja3s_string, ja3s: serverHash } of strings) {
      if (ja3_string !== undefined) {
        expect(ja3StringValue(ja3_string)).toBe(ja3_string);
        expect(md5Of(ja3_string)).toBe(hash);
        expect(ja3Value(hash ?? "")).toBe(hash);
        count++;
      }
      if (ja3s_string !== undefined) {
        expect(md5Of(ja3s_string)).toBe(serverHash);
        count++;
      }
    }
    expect(count).toBe(13);
  });

  test("113 records of the reference program hold valid strings with their hashes", () => {
    const records = vectors("strings/dreadl0ck-records.json");
    expect(records.length).toBe(113);
    for (const { ja3: text = "", ja3_digest } of records) {
      expect(ja3StringValue(text)).toBe(text);
      expect(ja3Value(ja3_digest ?? "")).toBe(md5Of(text));
      expect(ja3nOfString(text)).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  test("JA4's own example comes out in all four forms", () => {
    const example = examples.find((one) => one.ja4_ro !== undefined) as Required<Vector>;
    const [, ciphers = "", types = "", signatures = ""] = example.ja4_ro.split("_");
    const numbers = (list: string) => list.split(",").map((text) => Number.parseInt(text, 16));
    const extensions = numbers(types).map((type) => {
      if (type === 0) return serverName("a.example");
      if (type === 13) return signatureAlgorithms(...numbers(signatures));
      if (type === 16) return alpn("h2");
      return type === 43 ? supportedVersions(0x1a1a, 0x0304, 0x0303) : empty(type);
    });
    const bytes = clientRecord({ ciphers: numbers(ciphers), extensions });
    expect(ja4(bytes)).toBe(example.ja4);
    expect(ja4Raw(bytes)).toBe(example.ja4_r);
    expect(ja4Original(bytes)).toBe(example.ja4_o);
    expect(ja4RawOriginal(bytes)).toBe(example.ja4_ro);
  });

  test("JA4's example without signature algorithms comes out", () => {
    const { ext_list = "", ja4_c } = examples.find((one) => one.ext_list !== undefined) as Vector;
    const types = ext_list.split(",").map((text) => Number.parseInt(text, 16));
    const bytes = clientRecord({ extensions: types.map(empty) });
    expect(ja4(bytes).split("_")[2]).toBe(ja4_c);
  });

  test.each(examples.filter(({ alpn_hex }) => alpn_hex !== undefined))(
    "JA4 shows the ALPN $alpn_hex as $ja4_alpn",
    ({ alpn_hex = "", ja4_alpn }) => {
      const bytes = clientRecord({ extensions: [alpn(hex(alpn_hex))] });
      expect(ja4(bytes).slice(8, 10)).toBe(ja4_alpn);
    },
  );

  test.each(vectors("bytes/open-ch-ja3.json"))("the record «$name»", (vector) => {
    const bytes = hex(vector.hex ?? "");
    expect(ja3String(bytes)).toBe(vector.ja3_string);
    expect(ja3(bytes)).toBe(vector.ja3);
    expect(parseClientHello(bytes).serverName).toBe(vector.sni || null);
  });

  test("a record of Chrome", () => {
    const bytes = new Uint8Array(readFileSync(join(folder, "bytes/chrome-tls-connect.bin")));
    expect(ja3(bytes)).toBe("cd08e31494f9531f560d64c695473da9");
    expect(parseClientHello(bytes)).toMatchObject({ serverName: "localhost", malformed: false });
    expect(ja4Value(ja4(bytes))).toBe(ja4(bytes));
    expect(ja3n(bytes)).toBe(ja3nOfString(ja3String(bytes)));
  });

  test("the hellos within two frames of Ethernet are found", () => {
    const [client, server] = vectors("bytes/dreadl0ck-ja3.json") as [Vector, Vector];
    const hello = findClientHello(hex(client.hex ?? ""));
    expect(hello === undefined ? undefined : ja3(hello)).toBe(client.ja3);
    expect(hello?.serverName).toBe("beacon.krxd.net");
    const answer = findServerHello(hex(server.hex ?? ""));
    expect(answer === undefined ? undefined : ja3s(answer)).toBe(server.ja3s);
  });

  test("published lists hold values that are valid", () => {
    const lines = (file: string) => readFileSync(join(folder, "lists", file), "utf8").split("\n");
    const hashes = lines("salesforce-osx-nix-ja3.csv")
      .map((line) => line.split(",")[0] ?? "")
      .filter((text) => /^[0-9a-f]+$/i.test(text));
    expect(hashes.length).toBeGreaterThan(100);
    for (const hash of hashes) expect(ja3Value(hash)).toBe(hash);
    const clients = lines("foxio-ja4-only-mapping.csv")
      .map((line) => line.split(",")[4] ?? "")
      .filter((text) => text.includes("_"));
    expect(clients.length).toBe(35);
    for (const client of clients) expect(ja4Value(client)).toBe(client);
  });
});
