import { describe, expect, test } from "vitest";
import { csv } from "../../src/formats/csv.js";
import type { Format } from "../../src/formats/format.js";
import { qradar } from "../../src/formats/qradar.js";
import { zeek } from "../../src/formats/zeek.js";
import { portOf } from "../../src/table.js";
import { contentOf, readChunks, readText } from "../support/read-bytes.js";

const event = (port: number) =>
  JSON.stringify({
    starttime: 1791564626189,
    sourceip: "10.0.0.1",
    destinationip: "203.0.113.9",
    destinationport: port,
    payload: 'a "quoted" text, {with} [brackets]',
    rules: [{ name: "x" }, { name: "y" }],
    eventdirection: "L2R",
  });

/** What can go wrong with the text of one record. */
const DAMAGE: readonly (readonly [name: string, damage: (text: string) => string])[] = [
  ["its last bracket is missing", (text) => text.slice(0, -1)],
  ["it has a bracket too many", (text) => `${text}}`],
  ["an array in it is not closed", (text) => text.replace("}],", "},")],
  ["an array in it is closed twice", (text) => text.replace("}],", "}]],")],
  ["a quote is not escaped", (text) => text.replace('\\"quoted', '"quoted')],
  ["a quote is missing", (text) => text.replace('"10.0.0.1"', '"10.0.0.1')],
  ["a comma is missing", (text) => text.replace('","', '""')],
  ["a colon is missing", (text) => text.replace(":", "")],
  ["a value is missing", (text) => text.replace('"10.0.0.1"', "")],
  ["a line breaks in a text", (text) => text.replace("10.0", "10\n.0")],
  ["it ends in the middle of a text", (text) => text.slice(0, text.indexOf("0.113"))],
  ["it ends in the middle of a key", (text) => text.slice(0, text.indexOf("nationip"))],
  ["it is no JSON at all", () => "not JSON"],
  ["it is a number", () => "42"],
  ["it has NULs in it", (text) => text.replace("10.0.0.1", "10.0\0\0\0.1")],
  ["its address is none", (text) => text.replace("10.0.0.1", "10.0.0.999")],
];

const PACKINGS: readonly (readonly [name: string, pack: (records: readonly string[]) => string])[] =
  [
    ["a document of one line", (records) => `{"events":[${records.join(",")}]}`],
    ["a document of a record a line", (records) => `{"events":[\n${records.join(",\n")}\n]}\n`],
    ["an array", (records) => `[${records.join(", ")}]`],
    ["two documents", (records) => `{"events":[${records}]}\n{"events":[${records}]}`],
    ["an array of arrays of one", (records) => `[${records.map((one) => `[${one}]`).join(",")}]`],
  ];

describe.each(PACKINGS)("in %s", (_, pack) => {
  test.each(DAMAGE)("a record costs no other when %s", (_, damage) => {
    const before = [event(1), event(2), event(3)];
    const after = [event(4), event(5)];
    const text = pack([...before, damage(event(99)), ...after]);
    const { table, rejects } = readText(qradar, text);
    const ports = Array.from(table.ports, (_, pair) => portOf(table, pair));
    expect(ports.filter((port) => port !== 99)).toEqual([1, 2, 3, 4, 5]);
    expect(rejects.length).toBeGreaterThan(0);
    const bytes = new TextEncoder().encode(text);
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(contentOf(readChunks(qradar, single).table)).toEqual(contentOf(table));
    expect(readChunks(qradar, single).rejects).toEqual(rejects);
  });
});

describe("one record a line", () => {
  test.each(DAMAGE.filter(([name]) => name !== "a line breaks in a text"))(
    "costs no other when %s",
    (_, damage) => {
      const text = [event(1), damage(event(99)), event(2)].join("\n");
      const { table, rejects } = readText(qradar, text);
      expect(table.input).toMatchObject({ accepted: 2, rejected: 1 });
      expect(rejects[0]?.line).toBe(2);
    },
  );

  test("is told from a document though the first record is broken", () => {
    const { input } = readText(
      qradar,
      [event(1).slice(0, -1), event(2), event(3)].join("\n"),
    ).table;
    expect(input).toMatchObject({ accepted: 2, rejected: 1 });
  });
});

describe("what is longer than four million bytes", () => {
  const long = "x".repeat((1 << 22) + 5);
  const line = (source: string) => `1791564626,${source},203.0.113.9,443\n`;
  const HEADER = "time,src,dst,dport\n";
  const zeekJson = (extra: string) =>
    `{"ts":1,"id.orig_h":"10.0.0.1","id.resp_h":"203.0.113.9","id.resp_p":443,"conn_state":"SF"${extra}}\n`;
  const cases: readonly (readonly [string, Format, string])[] = [
    ["a line of CSV", csv, HEADER + line("10.0.0.1") + line(long) + line("10.0.0.2")],
    ["a line of JSON", zeek, zeekJson("") + zeekJson(`,"x":"${long}"`) + zeekJson("")],
    ["an event", qradar, `[${event(1)},${event(2).replace("L2R", long)},${event(3)}]`],
  ];

  test.each(cases)("is rejected, however the bytes come: %s", (_, format, text) => {
    const bytes = new TextEncoder().encode(text);
    const pieces = (size: number) =>
      Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
    const readings = [bytes.length, 1 << 20, 700_001].map((size) =>
      readChunks(format, pieces(size)),
    );
    for (const { table, rejects } of readings) {
      expect(table.input).toMatchObject({ accepted: 2, rejected: 1 });
      expect(rejects).toEqual(readings[0]?.rejects);
      expect(rejects[0]?.reason).toMatch(/too long/);
    }
  });
});

describe("a quote in CSV", () => {
  const HEADER = "time,src,dst,dport,note\n";
  const line = (port: number, note: string) => `1791564626,10.0.0.1,203.0.113.9,${port},${note}\n`;

  test("that is never closed costs no line up to the next quote", () => {
    const text = `${HEADER}${line(1, '"open')}${line(2, "a")}${line(3, '"fine, too"')}${line(4, "b")}`;
    const { table, rejects } = readText(csv, text);
    expect(table.input).toMatchObject({ accepted: 3, rejected: 1 });
    expect(rejects[0]).toMatchObject({ line: 2, reason: "quote never closed" });
  });

  test("that is closed too far away is none, however the bytes come", () => {
    const text = HEADER + line(1, `"${"x\n".repeat(50_000)}"`) + line(2, "b");
    const bytes = new TextEncoder().encode(text);
    const whole = readChunks(csv, [bytes]);
    expect(whole.table.input).toMatchObject({ accepted: 1 });
    const half = readChunks(csv, [bytes.slice(0, 30_000), bytes.slice(30_000)]);
    expect(contentOf(half.table)).toEqual(contentOf(whole.table));
  });
});
