import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ecs } from "../../src/formats/ecs.js";
import { ecsTells } from "../../src/formats/ecs-kinds.js";
import { suricata } from "../../src/formats/suricata.js";
import { zeek } from "../../src/formats/zeek.js";
import { Intake } from "../../src/intake.js";
import { ConnectionTableBuilder } from "../../src/table-builder.js";
import { formatLaws } from "../support/format-laws.js";
import { contentOf, readText } from "../support/read-bytes.js";
import { type Row, rowsOf } from "../support/rows.js";

const JA3 = "35708a08e7be9f7aa5bce7f2d5c1cecb";
const JA4 = "t13d1516h2_8daaf6152771_02713d6af862";
const encoder = new TextEncoder();

type Change = Readonly<Record<string, unknown>>;

const ends = (port = 443) => ({
  source: { ip: "10.1.17.215", port: 49927, bytes: 517, packets: 4 },
  destination: { ip: "142.250.114.100", port, bytes: 2000 },
});
const event = (change: Change = {}) => ({
  "@timestamp": "2026-11-24T03:00:00.250Z",
  ...ends(),
  network: { transport: "tcp", community_id: "1:abc=" },
  ...change,
});
const lines = (...records: object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");
const read = (...records: object[]) => readText(ecs, lines(...records)).table;
const rowOf = (change: Change): Row => rowsOf(read(event(change)))[0] as Row;
const codes = ({ warnings }: ReturnType<typeof read>) => warnings.map(({ code }) => code);
/** `{ a: { b: 1 } }` as `{ "a.b": 1 }`. */
const dotted = (object: object, prefix = ""): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(dotted(value, `${prefix}${key}.`))
        : [[prefix + key, value]],
    ),
  );

describe("an event of ECS", () => {
  it("gives time, ends, bytes each way, host and fingerprint", () => {
    const tls = { client: { ja3: JA3, server_name: "Clients2.example" }, server: { ja3s: JA3 } };
    expect(rowOf({ tls })).toMatchObject({
      source: "10.1.17.215",
      destination: "142.250.114.100",
      port: 443,
      time: Date.UTC(2026, 10, 24, 3, 0, 0, 250),
      bytesOut: 517,
      bytesIn: 2000,
      host: "clients2.example",
      fingerprint: JA3,
    });
  });

  it("is read alike with nested keys, dotted keys, and both", () => {
    const client = { ja3: JA3, ja4: JA4 };
    const one = event({ event: { start: "2026-11-24T02:59:59Z" } });
    const content = contentOf(read({ ...one, tls: { client } }));
    expect(contentOf(read(dotted({ ...one, tls: { client } })))).toEqual(content);
    expect(contentOf(read({ ...one, tls: dotted({ client }) }))).toEqual(content);
    expect(contentOf(read({ ...one, "tls.client": client }))).toEqual(content);
  });

  it("counts from its start, where it has one", () => {
    expect(rowOf({ event: { start: "2026-11-24T02:59:59.5Z" } }).time).toBe(
      Date.UTC(2026, 10, 24, 2, 59, 59, 500),
    );
    expect(rowOf({ event: { start: "2026-11-24T04:00:00.000001+0100" } }).time).toBe(
      Date.UTC(2026, 10, 24, 3) + 0.001,
    );
  });

  it("may name client and server where it has no source and destination", () => {
    const { source, destination } = ends();
    const one = {
      "@timestamp": 1790000000123,
      client: source,
      server: { ...destination, domain: "a.example" },
    };
    expect(rowsOf(read(one))[0]).toMatchObject({
      time: 1790000000123,
      bytesOut: 517,
      bytesIn: 2000,
      host: "a.example",
    });
  });

  it.each<[string, Change]>([
    ["tls.client.ja3", { tls: { client: { ja3: JA3 } } }],
    ["tls.client.hash.ja3", { tls: { client: { hash: { ja3: JA3 } } } }],
    ["hash.ja3", { hash: { ja3: JA3, ja3s: "f4febc55ea12b31ae17cfb7e614afda8" } }],
    ["tls.ja3, an array", { tls: { ja3: [JA3, "f4febc55ea12b31ae17cfb7e614afda8"] } }],
  ])("has its JA3 in %s", (_, change) => {
    expect(rowOf(change).fingerprint).toBe(JA3);
  });

  it.each<[string, Change]>([
    ["tls.client.ja4", { tls: { client: { ja4: JA4, ja3: JA3 } } }],
    ["tls.client.hash.ja4", { tls: { client: { hash: { ja4: JA4 }, ja3: JA3 } } }],
    ["hash.ja4", { hash: { ja4: JA4, ja3: JA3 } }],
    ["tls.ja4, an array", { tls: { ja4: [JA4], ja3: [JA3] } }],
  ])("has its JA4 in %s", (_, change) => {
    expect(rowOf(change).fingerprint).toBe(JA4);
  });

  it.each<[string, Change, string | null]>([
    [
      "the name the client asked for",
      { tls: { client: { server_name: "a.example" } }, url: { domain: "b.example" } },
      "a.example",
    ],
    [
      "its destination's domain",
      { destination: { ...ends().destination, domain: "c.example" } },
      "c.example",
    ],
    ["its URL's domain", { url: { domain: "b.example" } }, "b.example"],
    [
      "the first host of a session of Arkime's",
      { http: { host: ["d.example", "e.example"] } },
      "d.example",
    ],
    ["never that of the sensor", { host: { name: "sensor-1" }, observer: { hostname: "s" } }, null],
  ])("takes for its host %s", (_, change, host) => {
    expect(rowOf(change).host).toBe(host);
  });

  it("has no fingerprint where sensors say that there is none", () => {
    for (const none of ["", "-", "(empty)", "d41d8cd98f00b204e9800998ecf8427e", null, []]) {
      const table = read(event({ hash: { ja3: none, ja4: none } }));
      expect(rowsOf(table)[0]?.fingerprint, String(none)).toBeNull();
      expect(codes(table), String(none)).toEqual([]);
    }
    expect(codes(read(event({ hash: { ja4: "t13d1516h2" } })))).toEqual(["bad-fingerprint"]);
  });

  it("of a protocol without ports is ignored", () => {
    const table = read(
      event({ network: { transport: "icmp" } }),
      event({ network: { transport: "ipv6-icmp" } }),
      { ...event({ network: undefined, ipProtocol: 1 }) },
      { ...event({ network: { transport: "gre" } }), destination: { ip: "142.250.114.100" } },
    );
    expect(table.input).toMatchObject({ accepted: 0, ignored: 4 });
  });
});

describe("a session of Arkime's", () => {
  const session = {
    firstPacket: 1790000000123,
    lastPacket: 1790000009000,
    "@timestamp": 1790000010000,
    ipProtocol: 6,
    node: "sensor",
    ...ends(),
    protocol: ["tcp", "tls"],
    http: { host: ["a.example"] },
    tls: { ja3: [JA3], ja4: [JA4], ja3string: ["771,4865,51-0,29,0"], version: ["TLSv1.3"] },
  };

  it("begins with its first packet and has the first of its values", () => {
    expect(rowsOf(read(session))[0]).toMatchObject({
      time: 1790000000123,
      bytesOut: 517,
      host: "a.example",
      fingerprint: JA4,
    });
  });

  it("has the bytes of its payload, not of frames, where it tells both", () => {
    const both = { ...session, client: { bytes: 400 }, server: { bytes: 1800 } };
    expect(rowsOf(read(both))[0]).toMatchObject({ bytesOut: 400, bytesIn: 1800 });
  });

  it("takes the seconds from its first packet to its last", () => {
    expect(rowsOf(read(session))[0]?.duration).toBe(8.877);
  });

  it("that is logged in parts is one connection with the bytes of all, in any order", () => {
    const part = (n: number, change: Change = {}) => ({
      ...session,
      firstPacket: session.firstPacket + n * 720_000,
      lastPacket: session.firstPacket + (n + 1) * 720_000,
      rootId: "231114-abc",
      client: { bytes: 10 + n },
      server: { bytes: undefined },
      http: { host: [`h${n}.example`] },
      ...change,
    });
    const parts = [part(0), part(1), part(2), { ...session, rootId: "" }, part(3)];
    const table = read(...parts);
    expect(table.input).toMatchObject({ records: 5, accepted: 2, ignored: 3 });
    expect(codes(table)).toEqual(["linked-sessions"]);
    expect(table.warnings[0]?.message).toMatch(/^3 records/);
    const whole = {
      time: session.firstPacket,
      duration: 2880,
      bytesOut: 46,
      bytesIn: 8000,
      host: "h0.example",
      fingerprint: JA4,
    };
    for (const order of [parts, parts.toReversed()]) {
      const row = rowsOf(read(...order)).find(({ duration }) => duration === 2880);
      expect(row).toMatchObject(whole);
    }
    const limited = readText(ecs, lines(part(0), part(1, { destination: { ip: "x" } }))).table;
    expect(limited.input).toMatchObject({ accepted: 1, rejected: 1, ignored: 0 });
    const intake = new Intake({ maxEvents: 1 });
    const bytes = encoder.encode(lines(part(0), part(1), part(2)));
    const builder = new ConnectionTableBuilder();
    ecs.open(bytes, { builder, intake, options: {} }).write(bytes);
    expect(intake).toMatchObject({ accepted: 1, ignored: 2 });
  });

  it("has the JA3N of its string where it has no JA4", () => {
    const { ja4: _, ...tls } = session.tls;
    // md5 of 771,4865,0-51,29,0
    expect(rowsOf(read({ ...session, tls }))[0]?.fingerprint).toBe(
      "47d5065128ea67c4bb89659f4f0000b6",
    );
  });

  it("is read from an answer of the viewer", () => {
    const table = readText(
      ecs,
      JSON.stringify({ data: [session, session], recordsTotal: 2 }),
    ).table;
    expect(table.input).toMatchObject({ records: 2, accepted: 2 });
  });
});

describe("the answer of a search", () => {
  const records = [
    event(),
    event({ url: { domain: "b.example" } }),
    event({ event: { start: null } }),
  ];
  const hit = (one: object, more: Change = {}) => ({
    _index: "x",
    _id: "1",
    _score: 1,
    _source: one,
    ...more,
  });
  const answer = (hits: object[]) => ({
    took: 3,
    _shards: { total: 1, failed: 0 },
    hits: { total: { value: hits.length, relation: "eq" }, max_score: 1, hits },
  });
  const expected = contentOf(read(...records));

  it.each<[string, string]>([
    ["as it comes", JSON.stringify(answer(records.map((one) => hit(one))))],
    ["pretty-printed", JSON.stringify(answer(records.map((one) => hit(one))), null, 2)],
    ["hit by hit, a line each", lines(...records.map((one) => hit(one)))],
    ["as an array of hits", JSON.stringify(records.map((one) => hit(one)))],
    ["with dotted keys", JSON.stringify(answer(records.map((one) => hit(dotted(one)))))],
    [
      "with the fields that were asked for beside each event",
      JSON.stringify(
        answer(
          records.map((one) =>
            hit(one, {
              fields: { "@timestamp": ["2026-11-24T03:00:00.250Z"], "source.ip": ["10.9.9.9"] },
              highlight: { "url.domain": ["<em>b</em>"] },
              sort: [1],
            }),
          ),
        ),
      ),
    ],
    [
      "with nothing but fields, each in an array",
      JSON.stringify(
        answer(
          records.map((one) => ({
            _index: "x",
            fields: Object.fromEntries(
              Object.entries(dotted(one)).map(([key, value]) => [key, [value]]),
            ),
          })),
        ),
      ),
    ],
  ])("is read as its events: %s", (_, text) => {
    expect(ecs.detect(encoder.encode(text), {})).toEqual({});
    expect(contentOf(readText(ecs, text).table)).toEqual(expected);
  });
});

describe("events of one sensor about one connection", () => {
  const about = (dataset: string, change: Change = {}) => event({ event: { dataset }, ...change });

  it("count once, and the flow has what the others tell", () => {
    const tls = { client: { server_name: "a.example", ja3: JA3 } };
    for (const [details, whole, other] of [
      ["tls", "flow", "dns"],
      ["network_traffic.tls", "network_traffic.flow", "network_traffic.dns"],
      ["zeek.ssl", "zeek.connection", "zeek.files"],
    ] as const) {
      const table = read(about(details, { tls }), about(other), about(whole));
      expect(table.input, whole).toMatchObject({ accepted: 1, ignored: 2 });
      expect(rowsOf(table)[0]).toMatchObject({ host: "a.example", fingerprint: JA3 });
    }
  });

  it("count once in any order, whether details come before the flow or behind it", () => {
    const records = fc.array(
      fc.tuple(fc.constantFrom("flow", "tls", "http", "dns"), fc.nat(3), fc.nat(2)),
      { minLength: 1, maxLength: 20 },
    );
    const shuffled = records.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    const readAll = (list: readonly (readonly [string, number, number])[]) => {
      const table = read(
        ...list.map(([dataset, id, m]) =>
          about(dataset, {
            "@timestamp": `2026-11-24T03:00:0${m}Z`,
            zeek: { session_id: `C${id}` },
            ...(dataset === "tls" && { tls: { client: { server_name: `s${m}`, ja3: JA3 } } }),
            ...(dataset === "http" && { url: { domain: `u${m}.example` } }),
          }),
        ),
      );
      const rows = rowsOf(table).map((row) => JSON.stringify(row));
      return { input: table.input, rows: rows.toSorted() };
    };
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(readAll(other)).toEqual(readAll(one));
      }),
      { seed: 20261124, numRuns: 200 },
    );
  });

  it("take the nanoseconds of their duration, else the time to their end", () => {
    const seconds = (change: Change) =>
      rowsOf(read(event({ event: { start: "2026-11-24T03:00:00Z", ...change } })))[0]?.duration;
    expect(seconds({ duration: 5_500_000_000, end: "2026-11-24T04:00:00Z" })).toBe(5.5);
    expect(seconds({ end: "2026-11-24T03:00:07.5Z" })).toBe(7.5);
    expect(seconds({ end: "2026-11-24T02:00:07.5Z" })).toBeNull();
  });

  it("count by their details where there is no flow", () => {
    expect(read(about("zeek.ssl"), about("zeek.dns"), about("http")).input).toMatchObject({
      accepted: 2,
      ignored: 1,
    });
  });

  it("are joined by the sensor's own number before that of their ends", () => {
    const detail = about("zeek.ssl", { zeek: { session_id: "C1" }, tls: { client: { ja3: JA3 } } });
    const flows = ["C2", "C1"].map((session_id) =>
      about("zeek.connection", { zeek: { session_id } }),
    );
    expect(rowsOf(read(detail, ...flows)).map(({ fingerprint }) => fingerprint)).toEqual([
      null,
      JA3,
    ]);
  });

  it("follow the kind of event that Suricata gave them", () => {
    const eve = (event_type: string, change: Change = {}) =>
      about("suricata.eve", { suricata: { eve: { event_type, flow_id: "17" } }, ...change });
    const table = read(eve("tls", { tls: { client: { ja3: JA3 } } }), eve("alert"), eve("flow"));
    expect(table.input).toMatchObject({ accepted: 1, ignored: 2 });
    expect(rowsOf(table)[0]?.fingerprint).toBe(JA3);
  });

  it("of a flow that is still open do not count: each report would be a check-in", () => {
    const report = (final: boolean) => about("flow", { flow: { id: "x", final } });
    expect(read(report(false), report(false), report(true)).input).toMatchObject({
      accepted: 1,
      ignored: 2,
    });
  });

  it("of anything but a sensor are connections", () => {
    for (const dataset of ["panw.panos", "fortinet_fortigate.log", "zscaler_zia.web", "network"]) {
      expect(ecsTells(dataset), dataset).toBe(ecsTells(undefined));
    }
    for (const dataset of ["zeek.dns", "dns", "suricata.alert", "network_traffic.mysql", "stats"]) {
      expect(ecsTells(dataset), dataset).toBe(0);
    }
  });

  it("that tell of no connection are announced", () => {
    const table = read(about("zeek.dns"), about("zeek.files"));
    expect(table.warnings.map(({ message }) => message)).toEqual([
      "log: none of its 2 records (zeek.dns, zeek.files) is a connection, nor tells of one",
    ]);
  });
});

describe("a log in ECS", () => {
  const detects = (one: object) => ecs.detect(encoder.encode(lines(one)), {}) !== undefined;

  it("is known by a time and two ends", () => {
    expect(detects(event())).toBe(true);
    expect(detects(dotted(event()))).toBe(true);
    const geo = {
      as: { organization: { name: "x" } },
      geo: { location: { lon: 1 } },
      ip: "10.0.0.1",
    };
    expect(detects({ "@timestamp": "x", source: geo, destination: geo })).toBe(true);
    expect(detects({ "@timestamp": "x", source: { ip: "10.0.0.1" } })).toBe(false);
    expect(detects({ source: { ip: "10.0.0.1" }, destination: { ip: "10.0.0.1" } })).toBe(false);
    expect(detects({ "@timestamp": "x", user: { name: "source.ip" } })).toBe(false);
  });

  it("is told from Suricata's and Zeek's own", () => {
    const eve = {
      "@timestamp": "x",
      timestamp: "x",
      event_type: "alert",
      src_ip: "10.0.0.1",
      alert: { source: { ip: "a" }, target: { ip: "b" } },
    };
    expect(detects(eve)).toBe(false);
    const bytes = encoder.encode(lines(event()));
    expect([suricata, zeek].map((format) => format.detect(bytes, {}))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("takes the user's own names", () => {
    const text = lines(event({ ids: { sni: "own.example" } }));
    const { table } = readText(ecs, text, { fields: { host: "ids.sni" } });
    expect(rowsOf(table)[0]?.host).toBe("own.example");
  });

  it("has records rejected one by one", () => {
    const { table, rejects } = readText(
      ecs,
      `${lines(event())}{"@timestamp":\n${lines(event({ destination: { ip: "x", port: 1 } }), event())}`,
    );
    expect(table.input).toMatchObject({ accepted: 2, rejected: 2 });
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "broken JSON"],
      [3, 'bad destination "x"'],
    ]);
  });

  it("survives values of every wrong kind", () => {
    const wrong = [
      null,
      "",
      [],
      {},
      -1,
      [[]],
      [{}],
      [null],
      { ip: { ip: 1 } },
      "__proto__",
      true,
      "x".repeat(1000),
    ];
    for (const value of wrong) {
      const records = Object.keys(dotted(event())).flatMap((key) => [
        { ...dotted(event()), [key]: value },
        { ...event(), [key.split(".")[0] as string]: value },
      ]);
      const { input } = read(...records);
      expect(input.accepted + input.rejected + input.ignored).toBe(records.length);
    }
  });

  it("takes time in step with the size of a head that is made to cost it", () => {
    for (const piece of [
      '"source":{',
      '"source":{}',
      '"source":{"a":{"b":{"c":{',
      '{"_source":{',
    ]) {
      const head = `[{"@timestamp":1,${piece.repeat(6000)}`.slice(0, 1 << 16);
      expect(ecs.detect(encoder.encode(head), {})).toBeUndefined();
    }
  });
});

test("of an array the first value counts, on both paths and in any order of records", () => {
  const values = ["a.example", ["a.example"], ["a.example", "b.example"], "[1]", [1], []];
  const records = values.map((host) => event({ http: { host } }));
  const hosts = rowsOf(read(...records, ...records)).map(({ host }) => host);
  expect(hosts.slice(0, 3)).toEqual(["a.example", "a.example", "a.example"]);
  expect(hosts.slice(6)).toEqual(hosts.slice(0, 6));
  // A text that looks like an array is none: protocol 1 is ICMP, "[1]" is not.
  const protocols = ["[1]", [1], "[1]", [1]].map((transport) => event({ network: { transport } }));
  expect(read(...protocols).input).toMatchObject({ accepted: 2, ignored: 2 });
});

const one = <T>(value: T) => fc.constantFrom<T | T[]>(value, [value]);
const record = fc
  .record({
    time: fc.constantFrom(
      "2026-11-24T03:00:00.250Z",
      "2026-11-24T03:00:00Z",
      "2026-11-24T03:00:01.000001+0100",
    ),
    ip: fc.constantFrom("10.0.0.1", "2001:DB8::1", "203.0.113.9").chain(one),
    port: fc.constantFrom(0, 443, 65535).chain(one),
    bytes: fc.option(fc.nat()),
    transport: fc.constantFrom("tcp", "UDP", "17"),
    host: fc.constantFrom("a.example", "B.Example.", "-").chain(one),
    ja4: fc.constantFrom(JA4, "(empty)").chain(one),
    dataset: fc.constantFrom("flow", "tls", "dns", undefined),
    id: fc.constantFrom("1:a", "1:b", "1:c"),
    dots: fc.boolean(),
  })
  .map(({ time, ip, port, bytes, transport, host, ja4, dataset, id, dots }) => {
    const whole = {
      "@timestamp": time,
      source: { ip: "10.0.0.9", bytes },
      destination: { ip, port },
      network: { transport, community_id: id },
      event: { dataset, kind: "event" },
      tls: { client: { ja4 } },
      http: { host },
      tags: ["a", { b: 1 }],
    };
    return JSON.stringify(dots ? dotted(whole) : whole);
  });
formatLaws({ name: "ECS NDJSON", format: ecs, record, head: "", separator: "\n", tail: "\n" });
formatLaws({
  name: "hits of a search",
  format: ecs,
  record: record.map((text) => `{"_index":"x","_source":${text},"sort":[1]}`),
  head: '{"took":1,"hits":{"hits":[',
  separator: ",",
  tail: "]}}",
});
