import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UidIndex } from "../../src/formats/uid-index.js";
import { zeek } from "../../src/formats/zeek.js";
import { Intake } from "../../src/intake.js";
import { destinationOf, portOf, sourceOf } from "../../src/table.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";
import { contentOf, readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const HEADER = [
  "#separator \\x09",
  "#unset_field\t-",
  "#empty_field\t(empty)",
  "#path\tconn",
  "#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tproto\torig_bytes\tresp_bytes",
].join("\n");
const GOOD = "1588205199.824370\t10.0.0.1\t203.0.113.9\t443\ttcp\t10\t20";

const read = (...lines: string[]) => readText(zeek, `${[HEADER, ...lines].join("\n")}\n`);

describe("Zeek's TSV", () => {
  it("gives time from the digits, endpoints, port and bytes", () => {
    const { table } = read(GOOD);
    expect(table.times[0]).toBe(1588205199 * 1000 + 824370 / 1000);
    expect([sourceOf(table, 0), destinationOf(table, 0), portOf(table, 0)]).toEqual([
      "10.0.0.1",
      "203.0.113.9",
      443,
    ]);
    expect([table.bytesOut[0], table.bytesIn[0]]).toEqual([10, 20]);
  });

  it("takes times as seconds, however small", () => {
    expect(read(GOOD.replace("1588205199.824370", "7.360425")).table.times[0]).toBe(7360.425);
  });

  it("rejects a time that can only be milliseconds", () => {
    const { table, rejects } = read(GOOD.replace("1588205199.824370", "1588205199824"));
    expect(table.input.rejected).toBe(1);
    expect(rejects[0]?.reason).toContain("time");
  });

  it("reads columns in any order and without the optional ones", () => {
    const text =
      "#path\tconn\n#fields\tid.resp_p\tid.resp_h\tts\tid.orig_h\n443\t203.0.113.9\t5.5\t10.0.0.1\n";
    const { table } = readText(zeek, text);
    expect(table.times[0]).toBe(5500);
    expect(table.bytesOut[0]).toBeNaN();
  });

  it("follows a #fields line that changes on the way", () => {
    const { table } = read(
      GOOD,
      "#fields\tid.resp_p\tid.resp_h\tts\tid.orig_h",
      "80\t203.0.113.9\t6\t10.0.0.1",
    );
    expect(table.input.accepted).toBe(2);
    expect([portOf(table, 0), portOf(table, 1)]).toEqual([443, 80]);
  });

  it("knows other separators and unset fields", () => {
    const text =
      "#separator \\x2c\n#unset_field,NULL\n#path,conn\n#fields,ts,id.orig_h,id.resp_h,id.resp_p,orig_bytes\n5,10.0.0.1,203.0.113.9,443,NULL\n";
    const { table } = readText(zeek, text);
    expect(table.input.accepted).toBe(1);
    expect(table.bytesOut[0]).toBeNaN();
  });

  it("reads carriage returns, a last line without newline, and blank lines", () => {
    const { table } = readText(
      zeek,
      `${HEADER.replaceAll("\n", "\r\n")}\r\n${GOOD}\r\n\r\n${GOOD}`,
    );
    expect(table.input).toMatchObject({ records: 2, accepted: 2 });
    expect(table.bytesIn[1]).toBe(20);
  });

  it.each([
    ["too few columns", GOOD.split("\t").slice(0, 6).join("\t"), "6 columns, 7 expected"],
    ["too many columns", `${GOOD}\tx`, "8 columns, 7 expected"],
    ["a port out of range", GOOD.replace("443", "70000"), 'bad port "70000"'],
    ["a broken address", GOOD.replace("10.0.0.1", "10.0.0.256"), 'bad source "10.0.0.256"'],
    [
      "a name for an address",
      GOOD.replace("10.0.0.1", "host.example"),
      'bad source "host.example"',
    ],
    ["no time", GOOD.replace("1588205199.824370", "-"), 'bad time "-"'],
    ["a time that is none", GOOD.replace("1588205199.824370", "1e999"), 'bad time "1e999"'],
    ["a NUL byte in a number", GOOD.replace("443", "4\u00003"), 'bad port "4\\u00003"'],
  ])("rejects %s with its line, and reads the rest", (_, line, reason) => {
    const { table, rejects } = read(GOOD, line, GOOD);
    expect(table.input).toMatchObject({ records: 3, accepted: 2, rejected: 1 });
    expect(rejects).toEqual([{ file: "log", line: 7, reason, text: line }]);
  });

  it.each(["-5", "Infinity", "1e999", "many"])(
    "takes %s bytes as unknown, with one warning",
    (bytes) => {
      const line = GOOD.replace("\t10\t", `\t${bytes}\t`);
      const { table } = read(line, line);
      expect(table.input.accepted).toBe(2);
      expect(table.bytesOut[0]).toBeNaN();
      expect(table.warnings).toHaveLength(1);
      expect(table.warnings[0]).toMatchObject({ code: "bad-bytes" });
      expect(table.warnings[0]?.message).toMatch(/^2 records .*log:6/);
    },
  );

  it("ignores ICMP and the records of other logs, one by one", () => {
    expect(read(GOOD.replace("tcp", "icmp")).table.input).toMatchObject({ records: 1, ignored: 1 });
    const dns = `${HEADER.replace("conn", "dns")}\n${GOOD}\n${GOOD}\n`;
    expect(readText(zeek, dns).table.input).toMatchObject({ records: 2, ignored: 2 });
  });

  it("writes IPv6 in its one form", () => {
    const { table } = read(
      GOOD.replace("10.0.0.1", "2001:DB8:0:0::1"),
      GOOD.replace("10.0.0.1", "2001:db8::0001"),
    );
    expect(sourceOf(table, 0)).toBe("2001:db8::1");
    expect(table.sources).toHaveLength(1);
  });

  it("rejects lines before the first #fields", () => {
    const { rejects } = readText(zeek, `#path\tconn\n${GOOD}\n`);
    expect(rejects[0]).toMatchObject({ line: 2, reason: "no #fields line before it" });
  });
});

describe("Zeek's JSON", () => {
  const record = (change: object = {}) =>
    JSON.stringify({
      ts: 1588205199.82437,
      uid: "C1",
      "id.orig_h": "10.0.0.1",
      "id.resp_h": "203.0.113.9",
      "id.resp_p": 443,
      conn_state: "SF",
      orig_bytes: 10,
      ...change,
    });

  it("reads dotted, underscored and nested names alike", () => {
    const underscored = record().replaceAll("id.", "id_");
    const nested =
      '{"ts":1588205199.82437,"uid":"C1","id":{"orig_h":"10.0.0.1","resp_h":"203.0.113.9","resp_p":443},"conn_state":"SF","orig_bytes":10}';
    const all = [record(), underscored, nested].map((text) =>
      contentOf(readText(zeek, `${text}\n`).table),
    );
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
  });

  it("gives the same time for a number and for ISO text", () => {
    const text = `${record()}\n${record({ ts: "2020-04-30T00:06:39.824370Z" })}\n`;
    const { times } = readText(zeek, text).table;
    expect(times[1]).toBe(times[0]);
  });

  it("rejects broken lines, values that are no objects, and reads the rest", () => {
    const { table, rejects } = readText(zeek, `${record()}\n{"ts":\n[1]\n\n${record()}\n`);
    expect(table.input).toMatchObject({ accepted: 2, rejected: 2 });
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "broken JSON"],
      [3, "not a JSON object"],
    ]);
  });

  it("does not take a shipper's host for the connection's", () => {
    expect(readText(zeek, `${record({ host: "sensor-1" })}\n`).table.optional.host).toBeUndefined();
  });

  it("takes the best fingerprint of an ssl record and none for the hash of nothing", () => {
    const ja4 = "t13d1516h2_8daaf6152771_e5627efa2ab1";
    const ja3 = "c12f54a3f91dc7bafd92cb59fe009a35";
    const ssl = (change: object) =>
      `${JSON.stringify({ _path: "ssl", ts: 5, "id.orig_h": "10.0.0.1", "id.resp_h": "203.0.113.9", "id.resp_p": 443, server_name: "A.example", ...change })}\n`;
    const { table } = readText(
      zeek,
      ssl({ ja3, ja4 }) + ssl({ ja3 }) + ssl({ ja3: "d41d8cd98f00b204e9800998ecf8427e" }),
    );
    const { fingerprint, host } = table.optional;
    expect([...(fingerprint ?? [])].map((id) => table.texts[id - 1])).toEqual([
      ja4,
      ja3,
      undefined,
    ]);
    expect(table.texts[(host?.[0] as number) - 1]).toBe("a.example");
  });
});

describe("Zeek's records of all kinds in one input", () => {
  const encoder = new TextEncoder();
  const record = (path: string, uid: number, change: object = {}) =>
    `${JSON.stringify({ _path: path, ts: 1588205199 + uid, uid: `C${uid}`, "id.orig_h": "10.0.0.1", "id.resp_h": "203.0.113.9", "id.resp_p": 443, ...change })}\n`;
  /** As `readFiles` reads it: what it does follows from what the format sees in the beginning. */
  const readMixed = (...lines: string[]) => {
    const bytes = encoder.encode(lines.join(""));
    const head = bytes.slice(0, 1 << 16);
    const { stream, mixed } = zeek.detect(head, {}) ?? {};
    const [builder, intake] = [new ConnectionTableBuilder(), new Intake()];
    const uids = mixed ? { uids: new UidIndex() } : {};
    const enrichOnly = stream === "conn";
    const reader = zeek.open(head, { builder, intake, options: {}, enrichOnly, ...uids });
    reader.write(bytes);
    reader.end();
    const table = builder.table(intake.summary, intake.warnings());
    const rows = rowsOf(table).map((row) => JSON.stringify(row));
    return { input: table.input, warnings: table.warnings, rows: rows.toSorted() };
  };

  it("is one table in any order of its lines", () => {
    const line = fc.oneof(
      fc.nat(4).map((n) => record("conn", n)),
      fc
        .tuple(fc.nat(4), fc.nat(2))
        .map(([n, m]) => record("ssl", n, { server_name: `s${m}.example`, ts: 1588205199 + m })),
      fc.nat(4).map((n) => record("http", n, { host: "h.example" })),
      fc.constant(record("dns", 1)),
    );
    const shuffled = fc
      .array(line, { maxLength: 20 })
      .map((lines) => [...lines, record("conn", 0), record("ssl", 0, { server_name: "a.example" })])
      .chain((lines) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(readMixed(...other)).toEqual(readMixed(...one));
      }),
      { seed: 20261124, numRuns: 200 },
    );
  });

  it("is announced where the beginning shows conn records alone, with what was not joined", () => {
    const conn = Array.from({ length: 1000 }, (_, n) => record("conn", n));
    const { input, warnings } = readMixed(...conn, record("ssl", 1), record("http", 2));
    expect(input).toMatchObject({ accepted: 1000, ignored: 2 });
    expect(warnings.map(({ code }) => code)).toEqual(["late-details"]);
    expect(warnings[0]?.message).toMatch(/^2 records described a connection/);
    expect(readMixed(...conn).warnings).toEqual([]);
  });
});
