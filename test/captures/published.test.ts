import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CapturedConnection } from "../../src/captures/index.js";
import { describeData } from "../support/data.js";
import { read } from "./files.js";

/** What a project publishes of a connection; ends only where it names them. A value, or every one it saw. */
interface Vector {
  readonly proto?: "tcp" | "udp";
  readonly src?: string;
  readonly sport?: number;
  readonly dst?: string;
  readonly dport?: number;
  /** Connections that have it, at the least, where that is told. */
  readonly count?: number;
  readonly [field: string]: unknown;
}

/** By the field in the manifest, where we have it. */
const FIELDS = {
  ja3: "ja3",
  ja3_string: "ja3String",
  ja3s: "ja3s",
  ja3s_string: "ja3sString",
  ja4: "ja4",
  sni: "sni",
  sni_or_host: "sni",
} as const;

const OPENVPN = "TLS within OpenVPN's own framing over UDP";

/** Published values that are not found, by file and the value's beginning, and why. */
const DIFFERENT: readonly {
  readonly file: string;
  readonly value: RegExp;
  readonly why: string;
}[] = [
  { file: "arkime/openvpn_synthetic.pcap", value: /^udp /, why: OPENVPN },
  {
    file: "suricata-verify/bug-5713-01.pcap",
    value: /_ce66f3b797c1$/,
    why: "Suricata hashes the underscore before signature algorithms also where there are none",
  },
];

describeData("published fingerprints", (folder) => {
  const root = join(folder, "tls");
  const { files } = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as {
    files: Readonly<Record<string, { readonly vectors: readonly Vector[] }>>;
  };
  const captures = Object.entries(files).filter(([file]) => file.endsWith(".pcap"));
  const met = new Set<string>();

  test.each(captures)("all of %s are found", (file, { vectors }) => {
    const { connections, damage } = read(readFileSync(join(root, file)));
    expect(damage).toBeUndefined();
    const missing: string[] = [];
    for (const vector of vectors) {
      const tls = connections.filter((one) => isOf(vector, one)).map((one) => one.tls);
      for (const [field, ours] of Object.entries(FIELDS)) {
        const values = [vector[field] ?? []].flat() as string[];
        const all = tls.map((one) => one?.[ours]);
        const found = new Set(all);
        for (const value of values) {
          if (!found.has(value))
            missing.push(file.includes("openvpn") ? `${vector.proto} ${value}` : value);
        }
        // Connections with the same value and another answer are counted elsewhere.
        for (const value of values) {
          expect(all.filter((one) => one === value).length).toBeGreaterThanOrEqual(
            found.has(value) ? (vector.count ?? 1) : 0,
          );
        }
      }
    }
    const known = DIFFERENT.filter((one) => one.file === file);
    const unexplained = missing.filter((value) => !known.some((one) => one.value.test(value)));
    expect(unexplained).toEqual([]);
    if (missing.length > 0) met.add(file);
  });

  test("every difference that is explained exists", () => {
    expect([...met].sort()).toEqual([...new Set(DIFFERENT.map(({ file }) => file))].sort());
  });

  test("in any pieces they are the same", () => {
    for (const [file] of captures) {
      const bytes = readFileSync(join(root, file));
      const whole = read(bytes);
      const cuts = Array.from({ length: Math.ceil(bytes.length / 97) }, (_, i) => i * 97);
      expect(read(bytes, cuts), file).toEqual(whole);
    }
  });
});

function isOf({ src, sport, dst, dport }: Vector, one: CapturedConnection): boolean {
  if (src === undefined) return true;
  return (
    one.source === src &&
    one.sourcePort === sport &&
    one.destination === dst &&
    one.destinationPort === dport
  );
}
