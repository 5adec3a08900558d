import { describe, expect, test } from "vitest";
import { csv } from "../../src/formats/csv.js";
import { qradar } from "../../src/formats/qradar.js";
import { zeek } from "../../src/formats/zeek.js";
import { pairOf } from "../../src/pairs.js";
import { DIRECTION_CODES } from "../../src/table.js";
import { contentOf, readText } from "../support/read-bytes.js";

const EVENT = {
  starttime: 1791564626189,
  sourceip: "10.0.0.1",
  destinationip: "203.0.113.9",
  destinationport: 443,
};
const event = (change: object) => readText(qradar, JSON.stringify([{ ...EVENT, ...change }])).table;
const encoder = new TextEncoder();

describe("several names of one field", () => {
  test("count by what they are, not by their order in the record", () => {
    const one = event({ bytesout: 5, sourcebytes: 7 });
    expect(one.bytesOut[0]).toBe(5);
    expect(event({ sourcebytes: 7, bytesout: 5 }).bytesOut[0]).toBe(5);
  });

  test("do without one that is null", () => {
    expect(event({ sourcebytes: 7, bytesout: null }).bytesOut[0]).toBe(7);
    expect(event({ bytesout: null, sourcebytes: 7 }).bytesOut[0]).toBe(7);
    const host = event({ "URL Host": null, "TLS Server Name Indication": "a.example" });
    expect(host.texts).toContain("a.example");
  });

  test("let the last of equal keys count, as JSON.parse does", () => {
    const text = JSON.stringify(EVENT).replace("{", '{"bytesout":1,"bytesout":null,"bytesout":3,');
    expect(readText(qradar, text).table.bytesOut[0]).toBe(3);
  });

  test("give flows the first packet's time, else that of their arrival", () => {
    expect(event({ firstpackettime: 1791564600000 }).times[0]).toBe(1791564600000);
    expect(event({ firstpackettime: null }).times[0]).toBe(EVENT.starttime);
    const header = "starttime,firstpackettime,sourceip,destinationip,destinationport";
    const line = "1791564626189,1791564600000,10.0.0.1,203.0.113.9,443";
    expect(readText(csv, `${header}\n${line}\n`).table.times[0]).toBe(1791564600000);
  });

  test("name addresses of both families where there is no column for IPv4 alone", () => {
    const { sourceip: _, ...rest } = EVENT;
    const text = JSON.stringify([{ ...rest, sourceaddress: "2001:DB8:0::1" }]);
    expect(pairOf(readText(qradar, text).table, 0).source).toBe("2001:db8::1");
    expect(pairOf(event({ sourceaddress: "2001:db8::1" }), 0).source).toBe("10.0.0.1");
  });
});

describe("a direction", () => {
  const first = (change: object) => event(change).optional.direction?.[0] ?? 0;

  test("that is null differs from one that is missing, on both paths", () => {
    expect(first({})).toBe(0);
    expect(first({ eventdirection: null })).toBe(DIRECTION_CODES.unknown);
    expect(first({ eventdirection: null, username: 'a "b"' })).toBe(DIRECTION_CODES.unknown);
    expect(first({ eventdirection: null, flowdirection: "L2R" })).toBe(DIRECTION_CODES.L2R);
    expect(first({ flowdirection: "L2R", eventdirection: null })).toBe(DIRECTION_CODES.L2R);
  });
});

describe("a protocol", () => {
  test("is told in any case and by number; ICMP has no ports", () => {
    for (const protocol of ["TCP", "udp", "Tcp", 6, 17, "sctp", null]) {
      const list = [EVENT, EVENT].map((one) => ({ ...one, protocolid: protocol }));
      const { input } = readText(qradar, JSON.stringify(list)).table;
      expect(input, String(protocol)).toMatchObject({ accepted: 2 });
    }
    for (const protocol of ["ICMP", "icmp6", 1, 58]) {
      const list = [EVENT, EVENT].map((one) => ({ ...one, protocolid: protocol }));
      const { input } = readText(qradar, JSON.stringify(list)).table;
      expect(input, String(protocol)).toMatchObject({ accepted: 0, ignored: 2 });
    }
  });
});

describe("a number of many digits", () => {
  test("gives the same time in JSON as in CSV: its digits count", () => {
    const time = "1588205199.1234569999999999";
    const csvText = `ts,src,dst,dport\n${time},10.0.0.1,203.0.113.9,443\n`;
    const json = `{"ts":${time},"id.orig_h":"10.0.0.1","id.resp_h":"203.0.113.9","id.resp_p":443,"conn_state":"SF"}\n`;
    expect(readText(zeek, json).table.times[0]).toBe(readText(csv, csvText).table.times[0]);
    expect(readText(zeek, json).table.times[0]).toBe(1588205199000 + 123456 / 1000);
  });

  test("is no byte count when it has no end", () => {
    const { table } = readText(qradar, JSON.stringify([EVENT]).replace("{", '{"bytesout":1e999,'));
    expect([table.input.accepted, table.bytesOut[0]]).toEqual([1, Number.NaN]);
    expect(table.warnings.map(({ code }) => code)).toEqual(["bad-bytes"]);
  });
});

describe("times", () => {
  test("that can only be of another unit are rejected with that hint", () => {
    const json = `{"ts":1588205199824,"id.orig_h":"10.0.0.1","id.resp_h":"203.0.113.9","id.resp_p":443,"conn_state":"SF"}\n`;
    expect(readText(zeek, json).rejects[0]?.reason).toBe(
      'bad time "1588205199824" (in ms? --time-unit says so)',
    );
    expect(readText(zeek, json, { timeUnit: "ms" }).table.times[0]).toBe(1588205199824);
  });

  test("of the device may have another unit than those of arrival", () => {
    const text =
      "starttime,devicetime,sourceip,destinationip,destinationport\n1791564626189,1791564620,10.0.0.1,203.0.113.9,443\n";
    expect(readText(csv, text).table.optional.deviceTime?.[0]).toBe(1791564620000);
  });

  test("of the first century are not those of the twentieth", () => {
    const text = "ts,src,dst,dport\n0050-01-01 00:00:00,10.0.0.1,203.0.113.9,443\n";
    expect(readText(csv, text).table.input.rejected).toBe(1);
  });
});

describe("result rows of the query", () => {
  const row = {
    FirstSeen: "2026-11-23 08:00:00",
    LastSeen: "2026-11-24 07:59:00",
    sourceip: "10.1.2.3",
    RequestCount: 16.0,
  };
  test.each([
    ["JSON", JSON.stringify({ events: [row] })],
    ["CSV", `${Object.keys(row).join(",")}\n${Object.values(row).join(",")}\n`],
    [
      "quoted CSV",
      `${Object.keys(row)
        .map((name) => `"${name}"`)
        .join(",")}\n`,
    ],
  ])("are no events: %s", (_, text) => {
    expect(qradar.detect(encoder.encode(text), {})).toEqual({});
    expect(() => readText(qradar, text)).toThrow(/^log: holds result rows of the query/);
  });

  test("do not stand in the way of events", () => {
    expect(qradar.detect(encoder.encode(JSON.stringify([EVENT])), {})).toEqual({});
  });
});

describe("Zeek's TSV header", () => {
  const HEADER =
    "#separator \\x09\n#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\torig_bytes\tconn_state\n";
  const line = (bytes: string) => `1.5\t10.0.0.1\t203.0.113.9\t443\t${bytes}\tSF\n`;

  test("may name the unset field after the columns", () => {
    const { table } = readText(zeek, `${HEADER}#unset_field\tNA\n${line("NA")}${line("7")}`);
    expect([...table.bytesOut]).toEqual([Number.NaN, 7]);
    expect(table.warnings).toEqual([]);
  });

  test("may say that a number is no value", () => {
    const { table } = readText(zeek, `${HEADER}#unset_field\t0\n${line("0")}${line("7")}`);
    expect([...table.bytesOut]).toEqual([Number.NaN, 7]);
  });

  test.each(["\\x0a", "\\x30", ".", "ab", "é", ""])(
    "with the separator %j reads no line",
    (text) => {
      const { table, rejects } = readText(
        zeek,
        `${HEADER}#separator ${text}\n${line("1")}${line("2")}`,
      );
      expect(table.input.accepted).toBe(0);
      for (const { reason } of rejects) expect(reason).toMatch(/cannot be told from values/);
    },
  );

  test("of a second log may follow in the same file", () => {
    const http = HEADER.replace("conn_state", "trans_depth").replace("orig_bytes", "host");
    const { input } = readText(zeek, `${HEADER}${line("1")}${http}${line("a.example")}`).table;
    expect(input).toMatchObject({ accepted: 2, rejected: 0 });
  });
});

describe("conn records beside http in one input", () => {
  const record = (path: string, uid: string) =>
    `{"_path":"${path}","ts":1,"uid":"${uid}","id.orig_h":"10.0.0.1","id.resp_h":"203.0.113.9","id.resp_p":80,"host":"a.example"}\n`;

  test("are announced when the beginning shows both", () => {
    const text = record("http", "C1") + record("conn", "C1");
    expect(zeek.detect(encoder.encode(text), {})).toEqual({ stream: "conn", mixed: true });
  });

  test("count twice, with a warning, when it does not", () => {
    const { table } = readText(zeek, record("http", "C1") + record("conn", "C1"));
    expect(table.input.accepted).toBe(2);
    expect(table.warnings.map(({ code }) => code)).toEqual(["counted-twice"]);
  });
});

describe("nested JSON", () => {
  const inner = { orig_h: "10.0.0.1", orig_p: 1, resp_h: "203.0.113.9", resp_p: 443 };

  test("is read on the fast path too", () => {
    const flat = { "id.orig_h": "10.0.0.1", "id.resp_h": "203.0.113.9", "id.resp_p": 443 };
    const rest = { ts: 1588205199.5, orig_bytes: 7, conn_state: "SF" };
    const [a, b] = [
      { ...rest, id: inner },
      { ...rest, ...flat },
    ].map((one) => readText(zeek, `${JSON.stringify(one)}\n`.repeat(3)));
    expect(contentOf(a?.table as never)).toEqual(contentOf(b?.table as never));
    expect(a?.table.length).toBe(3);
  });

  test("takes the user's own names at any depth", () => {
    const text = JSON.stringify([
      { ...EVENT, sourceip: undefined, flow: { from: { ip: "10.9.9.9" } } },
    ]);
    const { table } = readText(qradar, text, { fields: { source: "flow.from.ip" } });
    expect(pairOf(table, 0).source).toBe("10.9.9.9");
  });
});

describe("hostile text", () => {
  const deep = 50_000;
  test.each([
    [
      "endless arrays in a wanted value",
      `{"starttime":${"[".repeat(deep)}${"]".repeat(deep)},"sourceip":"10.0.0.1"}`,
    ],
    ["endless objects", `${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`],
    ["brackets that only open", `{"events":[{"starttime":1,"sourceip":"x"},${"[{".repeat(deep)}`],
    ["brackets that only close", `{"events":[{"starttime":1,"sourceip":"x"}${"]}".repeat(deep)}`],
    ["quotes alone", `{"starttime":1,"sourceip":"x","a":${'"'.repeat(deep)}`],
    [
      "a text of escapes beside a long number",
      `{"starttime":12345678901234567890,"sourceip":"${"\\n".repeat(deep)}"}`,
    ],
    ["beginnings of records", `{"starttime":1,"sourceip":1}\n${'{"starttime":\n'.repeat(deep)}`],
    ["blank lines", `{"starttime":1,"sourceip":1}\n${"\n".repeat(10 * deep)}`],
    ["blanks behind brackets", `[{"starttime":1,"sourceip":1},${"{ ".repeat(deep)}`],
  ])("ends, and throws nothing: %s", (_, text) => {
    const began = performance.now();
    for (const packed of [text, `[${text}`, `{"events":[${text}`]) {
      const { input, length } = readText(qradar, packed).table;
      expect(input.accepted).toBe(length);
    }
    expect(performance.now() - began).toBeLessThan(40_000);
  });

  test("cannot grow what is remembered of keys", () => {
    const lines = Array.from({ length: 30_000 }, (_, i) =>
      JSON.stringify({ [`key ${i}`]: i, ...EVENT }),
    );
    expect(readText(qradar, lines.join("\n")).table.input.accepted).toBe(30_000);
  });
});
