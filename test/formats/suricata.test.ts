import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { OffsetTimes } from "../../src/formats/offset-times.js";
import { suricata } from "../../src/formats/suricata.js";
import { dateTime } from "../../src/formats/time.js";
import { UidIndex } from "../../src/formats/uid-index.js";
import { Intake } from "../../src/intake.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";
import { describeData } from "../support/data.js";
import { formatLaws } from "../support/format-laws.js";
import { contentOf, readChunks, readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const JA3 = "35708a08e7be9f7aa5bce7f2d5c1cecb";
const JA4 = "t13d1516h2_8daaf6152771_02713d6af862";
/** The same client twice: its extensions are 0, 23 and 51 in another order. */
const STRINGS = ["771,4865-4866,51-0-23,29-23,0", "771,4865-4866,23-51-0,29-23,0"];
const encoder = new TextEncoder();

type Change = Readonly<Record<string, unknown>>;

const tuple = (id: number) => ({
  flow_id: id,
  src_ip: "10.1.17.215",
  src_port: 49000 + id,
  dest_ip: "142.250.114.100",
  dest_port: 443,
  proto: "TCP",
});
const at = (second: number) =>
  `2026-11-24T03:00:${String(second % 60).padStart(2, "0")}.250000+0000`;
const flow = (id: number, change: Change = {}) => ({
  timestamp: "2026-11-24T03:05:00.000000+0000",
  event_type: "flow",
  ...tuple(id),
  app_proto: "tls",
  flow: { bytes_toserver: 1000 + id, bytes_toclient: 5000, start: at(id), state: "closed" },
  ...change,
});
const tls = (id: number, change: Change = {}) => ({
  timestamp: at(id + 1),
  event_type: "tls",
  ...tuple(id),
  tls: { sni: "Clients2.example", version: "TLS 1.3", ja3: { hash: JA3 }, ja4: JA4, ...change },
});
const event = (event_type: string, id: number, change: Change = {}) => ({
  timestamp: at(id + 2),
  event_type,
  ...tuple(id),
  ...change,
});
const lines = (...records: object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");
const read = (...records: object[]) => readText(suricata, lines(...records)).table;
const sortedRows = (table: ReturnType<typeof read>) =>
  rowsOf(table)
    .map((row) => JSON.stringify(row))
    .toSorted();
const codes = ({ warnings }: ReturnType<typeof read>) => warnings.map(({ code }) => code);

describe("Suricata's flow events", () => {
  it("are connections from their start on, with bytes each way", () => {
    const [row] = rowsOf(read(flow(1)));
    expect(row).toMatchObject({
      source: "10.1.17.215",
      destination: "142.250.114.100",
      port: 443,
      time: Date.UTC(2026, 10, 24, 3, 0, 1, 250),
      bytesOut: 1001,
      bytesIn: 5000,
    });
  });

  it("have host and fingerprint of the tls event of the same flow, which comes before them", () => {
    const table = read(tls(1), tls(2, { sni: "b.example" }), flow(2), flow(1), flow(3));
    expect(table.input).toMatchObject({ records: 5, accepted: 3, ignored: 2 });
    expect(
      rowsOf(table).map(({ bytesOut, host, fingerprint }) => [bytesOut, host, fingerprint]),
    ).toEqual([
      [1002, "b.example", JA4],
      [1001, "clients2.example", JA4],
      [1003, null, null],
    ]);
  });

  it("are joined when they come first in the log, and when they come after 64 KiB of other events", () => {
    const late = Array.from({ length: 500 }, (_, id) => tls(id));
    const head = encoder.encode(lines(...late)).subarray(0, 1 << 16);
    expect(suricata.detect(head, {})).toEqual({ stream: "detail", mixed: false });
    const table = read(...late, ...late.map((_, id) => flow(id, { flow: { start: at(5) } })));
    expect(table.input).toMatchObject({ accepted: 500, ignored: 500 });
    expect(rowsOf(table).every(({ fingerprint }) => fingerprint === JA4)).toBe(true);
    const again = read(flow(1), tls(1), flow(2), tls(3), flow(3));
    expect(again.input).toMatchObject({ accepted: 3, ignored: 2 });
    expect(rowsOf(again).map(({ host }) => host)).toEqual([
      "clients2.example",
      null,
      "clients2.example",
    ]);
  });

  it("are joined with the events of another file, whichever is read first", () => {
    const read = (...files: object[][]) => {
      const builder = new ConnectionTableBuilder();
      const intake = new Intake();
      const uids = new UidIndex();
      for (const records of files) {
        const bytes = encoder.encode(lines(...records));
        const sink = { builder, intake, options: {}, uids, enrichOnly: true };
        const reader = suricata.open(bytes, sink);
        reader.write(bytes);
        reader.end();
      }
      return rowsOf(builder.table(intake.summary, intake.warnings()));
    };
    const [flows, details] = [
      [flow(1), flow(2)],
      [tls(1), tls(2, { sni: "b.example" })],
    ];
    const rows = read(details, flows);
    expect(rows.map(({ host }) => host)).toEqual(["clients2.example", "b.example"]);
    expect(read(flows, details)).toEqual(rows);
    expect(read([flow(1), tls(2, { sni: "b.example" })], [tls(1), flow(2)])).toEqual(rows);
  });

  it("have the host that was told of them first, by the clock", () => {
    const events = [
      event("http", 1, { timestamp: at(5), http: { hostname: "late.example" } }),
      event("http", 1, { timestamp: at(3), http: { hostname: "b.example" } }),
      event("http", 1, { timestamp: at(3), http: { hostname: "a.example" } }),
      flow(1),
    ];
    for (const order of [events, events.toReversed()]) {
      expect(rowsOf(read(...order))[0]?.host).toBe("a.example");
    }
  });

  it("take the seconds from their start to their end", () => {
    const ends = (end: unknown) =>
      rowsOf(read(flow(1, { flow: { start: at(1), end } })))[0]?.duration;
    expect(ends(at(6))).toBe(5);
    expect(ends(at(0))).toBeNull();
    expect(ends(undefined)).toBeNull();
  });

  it("of protocols without ports are ignored", () => {
    const { dest_port: _, ...rest } = flow(1);
    const table = read(
      { ...rest, proto: "ICMP" },
      { ...rest, proto: "IPv6-ICMP" },
      { ...rest, proto: "GRE" },
      rest,
    );
    expect(table.input).toMatchObject({ accepted: 0, ignored: 3, rejected: 1 });
  });

  it("tell of flows whose numbers a double cannot keep apart", () => {
    const text = lines(tls(1), flow(1), flow(2));
    const ids = text.replaceAll('"flow_id":1,', '"flow_id":9007199254740993,');
    const { table } = readText(
      suricata,
      ids.replaceAll('"flow_id":2,', '"flow_id":9007199254740992,'),
    );
    expect(rowsOf(table).map(({ host }) => host)).toEqual(["clients2.example", null]);
  });
});

describe("Suricata's tls, quic and http events", () => {
  it("are connections where there are no flow events", () => {
    const http = event("http", 3, { http: { hostname: "a.example", url: "/" } });
    const quic = event("quic", 4, {
      proto: "UDP",
      quic: { sni: "q.example", ja4: JA4.replace("t", "q") },
    });
    const table = read(tls(1), http, quic, event("dns", 5), event("alert", 6));
    expect(table.input).toMatchObject({ accepted: 3, ignored: 2 });
    expect(rowsOf(table).map(({ time, host, fingerprint }) => [time, host, fingerprint])).toEqual([
      [Date.UTC(2026, 10, 24, 3, 0, 2, 250), "clients2.example", JA4],
      [Date.UTC(2026, 10, 24, 3, 0, 5, 250), "a.example", null],
      [Date.UTC(2026, 10, 24, 3, 0, 6, 250), "q.example", JA4.replace("t", "q")],
    ]);
    expect(codes(table)).toEqual([]);
  });

  it("are rejected where they are broken, and then tell nothing", () => {
    const broken = { ...tls(1), dest_port: 70000 };
    expect(read(broken, tls(2)).input).toMatchObject({ accepted: 1, rejected: 1 });
    // Behind a good one, whose host must not be taken for theirs.
    expect(rowsOf(read(tls(3), broken, flow(1)))[0]?.host).toBeNull();
    const ping = { ...tls(1), proto: "ICMP" };
    expect(rowsOf(read(ping, tls(3), ping, flow(1)))[0]?.host).toBeNull();
  });

  it("tell nothing of other flows", () => {
    const silent = tls(1, { sni: undefined, ja3: undefined, ja4: undefined });
    const [row] = rowsOf(read(tls(3), silent, tls(3), flow(1)));
    expect(row).toMatchObject({ host: null, fingerprint: null });
  });

  it("only describe when the reader says that flows stand in another file", () => {
    const builder = new ConnectionTableBuilder();
    const uids = new UidIndex();
    const intake = new Intake();
    for (const record of [tls(1), flow(1)]) {
      const bytes = encoder.encode(lines(record));
      const reader = suricata.open(bytes, { builder, intake, options: {}, uids, enrichOnly: true });
      reader.write(bytes);
      reader.end();
    }
    const table = builder.table(intake.summary, intake.warnings());
    expect(table.input).toMatchObject({ accepted: 1, ignored: 1 });
    expect(rowsOf(table)[0]).toMatchObject({ host: "clients2.example", bytesOut: 1001 });
  });
});

describe("Suricata's netflow events", () => {
  const half = (id: number, back: boolean) => {
    const { src_ip, src_port, dest_ip, dest_port, ...rest } = tuple(id);
    const ends = back
      ? { src_ip: dest_ip, src_port: dest_port, dest_ip: src_ip, dest_port: src_port }
      : { src_ip, src_port, dest_ip, dest_port };
    const netflow = { pkts: 3, bytes: back ? 900 : 300, start: at(id) };
    return { timestamp: at(59), event_type: "netflow", ...rest, ...ends, netflow };
  };

  it("count once, from the client, however the halves of several flows are mixed", () => {
    const table = read(
      half(1, false),
      half(2, false),
      half(1, true),
      half(2, true),
      half(3, false),
    );
    expect(table.input).toMatchObject({ accepted: 3, ignored: 2 });
    expect(rowsOf(table).map(({ port, bytesOut }) => [port, bytesOut])).toEqual([
      [443, 300],
      [443, 300],
      [443, 300],
    ]);
  });

  it("count each where they have no flow's number", () => {
    const { flow_id: _, ...one } = half(1, false);
    expect(read(half(2, false), one, one, one, half(2, true)).input).toMatchObject({
      accepted: 4,
      ignored: 1,
    });
  });

  it("do not count beside flow events, in any order, and have details joined without", () => {
    const orders = [
      [tls(1), half(1, false), half(1, true), flow(1)],
      [flow(1), half(1, false), half(1, true), tls(1)],
    ];
    for (const order of orders) {
      expect(read(...order).input).toMatchObject({ accepted: 1, ignored: 3 });
    }
    const [row] = rowsOf(read(tls(1), half(1, false), half(1, true)));
    expect(row).toMatchObject({ host: "clients2.example", fingerprint: JA4, bytesOut: 300 });
  });
});

describe("a fingerprint in Suricata's events", () => {
  const fingerprint = (change: Change) =>
    rowsOf(read(tls(1, { ja4: undefined, ja3: undefined, ...change })))[0]?.fingerprint;

  it("is the JA4, else the JA3N of the JA3 string, else the JA3", () => {
    const ja3 = { hash: JA3, string: STRINGS[0] };
    expect(fingerprint({ ja4: JA4, ja3 })).toBe(JA4);
    // md5 of 771,4865-4866,0-23-51,29-23,0
    expect(fingerprint({ ja3 })).toBe("63520611a949674a8654cc879f0f2f22");
    expect(fingerprint({ ja3: { hash: JA3 } })).toBe(JA3);
    expect(fingerprint({ ja3: JA3 })).toBe(JA3);
    expect(fingerprint({})).toBeNull();
  });

  it("is the same for a client that shuffles its extensions", () => {
    const [one, two] = STRINGS.map((string) => fingerprint({ ja3: { hash: JA3, string } }));
    expect(one).toBe(two);
  });

  it("is the hash where the string has two ClientHellos in it, with a warning", () => {
    const string = `${STRINGS[0]},${STRINGS[1]}`;
    const table = read(tls(1, { ja4: "", ja3: { hash: JA3, string } }));
    expect(rowsOf(table)[0]?.fingerprint).toBe(JA3);
    expect(codes(table)).toEqual(["bad-fingerprint"]);
  });

  it("is none where the hash is that of nothing", () => {
    const table = read(
      tls(1, { ja4: "", ja3: { hash: "d41d8cd98f00b204e9800998ecf8427e", string: "" } }),
    );
    expect(rowsOf(table)[0]?.fingerprint).toBeNull();
    expect(codes(table)).toEqual([]);
  });
});

describe("a log of Suricata's", () => {
  it("is known by its events, not by those of other sensors", () => {
    const detect = (text: string) => suricata.detect(encoder.encode(text), {});
    expect(detect(lines(flow(1), tls(1)))).toEqual({ stream: "conn", mixed: true });
    expect(detect(lines(flow(1)))).toEqual({ stream: "conn", mixed: false });
    expect(detect(JSON.stringify([event("alert", 1)], null, 2))).toEqual({
      stream: "detail",
      mixed: false,
    });
    const stats = { timestamp: at(0), event_type: "stats", stats: { uptime: 5 } };
    expect(detect(lines(stats).repeat(3))).toEqual({ stream: "detail", mixed: false });
    expect(detect('{"ts":1,"id.orig_h":"10.0.0.1","event_type":"x"}')).toBeUndefined();
    expect(detect('{"timestamp":"x","event_type":"login","user":"a"}')).toBeUndefined();
    expect(detect("event_type,src_ip,timestamp\n")).toBeUndefined();
  });

  it("is read alike in lines, as an array and as one that is pretty-printed", () => {
    const records = [tls(1), flow(1), event("alert", 2), flow(2)];
    const [one, ...others] = [
      lines(...records),
      JSON.stringify(records),
      JSON.stringify(records, null, 2),
    ].map((text) => contentOf(readText(suricata, text).table));
    for (const other of others) expect(other).toEqual(one);
    expect(one).toMatchObject({ input: { accepted: 2, ignored: 2 } });
  });

  it("that tells of no connection is announced with what it has", () => {
    const table = read(event("alert", 1), event("dns", 2), event("alert", 3));
    expect(table.input).toMatchObject({ accepted: 0, ignored: 3 });
    expect(table.warnings).toEqual([
      {
        code: "no-connections",
        message:
          "log: none of its 3 records (alert, dns) is a flow, netflow, tls, quic or http event",
      },
    ]);
  });

  it("survives values of every wrong kind", () => {
    const wrong = [
      null,
      "",
      [],
      {},
      -1,
      Number.MAX_VALUE,
      "x".repeat(1000),
      [[]],
      { hash: { string: 1 } },
      "__proto__",
      true,
    ];
    for (const value of wrong) {
      const records = [flow(1), tls(2)].flatMap((record) =>
        Object.keys(record).map((key) => ({ ...record, [key]: value })),
      );
      const inner = ["sni", "ja3", "ja4"].map((key) => tls(3, { [key]: value }));
      const { input } = read(...records, ...inner);
      expect(input.accepted + input.rejected + input.ignored).toBe(records.length + inner.length);
    }
  });

  it("cannot grow what is remembered of the kinds of events", () => {
    const records = Array.from({ length: 5000 }, (_, i) => event(`kind ${i}`, i));
    expect(read(...records, flow(1)).input).toMatchObject({ accepted: 1, ignored: 5000 });
  });
});

test("times with an offset are read as the exact path reads them", () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, "0"));
  const zone = fc.constantFrom("+0000", "-0600", "+0530", "+00:0", "Z0000", "+9999");
  const times = new OffsetTimes();
  const text = fc
    .tuple(
      fc.constantFrom("2018", "1969", "2026"),
      two(13),
      two(32),
      two(24),
      two(60),
      two(60),
      fc.nat(999_999),
      zone,
    )
    .map(
      ([y, mo, d, h, mi, s, us, z]) =>
        `${y}-${mo}-${d}T${h}:${mi}:${s}.${String(us).padStart(6, "0")}${z}`,
    );
  fc.assert(
    fc.property(text, (one) => {
      const time = times.read(encoder.encode(one), 0, one.length);
      const exact = dateTime(one);
      if (time >= 0) expect(time).toBe(exact);
      else expect(exact === undefined || exact < 0).toBe(true);
    }),
    { seed: 20261124, numRuns: 3000 },
  );
});

const shuffled = fc
  .array(
    fc.oneof(
      fc.nat(5).map((n) => flow(n)),
      fc
        .tuple(fc.nat(5), fc.nat(3))
        .map(([n, m]) =>
          event("http", n, { timestamp: at(m), http: { hostname: `h${m % 2}.example` } }),
        ),
      fc.tuple(fc.nat(5), fc.nat(3)).map(([n, m]) => ({
        ...tls(n, { sni: m === 0 ? "" : `t${m}.example`, ja4: m === 1 ? "" : JA4 }),
        timestamp: at(m),
      })),
      fc.constant(event("alert", 1)),
    ),
    { minLength: 1, maxLength: 24 },
  )
  .chain((records) =>
    fc.tuple(
      fc.constant(records),
      fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
    ),
  );
test("any order of events gives the same table", () => {
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(sortedRows(read(...other))).toEqual(sortedRows(read(...one)));
      expect(read(...other).input).toEqual(read(...one).input);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});

const id = fc.integer({ min: 100, max: 104 });
const record = fc.oneof(
  id.map((n) => flow(n % 60)),
  id.map((n) => tls(n % 60)),
  fc.constantFrom(...STRINGS, "").map((string) => tls(7, { ja4: "", ja3: { hash: JA3, string } })),
  fc.constantFrom(JA3, "").map((ja3) => tls(8, { ja4: null, ja3 })),
  id.map((n) => event("http", n % 60, { http: { hostname: "A.example:80", length: n } })),
  fc.constantFrom("alert", "dns", "stats").map((kind) => event(kind, 1)),
);
const cases = { format: suricata, record: record.map((one) => JSON.stringify(one)) };
formatLaws({ ...cases, name: "suricata NDJSON", head: "", separator: "\n", tail: "\n" });
formatLaws({ ...cases, name: "suricata array", head: "[\n", separator: ",\n", tail: "\n]\n" });
describeData("a log of alerts", (folder) => {
  test("has no connections, and says so", () => {
    const path = join(folder, "traffic/frankhassanabad-suricata/wrccdc-2018-alerts-only.json");
    const bytes = readFileSync(path);
    expect(suricata.detect(bytes.subarray(0, 1 << 16), {})).toEqual({
      stream: "detail",
      mixed: false,
    });
    const { table, rejects } = readChunks(suricata, [bytes]);
    expect(rejects).toEqual([]);
    expect(table.input).toMatchObject({ records: 207, accepted: 0, ignored: 207 });
    expect(table.warnings.map(({ code }) => code)).toEqual(["no-connections"]);
  });
});
