import { describe, expect, it, test } from "vitest";
import { ecs } from "../../src/formats/ecs.js";
import { formats } from "../../src/formats/index.js";
import { sysmon } from "../../src/formats/sysmon.js";
import { contentOf, readChunks, readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";
import { DATA, type Data, line, windows, xml } from "./sysmon-events.js";

const encoder = new TextEncoder();
const TIME = Date.UTC(2026, 10, 24, 3, 0, 1, 250);
const ROW = { time: TIME, source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
const read = (...lines: readonly string[]) => readText(sysmon, `${lines.join("\n")}\n`);
const detects = (text: string) => sysmon.detect(encoder.encode(text), {}) !== undefined;
const formatOf = (text: string) =>
  formats.find((format) => format.detect(encoder.encode(text), {}) !== undefined)?.id;

describe("an event of ID 3", () => {
  it.each([
    ["of Linux, in syslog", line(xml())],
    ["of Linux, behind a priority", `<13>${line(xml())}`],
    ["of Linux, from a journal", xml()],
    ["of Windows", windows()],
    ["of Windows, among events", `<?xml version="1.0"?>\n<Events>\n${windows()}\n</Events>`],
    ["on many lines", xml(DATA, 3, "\n  ")],
    ["in CDATA", xml({ ...DATA, SourceIp: "<![CDATA[10.0.0.1]]>" })],
    [
      "with XML's own entities",
      xml({ ...DATA, SourceIp: "&#49;0.0.0&#x2E;1", Image: "&lt;a&gt;" }),
    ],
    [
      "with blanks around values",
      xml({ ...DATA, SourceIp: "\n 10.0.0.1 ", UtcTime: ` ${DATA.UtcTime}` }),
    ],
    [
      "with data in CDATA",
      xml({ ...DATA, RuleName: '<![CDATA[a & <Data Name="SourceIp">1.1.1.1</Data>]]>' }),
    ],
    ["with comments", xml().replace("</System>", "<!-- </Event> --></System>")],
    [
      "with attributes in any order",
      xml().replaceAll("<Data Name=", `<Data a:b = 'Name="x"' Name =`).replace(">-<", "  >-<"),
    ],
    [
      "with an empty element",
      xml().replace('<Data Name="User">root</Data>', '<Data Name="User"/>'),
    ],
  ])("is a connection: %s", (_, text) => {
    expect(detects(text)).toBe(true);
    expect(formatOf(text)).toBe("sysmon");
    const { table, rejects } = readText(sysmon, text);
    expect(rejects).toEqual([]);
    expect(table.input).toMatchObject({ records: 1, accepted: 1 });
    expect(rowsOf(table)).toEqual([expect.objectContaining({ ...ROW, host: "a.example" })]);
  });

  it("has its header's time where it has none of its own", () => {
    const { UtcTime: _, ...others } = DATA;
    expect(rowsOf(read(line(xml(others))).table)).toMatchObject([{ time: TIME + 5873.456 }]);
    const unset = line(xml({ ...DATA, UtcTime: "-" }));
    expect(rowsOf(read(unset).table)).toMatchObject([{ time: TIME + 5873.456 }]);
  });

  it("is in UTC whatever the zone of other logs", () => {
    const flat = JSON.stringify({ EventID: 3, ...DATA });
    for (const text of [line(xml()), flat]) {
      const { table } = readText(sysmon, text, { timeZone: "Asia/Tokyo" });
      expect(rowsOf(table)).toMatchObject([{ time: TIME }]);
    }
  });

  it("is kept as it is written when this host is the destination", () => {
    const { table } = read(line(xml({ ...DATA, Initiated: "false" })));
    expect(rowsOf(table)).toMatchObject([ROW]);
  });

  it("has IPv6 addresses in any form", () => {
    const { table } = read(xml({ ...DATA, DestinationIp: "2001:db8:0:0:0:0:0:1" }));
    expect(rowsOf(table)).toMatchObject([{ destination: "2001:db8::1" }]);
  });

  it("has no bytes, and no host where Sysmon found none", () => {
    const [row] = rowsOf(read(xml({ ...DATA, DestinationHostname: "-" })).table);
    expect(row).toMatchObject({ bytesOut: null, bytesIn: null, host: null });
  });

  it("has own names by field", () => {
    const options = { fields: { host: "Image", time: "Seen" }, timeZone: "Asia/Tokyo" } as const;
    const data = { ...DATA, Image: "b.example", Seen: "2026-11-24 12:00:01" };
    const { table } = readText(sysmon, line(xml(data)), options);
    expect(rowsOf(table)).toMatchObject([{ host: "b.example", time: TIME - 250 }]);
  });
});

describe("an event of Sysmon's as JSON", () => {
  const provider = "Microsoft-Windows-Sysmon";
  const beat = (id: number | string, data: Data | undefined = DATA) => ({
    "@timestamp": "2026-11-24T03:00:09.000Z",
    event: { code: String(id), provider },
    host: { ip: ["10.0.0.1"], name: "pc" },
    winlog: { event_id: id, event_data: data, channel: "x", provider_name: provider },
  });
  const layouts: readonly (readonly [string, (id: number) => object])[] = [
    ["flat", (id) => ({ EventID: id, Channel: "x", SourceName: provider, ...DATA })],
    ["Winlogbeat's", (id) => beat(id)],
    ["Winlogbeat's with names as texts", (id) => beat(String(id))],
    ["Winlogbeat 6's", (id) => ({ event_id: id, source_name: provider, event_data: DATA })],
    ["dotted", (id) => ({ "event.code": `${id}`, ...dotted("winlog.event_data.") })],
    ["as EventData", (id) => ({ EventID: id, Provider: provider, EventData: DATA })],
    [
      "an event as a tool writes it",
      (id) => ({
        Event: {
          System: { EventID: { "#text": id }, Provider: { Name: provider } },
          EventData: DATA,
        },
      }),
    ],
  ];
  const dotted = (prefix: string) =>
    Object.fromEntries(Object.entries(DATA).map(([name, text]) => [prefix + name, text]));
  const packings: readonly (readonly [string, (records: readonly object[]) => string])[] = [
    ["a line", (records) => records.map((one) => JSON.stringify(one)).join("\n")],
    ["an array", (records) => JSON.stringify(records)],
    ["a printed array", (records) => JSON.stringify(records, null, 2)],
  ];

  describe.each(layouts)("%s", (_, make) => {
    it.each(packings)("is read from %s, and other IDs are ignored", (_, pack) => {
      const text = pack([make(3), make(1), make(3)]);
      expect(formatOf(text)).toBe("sysmon");
      const { table, rejects } = readText(sysmon, text);
      expect(rejects).toEqual([]);
      expect(table.input).toMatchObject({ records: 3, accepted: 2, ignored: 1 });
      expect(rowsOf(table)).toMatchObject([ROW, ROW]);
      expect(rowsOf(table)).toMatchObject([{ host: "a.example" }, { host: "a.example" }]);
    });
  });

  it("without endpoints is another program's, and ignored", () => {
    const text = [beat(3), beat(3, { a: "b" })].map((one) => JSON.stringify(one)).join("\n");
    const { table } = readText(sysmon, text);
    expect(table.input).toMatchObject({ accepted: 1, ignored: 1, rejected: 0 });
  });

  it("that has an endpoint only is rejected", () => {
    const broken = JSON.stringify({ EventID: 3, ...DATA, SourceIp: "pc" });
    const { rejects } = read(JSON.stringify({ EventID: 3, ...DATA }), broken);
    expect(rejects).toMatchObject([{ line: 2, reason: 'bad source "pc"' }]);
  });

  it("is ECS's where Winlogbeat made it that", () => {
    const { "@timestamp": time, winlog } = beat(3, undefined);
    const text = JSON.stringify({
      "@timestamp": time,
      winlog,
      source: { ip: "10.0.0.1", port: 43210 },
      destination: { ip: "203.0.113.9", port: 443, domain: "a.example" },
    });
    expect(formatOf(text)).toBe("ecs");
    expect(rowsOf(readText(ecs, text).table)).toMatchObject([{ ...ROW, time: TIME + 7750 }]);
    expect(rowsOf(readText(sysmon, text).table)).toMatchObject([{ ...ROW, host: "a.example" }]);
  });

  it("warns of a log without connections", () => {
    const { table } = readText(sysmon, JSON.stringify({ EventID: 1, ...DATA }));
    expect(table.warnings.map(({ code }) => code)).toEqual(["no-connections"]);
  });
});

describe("what Sysmon's events become", () => {
  const broken = [
    ["the end of data is missing", (text: string) => text.replace("203.0.113.9</Data>", "203")],
    ["a quote is missing", (text: string) => text.replace('"SourceIp"', '"SourceIp')],
    ["an element in it has no end", (text: string) => text.replace("-</Data>", "<b>-</Data>")],
    ["it has no EventID", (text: string) => text.replace(/<EventID.*<\/EventID>/, "")],
    ["it has no end", (text: string) => text.replace("</Event>", "")],
    ["it has no beginning", (text: string) => text.replace(/<Event>|<Event /, "")],
    ["CDATA does not end", (text: string) => text.replace(">root<", "><![CDATA[root<")],
    ["a comment does not end", (text: string) => text.replace(">root<", "><!--root<")],
    ["it is cut off", (text: string) => text.slice(0, text.indexOf("DestinationIp"))],
    ["it is no event", () => "not </Event> XML"],
    ["its address is none", (text: string) => text.replace("10.0.0.1", "&lol9;")],
  ] as const;

  it.each(broken)("is a reject, and the rest is read, when %s", (_, damage) => {
    const of = (port: number) => xml({ ...DATA, DestinationPort: String(port) });
    for (const [wrap, name] of [
      [line, "lines"],
      [(event: string) => event, "XML"],
    ] as const) {
      const text = [of(1), of(2), damage(of(99)), of(3), of(4)].map(wrap).join("\n");
      const { table, rejects } = readText(sysmon, text);
      expect(
        rowsOf(table).map(({ port }) => port),
        name,
      ).toEqual([1, 2, 3, 4]);
      expect(rejects.length, name).toBe(1);
      const bytes = Array.from(encoder.encode(text), (byte) => Uint8Array.of(byte));
      const single = readChunks(sysmon, bytes);
      expect(contentOf(single.table)).toEqual(contentOf(table));
      expect(single.rejects).toEqual(rejects);
    }
  });

  it("is told: other IDs and other programs' lines are ignored", () => {
    const { table } = read(
      line(xml()),
      line(xml(DATA, 1)),
      "Nov 24 03:00:02 host sshd[7]: Accepted publickey for joe",
      "",
      line(xml({ Message: "another program's event 3" })),
      line(xml() + xml(DATA, 5) + xml()),
    );
    expect(table.input).toMatchObject({ records: 7, accepted: 3, ignored: 4, rejected: 0 });
  });

  it("tells lines of rejects in XML on many lines", () => {
    const text = [
      "<Events>",
      xml(DATA, 3, "\n"),
      "stray",
      windows().replace("203.", "999."),
      "</Events>",
    ];
    const { rejects } = read(...text);
    const first = text.slice(0, 2).join("\n").split("\n").length;
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [expect.any(Number), "text that is no event"],
      [first + 2, 'bad destination "999.0.113.9"'],
    ]);
  });

  it("is a reject where it is longer than four million characters, whatever is in it", () => {
    const long = "x".repeat((1 << 22) + 5);
    const blanks = " ".repeat(3 << 19);
    const cdata = xml({ ...DATA, Image: "<![CDATA[</Event>]]>" });
    for (const start of ["", "<![CDATA["]) {
      const text = `<Events>${xml()}<Event>${start}${long}</Event>${blanks}${cdata}${cdata}</Events>`;
      const bytes = encoder.encode(text);
      for (const size of [bytes.length, 1 << 20, 700_001]) {
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.slice(i * size, (i + 1) * size),
        );
        const { table, rejects } = readChunks(sysmon, chunks);
        expect(table.input).toMatchObject({ accepted: 3, rejected: 1 });
        expect(rejects).toMatchObject([{ reason: "event too long" }]);
      }
    }
  });

  it("is not mistaken for other formats' texts", () => {
    for (const text of [
      JSON.stringify({ "@timestamp": "2026-11-24T03:00:00Z", message: xml() }),
      `time,message\n1,"${xml().replaceAll('"', '""')}"`,
      "<Event><System><Provider Name='Microsoft-Windows-Security-Auditing'/></System></Event>",
      "<html><body>SourceIp</body></html>",
      "",
    ]) {
      expect(detects(text), text).toBe(false);
    }
  });
});

test("hostile events cost one reject each, and end", () => {
  const big = (text: string, length = 1 << 19) => text.repeat(Math.ceil(length / text.length));
  for (const text of [
    big("<Event>"),
    big("<Event><![CDATA[ "),
    big("<Event><!--"),
    `<Event>${big("<![CDATA[]]>")}`,
    `<Event><EventID>3</EventID>${big("<Data Name=")}</Event>`,
    `<Event><EventID>3</EventID>${big('<Data Name="')}</Event>`,
    `<Event><EventID>3</EventID><Data ${big("a='' ")}</Event>`,
    `<Event><EventID>3</EventID><Data${big(" ")}</Event>`,
    `<Event><EventID>3</EventID>${big("<TimeCreated ")}</Event>`,
    `<Event><EventID>3</EventID>${big("<!")}</Event>`,
    `<!DOCTYPE a [<!ENTITY b "${big("&c;")}">]><Event>&b;</Event>`,
    `<Event>${big("x", 1 << 23)}</Event>`,
  ]) {
    const { table, rejects } = readText(sysmon, `${text}\n${xml()}`);
    expect(table.input.accepted, text.slice(0, 60)).toBe(1);
    for (const { reason } of rejects) expect(reason).toMatch(/^\P{Cc}{1,200}$/u);
    const inLines = readText(sysmon, `${line(text)}\n${line(xml())}`);
    expect(inLines.table.input.accepted, text.slice(0, 60)).toBe(1);
  }
});
