import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { InputError } from "../../src/errors.js";
import { formats } from "../../src/formats/index.js";
import { squid } from "../../src/formats/squid.js";
import { formatLaws } from "../support/format-laws.js";
import { readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const encoder = new TextEncoder();
const END = Date.UTC(2026, 10, 24, 3, 0, 1, 250);
const PARTS = {
  end: (END / 1000).toFixed(3),
  elapsed: "   250",
  client: "10.1.2.3",
  code: "TCP_MISS/200",
  bytes: "1234",
  method: "GET",
  url: "http://a.example/x?y=1",
  user: "-",
  peer: "HIER_DIRECT/203.0.113.9",
  type: "text/html",
};
const line = (parts: Partial<typeof PARTS> = {}) => Object.values({ ...PARTS, ...parts }).join(" ");
const read = (...lines: readonly string[]) => readText(squid, `${lines.join("\n")}\n`);
const row = (parts: Partial<typeof PARTS>) => rowsOf(read(line(parts)).table)[0];
const formatOf = (text: string) =>
  formats.find((format) => format.detect(encoder.encode(text), {}) !== undefined)?.id;
const COMBINED =
  '10.1.2.3 - joe [24/Nov/2026:03:00:01 +0000] "GET http://a.example/ HTTP/1.1" 200 1234 "-" "curl/8" TCP_MISS:HIER_DIRECT';

describe("a line of Squid's access log", () => {
  it.each([
    ["plain", line()],
    ["behind a syslog header", `Nov 24 03:00:01 proxy (squid-1): ${line()}`],
    ["with headers behind it", `${line()} [Host: a] [Server: b]`],
    ["of an old version", line({ peer: "DIRECT/203.0.113.9" })],
    ["after a time-out", line({ peer: "TIMEOUT_HIER_DIRECT/203.0.113.9" })],
    ["from Windows", `${line()}\r`],
  ])("is a connection that began before the line was written: %s", (_, text) => {
    expect(formatOf(`${text}\n`)).toBe("squid");
    const { table, rejects } = read(text);
    expect(rejects).toEqual([]);
    expect(rowsOf(table)).toEqual([
      expect.objectContaining({
        time: END - 250,
        source: "10.1.2.3",
        destination: "203.0.113.9",
        port: 80,
        host: "a.example",
        bytesIn: 1234,
        bytesOut: null,
        duration: 0.25,
      }),
    ]);
  });

  it.each([
    ["CONNECT", "a.example:443", "a.example", 443],
    ["CONNECT", "203.0.113.9:8443", "203.0.113.9", 8443],
    ["CONNECT", "[2001:db8::1]:443", "2001:db8::1", 443],
    ["CONNECT", "2001:db8::1:443", "2001:db8::1", 443],
    ["GET", "https://a.example/", "a.example", 443],
    ["GET", "HTTP://A.Example:8080", "a.example", 8080],
    ["GET", "http://user:pass@a.example:81/@b:82", "a.example", 81],
    ["GET", "http://user:p@ss@a.example/", "a.example", 80],
    ["CONNECT", "http://a.example:81/x:82", "a.example", 81],
    ["GET", "http://[2001:DB8::1]/x", "2001:db8::1", 80],
    ["GET", "http://[2001:db8::1]:8080?x", "2001:db8::1", 8080],
    ["GET", "ftp://a.example/x", "a.example", 21],
    ["GET", "wss://a.example/x", "a.example", 443],
  ])("goes to the URL's host where no peer is logged: %s %s", (method, url, host, port) => {
    const expected = { destination: host, host, port };
    for (const peer of ["HIER_NONE/-", "HIER_DIRECT/-"]) {
      expect(row({ method, url, peer })).toMatchObject(expected);
    }
    const direct = { destination: "198.51.100.7", host, port };
    expect(row({ method, url, peer: "HIER_DIRECT/198.51.100.7" })).toMatchObject(direct);
  });

  it("goes to the URL's host where the peer is another proxy", () => {
    for (const code of ["FIRSTUP_PARENT", "SIBLING_HIT", "CARP", "ROUNDROBIN_PARENT"]) {
      expect(row({ peer: `${code}/10.0.0.2` })).toMatchObject({ destination: "a.example" });
    }
    for (const code of ["ORIGINAL_DST", "PINNED"]) {
      expect(row({ peer: `${code}/2001:db8::2` })).toMatchObject({ destination: "2001:db8::2" });
    }
  });

  it("counts though the request was denied, but not when it comes again with a password", () => {
    const denied = line({ code: "TCP_DENIED/403", peer: "HIER_NONE/-" });
    const { table } = read(denied, line({ code: "TCP_DENIED/407", peer: "HIER_NONE/-" }), line());
    expect(table.input).toMatchObject({ records: 3, accepted: 2, ignored: 1 });
  });

  it("is ignored where it is no request of a client to a server", () => {
    const { table } = read(
      line({ url: "error:transaction-end-before-headers", code: "NONE_NONE/000", method: "-" }),
      line({ url: "cache_object://localhost/counters" }),
      line({ url: "http://proxy:3128/squid-internal-mgr/info" }),
      line({ code: "UDP_MISS/000", method: "ICP_QUERY" }),
    );
    expect(table.input).toMatchObject({ records: 4, ignored: 4 });
  });

  it("counts once where Squid looks into a tunnel", () => {
    const opening = { method: "CONNECT", url: "a.example:443", peer: "HIER_NONE/-" };
    const { table } = read(
      line({ ...opening, code: "NONE_NONE/200", bytes: "0" }),
      line({ url: "https://a.example/x" }),
      line({ ...opening, code: "NONE/200", bytes: "0" }),
      line({ ...opening, code: "TCP_DENIED/200", bytes: "0" }),
      line({ ...opening, code: "TCP_TUNNEL/200", peer: "HIER_DIRECT/203.0.113.9" }),
    );
    expect(table.input).toMatchObject({ records: 5, accepted: 2, ignored: 3 });
    expect(rowsOf(table)).toMatchObject([{ port: 443 }, { port: 443 }]);
  });

  it("is rejected where it does not say where it went, or is none", () => {
    const { table, rejects } = read(
      line(),
      "",
      line({ url: "/x" }),
      line({ url: "urn:x:y" }),
      line({ url: "gopher://a.example/" }),
      line({ url: "http://a.example:99999/" }),
      line({ client: "-" }),
      line({ url: "http://a.example/a b" }),
      COMBINED,
      "not a line",
      line({ url: "http://10.0.0.999/", peer: "HIER_NONE/-" }),
    );
    expect(table.input).toMatchObject({ records: 10, accepted: 1, rejected: 9 });
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "a URL without host"],
      [4, "a URL without host"],
      [5, "no port"],
      [6, 'bad port "99999"'],
      [7, 'bad source "-"'],
      [8, "not a line of Squid's native access log"],
      [9, "not a line of Squid's native access log"],
      [10, "not a line of Squid's native access log"],
      [11, 'bad destination "10.0.0.999"'],
    ]);
  });

  it("stays with a duration or size that is none, which is unknown then", () => {
    const { table } = read(line({ elapsed: "-5", bytes: "-1" }));
    expect(rowsOf(table)).toMatchObject([{ time: END, bytesIn: null, duration: null }]);
    expect(table.warnings.map(({ code }) => code).sort()).toEqual(["bad-bytes", "bad-duration"]);
  });

  it("has its time in seconds whatever is said of others", () => {
    const { table } = readText(squid, line(), { timeUnit: "us", timeZone: "Asia/Tokyo" });
    expect(rowsOf(table)).toMatchObject([{ time: END - 250 }]);
  });
});

describe("a log in another of Squid's formats", () => {
  it("is known, and refused with the reason", () => {
    expect(formatOf(`${COMBINED}\n`)).toBe("squid");
    expect(() => read(COMBINED)).toThrow(InputError);
    expect(() => read(COMBINED)).toThrow(/combined or common format.*native/);
  });

  it("is not taken for Squid's where it is another program's", () => {
    const apache = COMBINED.replace(" TCP_MISS:HIER_DIRECT", "");
    for (const text of [apache, `{"message":"${line()}"}`, `"${line()}"`, `# ${line()}`, ""]) {
      expect(squid.detect(encoder.encode(text), {}), text).toBeUndefined();
    }
  });
});

test("hostile lines cost one reject each, and end", () => {
  const big = (text: string) => text.repeat(Math.ceil((1 << 20) / text.length));
  const lines = [
    big("1792834567.123 "),
    big("1792834567.123 1 a TCP_MISS/200 1 GET u - HIER "),
    `1792834567.123${big(" ")}`,
    line({ url: big("a") }),
    line({ url: `http://${big(":")}`, peer: "HIER_NONE/-" }),
    big("A:"),
  ];
  const { table } = read(...lines, line());
  expect(table.input).toMatchObject({ records: 7, accepted: 1, rejected: 6 });
  expect(squid.detect(encoder.encode(big('] "x" 200 1 A:').slice(0, 1 << 16)), {})).toBeUndefined();
});

const host = fc.constantFrom(
  "a.example",
  "B.Example:8080",
  "[2001:db8::1]",
  "192.0.2.7",
  "[::1]:81",
);
const peer = fc.oneof(
  fc.constantFrom("HIER_NONE/-", "FIRSTUP_PARENT/10.0.0.2", "HIER_DIRECT/2001:db8::5"),
  fc.ipV4().map((address) => `HIER_DIRECT/${address}`),
);

formatLaws({
  name: "Squid",
  format: squid,
  head: "",
  record: fc
    .record({
      end: fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 }),
      elapsed: fc.integer({ min: 0, max: 999_999 }),
      client: fc.constantFrom("10.0.0.1", "2001:db8::9", "pc.example"),
      host,
      peer,
      isTunnel: fc.boolean(),
      bytes: fc.nat(),
      status: fc.constantFrom("TCP_MISS/200", "TCP_DENIED/403", "TCP_DENIED/407", "NONE/000"),
    })
    .map((one) =>
      line({
        end: (one.end / 1000).toFixed(3),
        elapsed: String(one.elapsed).padStart(6),
        client: one.client,
        bytes: String(one.bytes),
        code: one.status,
        method: one.isTunnel ? "CONNECT" : "GET",
        url: one.isTunnel ? `${one.host.replace(/:\d+$/, "")}:443` : `http://${one.host}/x`,
        peer: one.peer,
      }),
    ),
  separator: "\n",
  tail: "\n",
});
