import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { classic, section } from "../captures/files.js";
import { frame } from "../captures/frames.js";
import { clientHelloFor, serverHelloRecord } from "../captures/hellos.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const SERVER = "203.0.113.9 443";
const handshake = (client: string, name: string) => [
  frame(0, { from: client, to: SERVER, flags: "S", sequence: 999 }),
  frame(1, { from: client, to: SERVER, flags: "A", sequence: 1000, payload: clientHelloFor(name) }),
  frame(2, { from: SERVER, to: client, flags: "A", sequence: 1, payload: serverHelloRecord }),
];
const frames = [
  ...handshake("10.0.0.1 50000", "one.example"),
  ...handshake("10.0.0.2 50000", "two.example"),
  frame(3, { from: "10.0.0.3 50000", to: SERVER, payload: 10 }),
];
const pcap = folder.file("a.pcap", classic(frames));

describe("fingerprint", () => {
  test("prints one line a connection with a ClientHello, with the contract's fields in order", async () => {
    const { status, out } = await cli(["fingerprint", pcap, "--format", "ndjson"]);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines.map(({ sni }) => sni)).toEqual(["one.example", "two.example"]);
    expect(Object.keys(lines[0])).toEqual([
      ...["source", "sourcePort", "destination", "destinationPort", "time", "sni", "ja3"],
      ...["ja3String", "ja3n", "ja3s", "ja3sString", "ja4", "ja4Raw"],
    ]);
    expect(lines[0]).toMatchObject({ source: "10.0.0.1", sourcePort: 50000, destinationPort: 443 });
  });

  test("reads pcapng and gzip to the same fingerprints", async () => {
    const plain = await cli(["fingerprint", pcap, "--format", "ndjson"]);
    const ng = folder.file("b.pcapng", section(frames));
    const zipped = folder.file("c.pcap.gz", gzipSync(classic(frames)));
    for (const path of [ng, zipped]) {
      expect((await cli(["fingerprint", path, "--format", "ndjson"])).out).toBe(plain.out);
    }
  });

  test("tells how much was read, as JSON and below the table", async () => {
    const { out } = await cli(["fingerprint", pcap]);
    expect(JSON.parse(out).input).toEqual({ files: 1, packets: 7, connections: 3 });
    const table = await cli(["fingerprint", pcap], { tty: true });
    expect(table.out).toContain("10.0.0.1:50000");
    expect(table.out).toContain("2 of 3 connections with a ClientHello, 1 different JA4");
  });

  test("skips what is no capture, and fails where nothing is one", async () => {
    const text = folder.file("notes.txt", "hello\n");
    const both = await cli(["fingerprint", text, pcap]);
    expect(both.status).toBe(0);
    expect(both.err).toContain("notes.txt: not a pcap or pcapng capture; skipped");
    const none = await cli(["fingerprint", text]);
    expect([none.status, none.out]).toEqual([1, ""]);
    expect(none.err).toMatch(/^beaconry: .*notes\.txt: not a pcap or pcapng capture\n$/);
    const missing = await cli(["fingerprint", folder.path("missing.pcap"), pcap]);
    expect(missing.status).toBe(1);
    expect(missing.err).toContain("missing.pcap");
  });

  test("keeps what came before damage", async () => {
    const cut = folder.file("cut.pcap", classic(frames).slice(0, -5));
    const { status, err, out } = await cli(["fingerprint", cut]);
    expect(status).toBe(0);
    expect(err).toContain("cut off in a packet; what came before was read");
    expect(JSON.parse(out).fingerprints).toHaveLength(2);
  });

  test("lets no name in a hello reach the terminal or a formula", async () => {
    const hostile = handshake("10.0.0.9 50000", "=cmd()\u001b[2J");
    const path = folder.file("hostile.pcap", classic(hostile));
    for (const format of ["table", "json", "ndjson", "csv"]) {
      const { out } = await cli(["fingerprint", path, "--format", format]);
      expect(out).not.toContain("\u001b");
      if (format === "csv") expect(out).not.toMatch(/(^|,)=cmd/m);
    }
  });

  test("refuses to write over its input", async () => {
    const { status, err } = await cli(["fingerprint", pcap, "--output", pcap]);
    expect(status).toBe(2);
    expect(err).toContain("is an input");
  });
});
