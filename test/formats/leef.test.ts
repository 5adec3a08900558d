import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { csv } from "../../src/formats/csv.js";
import { leef } from "../../src/formats/leef.js";
import { leefTime } from "../../src/formats/leef-time.js";
import { describeData } from "../support/data.js";
import { formatLaws } from "../support/format-laws.js";
import { readText } from "../support/read-bytes.js";
import { rowsOf } from "../support/rows.js";

const TIME = Date.UTC(2026, 10, 24, 3, 0, 1, 250);
const HEADER_1 = "LEEF:1.0|Acme|Gate|7.2|allow|";
const HEADER_2 = "LEEF:2.0|Acme|Gate|7.2|allow|";
const PAIRS = [
  ...[`devTime=${TIME}`, "src=10.1.17.215", "dst=203.0.113.9", "srcPort=50123", "dstPort=443"],
  ...["proto=TCP", "srcBytes=512", "dstBytes=2048", "url=https://u@C2.Example:8443/a?b=c&d=|e"],
];
const ROW = {
  time: TIME,
  source: "10.1.17.215",
  destination: "203.0.113.9",
  port: 443,
  bytesOut: 512,
  bytesIn: 2048,
  host: "c2.example",
};
const encoder = new TextEncoder();
const read = (...lines: string[]) => readText(leef, `${lines.join("\n")}\n`);
const rows = (...lines: string[]) => rowsOf(read(...lines).table);
const detects = (text: string) => leef.detect(encoder.encode(text), {}) !== undefined;
const without = (key: string) => PAIRS.filter((pair) => !pair.startsWith(`${key}=`));

describe("LEEF 1.0", () => {
  const line = HEADER_1 + PAIRS.join("\t");

  it("has tabs between its attributes, and may stand behind a syslog header", () => {
    for (const header of ["", "<13>Jan 18 11:07:53 192.168.1.1 ", "Jan 18 11:07:53 fw relay: "]) {
      expect(rows(header + line)).toEqual([expect.objectContaining(ROW)]);
    }
  });

  it("is read where rsyslog wrote the tabs as #011", () => {
    expect(rows(line.replaceAll("\t", "#011"))).toEqual([expect.objectContaining(ROW)]);
    const withTabs = HEADER_1 + [...PAIRS, "msg=a#011src=1.1.1.1"].join("\t");
    expect(rows(withTabs)).toEqual([expect.objectContaining(ROW)]);
  });

  it("has keys in any case, of which the first counts", () => {
    const shouted =
      HEADER_1 + PAIRS.map((pair) => pair.replace(/^\w+/, (key) => key.toUpperCase()));
    expect(rows(shouted.replaceAll(",", "\t"))).toEqual([expect.objectContaining(ROW)]);
    const { table } = read(`${line}\tdst=8.8.8.8\tSRC=8.8.4.4`);
    expect(rowsOf(table)).toEqual([expect.objectContaining(ROW)]);
    expect(table.warnings.map(({ code }) => code)).toEqual(["key-twice"]);
  });
});

describe("LEEF 2.0", () => {
  it.each([
    ["a character", "^|", "^"],
    ["a bar", "||", "|"],
    ["a code", "x5E|", "^"],
    ["a code with a nought", "0x5e|", "^"],
    ["a code of four digits", "x00A6|", "¦"],
    ["a character beyond the 16 bits", "😀|", "😀"],
    ["nothing, for a tab", "|", "\t"],
    ["no part at all, for a tab", "", "\t"],
    ["a written tab", "\\t|", "\t"],
  ])("names its delimiter: %s", (_, name, delimiter) => {
    const pairs = delimiter === "|" ? [...without("url"), "url=https://c2.example/"] : PAIRS;
    expect(rows(HEADER_2 + name + pairs.join(delimiter))).toEqual([expect.objectContaining(ROW)]);
  });

  it("stands behind a header of RFC 5424, whose time counts where there is no other", () => {
    const header = '<133>1 2026-11-24T10:00:00.520+07:00 host gate 7 - [a@1 b="c, d"] \uFEFF';
    expect(rows(`${header}${HEADER_2}^|${PAIRS.join("^")}`)).toEqual([
      expect.objectContaining(ROW),
    ]);
    const [row] = rows(`${header}${HEADER_2}^|${without("devTime").join("^")}`);
    expect(row?.time).toBe(Date.UTC(2026, 10, 24, 3, 0, 0, 520));
  });
});

describe("a LEEF time", () => {
  const at = (devTime: string, format?: string, options = {}) => {
    const pairs = [...without("devTime"), `devTime=${devTime}`];
    if (format !== undefined) pairs.push(`devTimeFormat=${format}`);
    return readText(leef, `${HEADER_2}^|${pairs.join("^")}\n`, options);
  };

  it("without format is epoch seconds or milliseconds, even both in one log", () => {
    const line = (time: string) =>
      `${HEADER_2}^|${[...without("devTime"), `devTime=${time}`].join("^")}`;
    expect(rows(line("1795489201"), line("1795489201250"), line("1795489201.25"))).toMatchObject([
      { time: 1795489201000 },
      { time: 1795489201250 },
      { time: 1795489201250 },
    ]);
  });

  it.each([
    ["MMM dd yyyy HH:mm:ss.SSS", "Nov 24 2026 03:00:01.250"],
    ["MMM dd yyyy HH:mm:ss.SSS z", "Nov 24 2026 04:00:01.250 CET"],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", "2026-11-24T03:30:01.250+0030"],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-11-24T03:00:01.250Z"],
    ["dd/MM/yyyy hh:mm:ss.SSS a", "24/11/2026 03:00:01.250 AM"],
    ["EEE, d MMMM yy kk:mm:ss,SSSSSS", "Tue, 24 November 26 03:00:01,250000"],
    ["yyyyMMddHHmmssSSS", "20261124030001250"],
    ["M/d/yyyy H:m:s.S zzz", "11/23/2026 22:0:1.250 America/New_York"],
    ["dd.MM.yyyy 'um' HH:mm:ss.SSS 'Uhr'", "24.11.2026 um 03:00:01.250 Uhr"],
  ])("is read in the pattern %s", (format, text) => {
    expect(rowsOf(at(text, format).table)).toMatchObject([{ time: TIME }]);
  });

  it.each([
    ["kk:mm", "24:30", 30],
    ["HH:mm", "00:30", 30],
    ["hh:mm a", "12:30 AM", 30],
    ["KK:mm a", "00:30 PM", 12 * 60 + 30],
    ["hh:mm a", "12:30 PM", 12 * 60 + 30],
    ["hh:mm a", "11:30 pm", 23 * 60 + 30],
  ])("has its hours counted as %s says: %s", (format, text, minutes) => {
    const { table } = at(`2026-11-24 ${text}`, `yyyy-MM-dd ${format}`);
    expect(table.times[0]).toBe(Date.UTC(2026, 10, 24, 0, minutes));
  });

  it("counts milliseconds where it has up to three digits behind the second, as Java does", () => {
    const { table } = at("2026-11-24 03:00:01.7", "yyyy-MM-dd HH:mm:ss.S");
    expect(table.times[0]).toBe(TIME - 243);
  });

  it("is read in the first of two patterns", () => {
    const pattern = "dd/MM/yyyy HH:mm:ss.SSS^devTimeFormat=MM/dd/yyyy HH:mm:ss.SSS";
    const { table } = at("11/12/2026 03:00:01.250", pattern);
    expect(table.times[0]).toBe(Date.UTC(2026, 11, 11, 3, 0, 1, 250));
  });

  it("without zone is read in the zone that is given", () => {
    const { table } = at("Nov 24 2026 04:00:01.250", "MMM dd yyyy HH:mm:ss.SSS", {
      timeZone: "Europe/Berlin",
    });
    expect(table.times[0]).toBe(TIME);
  });

  it.each([
    ["24.11.2026 03:00:01", "yyyy-MM-dd HH:mm:ss", undefined],
    ["11/12/2026 03:00:01", undefined, undefined],
    ["24/11/2026 03:00:01", "dd/MM/yyyy hh:mm:ss", "12 hours without AM or PM"],
    ["24 Nov 03:00:01", "dd MMM HH:mm:ss", "no year"],
    ["Nov 24 2026 03:00:01 IST", "MMM dd yyyy HH:mm:ss z", undefined],
    ["Foo 24 2026 03:00:01", "MMM dd yyyy HH:mm:ss", undefined],
    ["Feb 31 2026 03:00:01", "MMM dd yyyy HH:mm:ss", undefined],
    ["31 03 2026", "dd dd yyyy", undefined],
  ])("is refused where it would have to be guessed: %s in %s", (text, format, why) => {
    const { rejects } = at(text, format);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      expect.stringContaining(why ?? "bad time"),
    ]);
  });

  it("that means one thing only is read though its pattern is another, or not given", () => {
    for (const format of [undefined, "yyyy-MM-dd HH:mm:ss", "not (a pattern"]) {
      const { table } = at("Nov 24 2026 03:00:01.250", format);
      expect(rowsOf(table)).toMatchObject([{ time: TIME }]);
    }
  });

  it("is not taken from a syslog header without year", () => {
    const line = HEADER_1 + without("devTime").join("\t");
    const { rejects } = read(`<13>Jan 18 11:07:53 host ${line}`, line);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'bad time "Jan 18 11:07:53 (no year)"',
      "no time",
    ]);
    const [row] = rows(`<13>Jan  8 2026 11:07:53 host ${line}`);
    expect(row?.time).toBe(Date.UTC(2026, 0, 8, 11, 7, 53));
  });

  it("ends in time for any pattern and text", () => {
    const piece = fc.constantFrom(
      "yyyy",
      "MM",
      "MMM",
      "z",
      "Z",
      "X",
      "S",
      " ",
      "'",
      "''",
      "(",
      "a",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.string({ maxLength: 100 }),
        (list, text) => {
          expect(typeof leefTime(text, list.join(""))).toBe("string");
        },
      ),
      { seed: 20261124, numRuns: 300 },
    );
    expect(leefTime("1".repeat(99), "zzXXZZ".repeat(16))).toBe("1".repeat(99));
  });
});

describe("what LEEF lines become", () => {
  it("is told: ICMP and events without destination and port are ignored, half a connection is rejected", () => {
    const line = (pairs: readonly string[]) => `${HEADER_2}^|${pairs.join("^")}`;
    const { table, rejects } = read(
      line(PAIRS),
      "",
      line([...without("proto"), "proto=1"]),
      line(["devTime=1795489201", "src=10.0.0.1", "usrName=joe", "isLoginEvent=true"]),
      line(without("dstPort")),
      line(PAIRS.map((pair) => pair.replace("dst=203.0.113.9", "dst=gate"))),
      "LEEF:2.0|Acme|Gate",
      "LEEF:2.0|Acme|Gate|7.2|allow|=|src=1",
      "Nov 24 03:00:01 host sshd[7]: Accepted publickey for joe",
    );
    expect(table.input).toMatchObject({ records: 8, accepted: 1, ignored: 2, rejected: 5 });
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [5, "no port"],
      [6, 'bad destination "gate"'],
      [7, "a LEEF header with too few parts"],
      [8, "a LEEF delimiter that also stands behind keys"],
      [9, "no LEEF: record in this line"],
    ]);
  });

  it("has own names by field", () => {
    const times = ["seen=Nov 24 2026 03:00:00", "devTimeFormat=yyyy"];
    const own = [...without("srcBytes"), "BytesSent=77", "peer=cdn.example", ...times].join("^");
    const fields = { bytesOut: "bytessent", destination: "peer", deviceTime: "seen" };
    const { table } = readText(leef, `${HEADER_2}^|${own}\n`, { fields });
    expect(rowsOf(table)).toMatchObject([
      { bytesOut: 77, destination: "cdn.example", deviceTime: TIME - 1250 },
    ]);
  });

  it("is known for LEEF where the record is the line, and not a text in another format", () => {
    const line = HEADER_1 + PAIRS.join("\t");
    expect(detects(`noise\n<13>Jan 18 11:07:53 host ${line}\n`)).toBe(true);
    expect(detects(`2026-11-24 03:00:01,250 host ${line}\n`)).toBe(true);
    expect(detects(`LEEF: 1|${line.slice(9)}`)).toBe(true);
    for (const text of [
      `{"message":"<13>Jan 18 11:07:53 host ${line}"}`,
      `time,src,dst,message\n1,2,3,${line}`,
      `"${line}"`,
      "LEEF:3.0|a|b|c|d|",
      "XLEEF:1.0|a|b|c|d|",
      "",
    ]) {
      expect(detects(text), text).toBe(false);
    }
    expect(csv.detect(encoder.encode(line), {})).toBeUndefined();
  });
});

test("hostile lines cost one reject each", () => {
  const { table, rejects } = read(
    `${HEADER_1}${"a".repeat(1 << 20)}`,
    `${HEADER_1}${"a=\t".repeat(1 << 18)}`,
    `${HEADER_1}${"=".repeat(1 << 20)}`,
    `${HEADER_1}${"\t".repeat(1 << 21)}a=1`,
    `${"LEEF:".repeat(1 << 16)}1.0|`,
    `${HEADER_1}dst=${"1".repeat(1 << 20)}\tdstPort=443\tdevTime=${"9".repeat(1 << 20)}`,
    `${HEADER_1}src=\u001b[31m\tdst=\0\tdstPort=\u0007\tdevTime=1795489201`,
    `${HEADER_1}${"x".repeat(1 << 22)}`,
    HEADER_1 + PAIRS.join("\t"),
  );
  expect(table.input).toMatchObject({ records: 9, accepted: 1, ignored: 4, rejected: 4 });
  expect(rejects.map(({ line }) => line)).toEqual([5, 6, 7, 8]);
  for (const { reason } of rejects) expect(reason).toMatch(/^\P{Cc}{1,200}$/u);
});

const address = fc.oneof(fc.ipV4(), fc.constantFrom("2001:db8::1", "fe80::1"));
const event = fc.record({
  time: fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }),
  source: address,
  destination: address,
  port: fc.integer({ min: 0, max: 65535 }),
  bytesOut: fc.nat(),
  bytesIn: fc.option(fc.nat()),
  host: fc.option(fc.constantFrom("a.example", "b.example", "xn--bcher-kva.example")),
});
const delimiter = fc.constantFrom(
  ...(["\t", "^", "¦", ";", "~", "\u0001"] as const).flatMap((mark) => {
    const code = mark.charCodeAt(0).toString(16);
    return [
      { mark, name: mark },
      { mark, name: `x${code}` },
      { mark, name: `0x${code.toUpperCase().padStart(4, "0")}` },
    ];
  }),
);
const header = fc.constantFrom(
  ...["", "<13>Jan 18 11:07:53 192.0.2.1 ", "<133>1 2019-01-18T11:07:53.520+07:00 host a - - - "],
);

test("whatever connections a writer puts into LEEF come back", () => {
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 1 }),
      delimiter,
      header,
      (events, { mark, name }, before) => {
        const lines = events.map(({ time, source, destination, port, bytesOut, bytesIn, host }) => {
          const pairs = [
            ...[`dstPort=${port}`, `src=${source}`, "msg=a=b|c", `dst=${destination}`],
            ...[`srcBytes=${bytesOut}`, `dstBytes=${bytesIn ?? "-"}`, `devTime=${time}`],
            ...(host === null ? [] : [`url=https://${host}/x`]),
          ];
          return `${before}LEEF:2.0|Acme|Gate|1|7|${name}|${pairs.join(mark)}`;
        });
        const { table } = read(...lines);
        const key = (row: object) => JSON.stringify(row);
        const back = rowsOf(table).map(
          ({ time, source, destination, port, bytesOut, bytesIn, host }) =>
            key({ time, source, destination, port, bytesOut, bytesIn, host }),
        );
        expect(back.sort()).toEqual(events.map(key).sort());
      },
    ),
    { seed: 20261124, numRuns: 150 },
  );
});

formatLaws({
  name: "LEEF",
  format: leef,
  head: "",
  record: fc.tuple(event, header, fc.boolean()).map(([one, before, formatted]) => {
    const time = formatted
      ? `devTimeFormat=MMM dd yyyy HH:mm:ss z\tdevTime=Nov 24 2026 03:00:${10 + (one.port % 50)} UTC`
      : `devTime=${one.time}`;
    const rest = `src=${one.source}\tdst=${one.destination}\tdstPort=${one.port}\tsrcBytes=${one.bytesOut}`;
    return `${before}${HEADER_1}${time}\t${rest}\turl=${one.host ?? "-"}`;
  }),
  separator: "\n",
  tail: "\n",
});

describeData("documented LEEF lines", (folder) => {
  const text = readFileSync(join(folder, "qradar-samples/11_leef_examples.txt"), "utf8");

  it("are read as far as they say when and where", () => {
    expect(detects(text)).toBe(true);
    const { table, rejects } = readText(leef, text);
    expect(table.input).toMatchObject({ records: 4, accepted: 1, rejected: 3 });
    expect(rowsOf(table)).toMatchObject([
      {
        time: Date.UTC(2015, 5, 6, 16, 7, 36, 300),
        source: "192.0.2.10",
        destination: "198.51.100.7",
        port: 443,
        bytesOut: 512,
        bytesIn: 2048,
      },
    ]);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      "no time",
      "no time",
      'bad time "Jan 18 11:07:53 (no year)"',
    ]);
  });
});
