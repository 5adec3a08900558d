import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { cef } from "../../src/formats/cef.js";
import { eachPair } from "../../src/formats/cef-record.js";
import { csv } from "../../src/formats/csv.js";
import type { FormatOptions } from "../../src/formats/format.js";
import { leef } from "../../src/formats/leef.js";
import { DIRECTION_CODES } from "../../src/table.js";
import { describeData } from "../support/data.js";
import { formatLaws } from "../support/format-laws.js";
import { readText } from "../support/read-bytes.js";
import { type Row, rowsOf } from "../support/rows.js";

const TIME = Date.UTC(2026, 10, 24, 3, 0, 1, 250);
const HEADER = "CEF:0|Acme|Gate|7.2|100|Traffic allowed|3|";
const BASE = "src=10.1.17.215 spt=50123 dst=203.0.113.9 dpt=443 proto=TCP in=512 out=2048";
const LINE = `${HEADER}${BASE} start=${TIME}`;
const ROW = {
  time: TIME,
  source: "10.1.17.215",
  destination: "203.0.113.9",
  port: 443,
  bytesOut: 512,
  bytesIn: 2048,
};
const encoder = new TextEncoder();
const read = (...lines: string[]) => readText(cef, `${lines.join("\n")}\n`);
const rows = (...lines: string[]) => rowsOf(read(...lines).table);
const rowWith = (extension: string, options: FormatOptions = {}) =>
  rowsOf(readText(cef, `${LINE} ${extension}\n`, options).table)[0];
const detects = (text: string) => cef.detect(encoder.encode(text), {}) !== undefined;
const pairsOf = (extension: string) => {
  const found: [string, string][] = [];
  eachPair(extension, (key, value) => found.push([key, value]));
  return found;
};

describe("a CEF record", () => {
  it.each([
    "",
    "Jan 18 11:07:53 fw ",
    "<13>Jan 18 11:07:53 fw relay[7]: ",
    '<133>1 2019-01-18T11:07:53.520+07:00 host gate 7 - [a@1 b="c, d"] \uFEFF',
  ])("may stand behind a syslog header: %s", (header) => {
    expect(rows(header + LINE, `${header}${LINE}\r`)).toEqual([
      expect.objectContaining(ROW),
      expect.objectContaining(ROW),
    ]);
  });

  it("may have a blank before its version, escaped bars in its header, and version 1", () => {
    const escaped = LINE.replace("Acme", "A\\|B\\\\").replace("Traffic", "\\|\\|Traffic");
    expect(rows(LINE.replace("CEF:0", "CEF: 0"), LINE.replace("CEF:0", "CEF:1"), escaped)).toEqual(
      [1, 2, 3].map(() => expect.objectContaining(ROW)),
    );
  });

  it("has values with blanks, signs of equality in them, and escapes", () => {
    expect(
      pairsOf("act=not now  msg=lang=en a\\=b c\\\\=d e=1 x=\\n\\r\\|\\q\\ y= z=a=b  c "),
    ).toEqual([
      ["act", "not now"],
      ["msg", "lang=en a=b c\\=d"],
      ["e", "1"],
      ["x", "\n\r|\\q\\"],
      ["y", ""],
      ["z", "a=b  c"],
    ]);
    expect(pairsOf(" ad.field[0]=1 _x-y=2")).toEqual([
      ["ad.field[0]", "1"],
      ["_x-y", "2"],
    ]);
    expect(pairsOf("nothing = here ==")).toEqual([]);
  });

  it("keeps the first of a key that comes twice, as where a URL was not escaped", () => {
    const { table } = read(`${LINE} request=http://a.example/?q= dst=8.8.8.8 src=8.8.4.4`);
    expect(rowsOf(table)).toMatchObject([{ ...ROW, host: "a.example" }]);
    expect(table.warnings.map(({ code }) => code)).toEqual(["key-twice"]);
  });
});

describe("a CEF time", () => {
  const at = (times: string, options: FormatOptions = {}, header = "") =>
    readText(cef, `${header}${HEADER}${BASE} ${times}\n`, options);

  it.each([
    "1795489201250",
    "Nov 24 2026 03:00:01.250",
    "Nov 24 2026 03:00:01.250 UTC",
    "Nov 24 2026 03:00:01.250 GMT",
    "Nov 24 2026 05:30:01.250 GMT+02:30",
    "Nov 24 2026 04:00:01.250 CET",
    "Nov 23 2026 22:00:01.250 EST",
    "Nov 23 2026 21:30:01.250 GMT-05:30",
    "Nov 24 2026 04:00:01.250 Europe/Berlin",
    "2026-11-24T03:00:01.250Z",
    "2026-11-24T04:00:01.250+01:00",
    "1795489201.25",
  ])("is epoch milliseconds or spelled: %s", (text) => {
    for (const key of ["rt", "start", "end"]) {
      expect(rowsOf(at(`${key}=${text} act=x`).table)).toMatchObject([{ time: TIME }]);
    }
  });

  it("is the start before the receipt before the end, whatever comes first", () => {
    const times = "end=1795489203000 rt=1795489202000 start=1795489201000";
    expect(at(times).table.times[0]).toBe(1795489201000);
    expect(at(times.replace("start", "x")).table.times[0]).toBe(1795489202000);
    expect(at("end=1795489203000").table.times[0]).toBe(1795489203000);
  });

  it("without year counts only where another has one", () => {
    const yearless = "start=Nov 24 03:00:01";
    expect(at(`${yearless} rt=${TIME}`).table.times[0]).toBe(TIME);
    expect(at(`rt=${TIME} ${yearless}`).table.times[0]).toBe(TIME);
    const header = "<13>1 2026-11-24T03:00:01.250Z fw gate - - - ";
    expect(at(yearless, {}, header).table.times[0]).toBe(TIME);
    expect(at("", {}, header).table.times[0]).toBe(TIME);
    for (const before of ["", "Jan 18 11:07:53 fw "]) {
      expect(at(yearless, {}, before).rejects[0]?.reason).toBe(
        'bad time "Nov 24 03:00:01 (no year)"',
      );
    }
    expect(at("", {}, "Jan 18 11:07:53 fw ").rejects[0]?.reason).toBe(
      'bad time "Jan 18 11:07:53 (no year)"',
    );
  });

  it("without zone is read in the record's own zone, else in the one that is given", () => {
    const text = "rt=Nov 24 2026 04:00:01.250";
    const timeZone = "Europe/Berlin";
    expect(at(text, { timeZone }).table.times[0]).toBe(TIME);
    expect(at(`${text} dtz=Europe/Berlin`, { timeZone: "Asia/Tokyo" }).table.times[0]).toBe(TIME);
    expect(at(`dtz=GMT+01 dtz=Asia/Tokyo ${text}`).table.times[0]).toBe(TIME);
    expect(at(`${text} UTC dtz=Asia/Tokyo`).table.times[0]).toBe(TIME + 3_600_000);
  });

  it("in a zone that has several meanings is refused", () => {
    for (const zone of ["IST", "YEKT", "Mars/Olympus", "+1:75:00"]) {
      expect(at(`rt=Nov 24 2026 03:00:01 ${zone}`).rejects[0]?.reason).toBe(
        `bad time "Nov 24 2026 03:00:01 ${zone}"`,
      );
    }
  });

  it("is in the unit that is given", () => {
    expect(at("rt=1795489201", { timeUnit: "s" }).table.times[0]).toBe(1795489201000);
    expect(at("rt=1795489201250", { timeUnit: "us" }).table.times[0]).toBe(1795489201.25);
  });
});

describe("bytes in CEF", () => {
  it("flow in from source to destination, as the dictionary says", () => {
    expect(rowWith("")).toMatchObject({ bytesOut: 512, bytesIn: 2048 });
  });

  it.each(["Fortinet", "Check Point", "Zscaler"])(
    "go out from the source where %s says so",
    (name) => {
      const [row] = rows(LINE.replace("Acme", name));
      expect(row).toMatchObject({ bytesOut: 2048, bytesIn: 512 });
    },
  );

  it("are what the user says before all that", () => {
    const fields = { bytesOut: "out", bytesIn: "in" };
    for (const name of ["Acme", "Fortinet"]) {
      const { table } = readText(cef, `${LINE.replace("Acme", name)}\n`, { fields });
      expect(rowsOf(table)).toMatchObject([{ bytesOut: 2048, bytesIn: 512 }]);
    }
  });
});

describe("other fields of CEF", () => {
  it("are host, count of events and device", () => {
    expect(
      rowWith("request=https://C2.Example:8443/a?b=c cnt=3 dvchost=fw1 dvc=192.0.2.1"),
    ).toMatchObject({ host: "c2.example", eventCount: 3, logSource: "fw1" });
    expect(rowWith("request=/index.php dhost=www.a.example dvc=192.0.2.1")).toMatchObject({
      ...ROW,
      host: "www.a.example",
      logSource: "192.0.2.1",
    });
  });

  it("are told apart though their last bytes are the same", () => {
    const line = (host: string) => `${LINE} dhost=${host}`;
    const hosts = rows(line("a.example"), line("š.example")).map(({ host }) => host);
    expect(hosts).toEqual(["a.example", "š.example"]);
  });

  it("may be custom ones, by their label, before or behind it", () => {
    const ja3 = "35708a08e7be9f7aa5bce7f2d5c1cecb";
    expect(rowWith(`cs1Label=TLS JA3 cs1=${ja3} cs2=c2.example cs2Label=SNI`)).toMatchObject({
      fingerprint: ja3,
      host: "c2.example",
    });
    const v6 = HEADER + BASE.replace(/src=\S+ /, "").replace(/dst=\S+ /, "");
    const custom =
      "c6a2=2001:db8::5 c6a2Label=Source IPv6 Address c6a3=2001:db8::9 c6a3Label=Destination IPv6 Address";
    expect(rows(`${v6} rt=${TIME} ${custom}`)).toMatchObject([
      { source: "2001:db8::5", destination: "2001:db8::9" },
    ]);
  });

  it("are not overruled by labels, and a label alone is nothing", () => {
    expect(rowWith("cn1Label=Bytes Sent cn1=7 cs1Label=in cs1=8 cs2Label=SNI")).toMatchObject(ROW);
    const long = read(`${LINE.replace(" in=", " bytesIn=")} cn1Label=Bytes Sent cn1=7`);
    expect(rowsOf(long.table)).toMatchObject([ROW]);
    expect(long.table.warnings).toEqual([]);
    const { table } = read(`${LINE.replace("in=512 ", "")} cn1Label=Bytes Sent cn1=7`);
    expect(rowsOf(table)).toMatchObject([{ bytesOut: 7 }]);
  });

  it("have own names, of keys and of labels", () => {
    const extension = "cs5Label=Upstream Host cs5=up.example deviceDirection=1 flow=L2R";
    expect(rowWith(extension, { fields: { host: "upstream host" } })?.host).toBe("up.example");
    expect(rowWith(extension)?.direction).toBeNull();
    const seen = "seen=Nov 24 2026 03:00:00";
    expect(rowWith(seen, { fields: { deviceTime: "seen" } })?.deviceTime).toBe(TIME - 1250);
    for (const direction of ["deviceDirection", "flow"]) {
      expect(rowWith(extension, { fields: { direction } })?.direction).toBe(DIRECTION_CODES.L2R);
    }
    expect(rowWith("flow=constructor", { fields: { direction: "flow" } })?.direction).toBe(
      DIRECTION_CODES.unknown,
    );
  });
});

describe("what CEF lines become", () => {
  it("is told: ICMP and events without destination and port are ignored, half a connection is rejected", () => {
    const { table, rejects } = read(
      LINE,
      `${LINE} act=blocked`,
      "  ",
      LINE.replace("TCP", "ICMP").replace("dpt=443 ", ""),
      `${HEADER}rt=${TIME} suser=joe src=10.0.0.1 outcome=failure`,
      LINE.replace("dpt=443 ", ""),
      LINE.replace("203.0.113.9", "203.0.113.999"),
      "CEF:0|Acme|Gate|7.2|100|Traffic allowed",
      "CEF:0|Acme|Gate|7.2|100|Traffic allowed\\|3|src=1",
      "Nov 24 03:00:01 host sshd[7]: Accepted publickey for joe\r",
    );
    expect(rejects.at(-1)?.text).toMatch(/joe$/);
    expect(table.input).toMatchObject({ records: 9, accepted: 2, ignored: 2, rejected: 5 });
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [6, "no port"],
      [7, 'bad destination "203.0.113.999"'],
      [8, "a CEF header with too few parts"],
      [9, "a CEF header with too few parts"],
      [10, "no CEF: record in this line"],
    ]);
  });

  it("is known for CEF where the record is the line, and not a text in another format", () => {
    expect(detects(`noise\n<13>Jan 18 11:07:53 host ${LINE}\n`)).toBe(true);
    for (const text of [
      `{"message":"<13>Jan 18 11:07:53 host ${LINE}"}`,
      `time,src,dst,message\n1,2,3,${LINE}`,
      `"${LINE}"`,
      "CEF:2|a|b|c|d|",
      "LEEF:1.0|a|b|c|d|",
      `${"x ".repeat(1000)}${LINE}`,
      "",
    ]) {
      expect(detects(text), text).toBe(false);
    }
    expect(csv.detect(encoder.encode(LINE), {})).toBeUndefined();
    expect(leef.detect(encoder.encode(LINE), {})).toBeUndefined();
  });
});

test("hostile lines cost one reject each", () => {
  const { table, rejects } = read(
    `${HEADER}${"a".repeat(1 << 20)}`,
    `${HEADER}${"a= ".repeat(1 << 18)}`,
    `${HEADER}${"=".repeat(1 << 20)}`,
    `${HEADER}${"xLabel=SNI ".repeat(1 << 16)}`,
    `${"CEF:".repeat(1 << 16)}0|`,
    `CEF:0|${"\\".repeat(1 << 20)}`,
    `CEF:0|${"a\\|".repeat(1 << 18)}`,
    `${HEADER}dst=${"\\\\".repeat(1 << 18)}\\ dpt=443 rt=${"9".repeat(1 << 20)}`,
    `${HEADER}src=\u001b[31m dst=\0 dpt=\u0007 rt=${TIME}`,
    `${HEADER}${"x".repeat(1 << 22)}`,
    LINE,
  );
  expect(table.input).toMatchObject({ records: 11, accepted: 1, ignored: 4, rejected: 6 });
  expect(rejects.map(({ line }) => line)).toEqual([5, 6, 7, 8, 9, 10]);
  for (const { reason } of rejects) expect(reason).toMatch(/^\P{Cc}{1,200}$/u);
});

const address = fc.oneof(fc.ipV4(), fc.constantFrom("2001:db8::1", "fe80::1"));
const event = fc.record({
  time: fc.integer({ min: 1_000_000_000_000, max: 4_000_000_000_000 }),
  source: address,
  destination: fc.oneof(address, fc.constant("cdn.example")),
  port: fc.integer({ min: 0, max: 65535 }),
  bytesOut: fc.nat(),
  bytesIn: fc.option(fc.nat()),
  host: fc.option(fc.constantFrom("a.example", "b.example")),
  eventCount: fc.option(fc.integer({ min: 1, max: 99 })),
});
const anything = fc
  .string({ unit: "binary", maxLength: 20 })
  .filter((text) => !/[\n\r]/.test(text));
const escaped = (text: string) => text.replace(/[\\=]/g, "\\$&");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const spelled = (time: number) => {
  const iso = new Date(time).toISOString();
  return `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(8, 10)} ${iso.slice(0, 4)} ${iso.slice(11, 23)}`;
};
const header = fc.constantFrom(
  ...["", "Jan 18 11:07:53 fw ", "<133>1 2019-01-18T11:07:53.520+07:00 host a - - - "],
);

type Connected = Pick<
  Row,
  "time" | "source" | "destination" | "port" | "bytesOut" | "bytesIn" | "host" | "eventCount"
>;

test("whatever connections a writer puts into CEF come back, beside any other text", () => {
  const record = fc.tuple(event, anything, anything, fc.boolean(), header);
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (records) => {
      const lines = records.map(([one, name, message, asText, before]) => {
        const extension = [
          ...[`msg=${escaped(message)}`, `dpt=${one.port}`, `dst=${one.destination}`],
          ...[`cs1=${escaped(name)}`, `cs1Label=${escaped(message)}`, `in=${one.bytesOut}`],
          ...[`src=${one.source}`, `out=${one.bytesIn ?? ""}`, `cnt=${one.eventCount ?? "-"}`],
          ...[`rt=${asText ? spelled(one.time) : one.time}`, `dhost=${one.host ?? ""}`],
        ];
        const title = name.replace(/[\\|]/g, "\\$&");
        return `${before}CEF:0|Acme|${title}|7|1|${title}|3|${extension.join(" ")}`;
      });
      const { table } = read(...lines);
      const key = (row: Connected) =>
        JSON.stringify([
          row.time,
          row.source,
          row.destination,
          row.port,
          row.bytesOut,
          row.bytesIn,
        ]).concat(JSON.stringify([row.host, row.eventCount]));
      expect(rowsOf(table).map(key).sort()).toEqual(records.map(([one]) => key(one)).sort());
    }),
    { seed: 20261124, numRuns: 150 },
  );
});

formatLaws({
  name: "CEF",
  format: cef,
  head: "",
  record: fc.tuple(event, header, fc.boolean()).map(([one, before, asText]) => {
    const time = asText ? spelled(one.time) : one.time;
    const ends = `src=${one.source} dst=${one.destination} dpt=${one.port} in=${one.bytesOut}`;
    return `${before}${HEADER}act=allowed once ${ends} rt=${time} cs1Label=SNI cs1=${one.host ?? "-"} cnt=${one.eventCount ?? ""}`;
  }),
  separator: "\n",
  tail: "\n",
});

describeData("a web application firewall's CEF log", (folder) => {
  const path = "traffic/azure-sentinel-cef/barracudaWAFCEF.head2.txt";
  const text = readFileSync(join(folder, path), "utf8");

  it("has its destination as dhost", () => {
    expect(detects(text)).toBe(true);
    const { table } = readText(cef, text);
    expect(table.input).toMatchObject({ records: 2, accepted: 2 });
    expect(rowsOf(table)).toMatchObject([
      {
        time: 1659523775038,
        source: "101.173.234.143",
        destination: "13.86.36.66",
        port: 9049,
        bytesOut: 209,
        bytesIn: 0,
        host: "13.86.36.66",
      },
      { time: 1659523776075, bytesOut: 217, bytesIn: 0 },
    ]);
  });
});
