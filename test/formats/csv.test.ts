import { describe, expect, it } from "vitest";
import { csv } from "../../src/formats/csv.js";
import { destinationOf, sourceOf } from "../../src/table.js";
import { readText } from "../support/read-bytes.js";

const HEADER = "time,src,dst,dport,bytes_out";
const GOOD = "1791564626.5,10.0.0.1,203.0.113.9,443,10";
const read = (...lines: string[]) => readText(csv, `${[HEADER, ...lines].join("\n")}\n`);

describe("CSV", () => {
  it.each([",", ";", "\t", "|"])("is split at %j", (mark) => {
    const { table } = readText(csv, `${HEADER}\n${GOOD}\n`.replaceAll(",", mark));
    expect(table.times[0]).toBe(1791564626500);
    expect(table.bytesOut[0]).toBe(10);
  });

  it("finds columns by their usual names, in any case and spelling", () => {
    const text =
      "Start Time,Source address,Destination Address,Destination-Port,Bytes Sent\n2017/05/09 19:17:22,10.0.0.1,203.0.113.9,443,7\n";
    const { table } = readText(csv, text);
    expect(table.times[0]).toBe(Date.UTC(2017, 4, 9, 19, 17, 22));
    expect(table.bytesOut[0]).toBe(7);
  });

  it("takes columns the user names before the usual ones", () => {
    const { table } = readText(csv, `ts,seen,src,dst,dport\n1,${GOOD.slice(0, -3)}\n`, {
      csvColumns: { time: "seen" },
    });
    expect(table.times[0]).toBe(1791564626500);
  });

  it("is an error that lists the header when the port is missing", () => {
    const text = "time,src,dst\n1,2,3\n";
    expect(csv.detect(new TextEncoder().encode(text), {})).toBeDefined();
    expect(() => readText(csv, text)).toThrow(
      "log: no column for port (its columns: time, src, dst); name it with --csv-columns port=…",
    );
  });

  it("is not what has no columns for time, source and destination", () => {
    for (const text of ["a,b,c\n1,2,3\n", "just text", "\u0089PNG\r\n", "", '{"time":1}']) {
      expect(csv.detect(new TextEncoder().encode(text), {}), text).toBeUndefined();
    }
  });

  it("reads quoted fields, doubled quotes and line breaks within", () => {
    const { table, rejects } = readText(
      csv,
      `${HEADER},note\n"1791564626.5","10.0.0.1",203.0.113.9,"443",10,"a ""b"", c"\n${GOOD},"two\nlines"\n${GOOD},plain\nbroken,1,2,3,4,5\n`,
    );
    expect(table.input).toMatchObject({ accepted: 3, rejected: 1 });
    expect(rejects[0]?.line).toBe(6);
  });

  it("loses one line to a quote that is never closed", () => {
    const { table, rejects } = read(GOOD, `"${GOOD}`, GOOD, GOOD);
    expect(table.input).toMatchObject({ accepted: 3, rejected: 1 });
    expect(rejects[0]).toMatchObject({ line: 3, reason: "quote never closed" });
  });

  it("takes names as endpoints, but nothing that looks like a broken address", () => {
    const { table } = read(
      GOOD.replace("203.0.113.9", "CDN.Example."),
      GOOD.replace("10.0.0.1", "10.0.0.999"),
    );
    expect([sourceOf(table, 0), destinationOf(table, 0)]).toEqual(["10.0.0.1", "cdn.example"]);
    expect(table.input.rejected).toBe(1);
  });

  it.each([
    ["seconds", "1791564626.5"],
    ["milliseconds", "1791564626500"],
    ["microseconds", "1791564626500000"],
    ["nanoseconds", "1791564626500000000"],
    ["ISO 8601", "2026-10-09T16:50:26.5Z"],
    ["ISO 8601 with an offset", "2026-10-09 18:50:26.500+02:00"],
  ])("tells %s from the value", (_, time) => {
    expect(read(GOOD.replace("1791564626.5", time)).table.times[0]).toBe(1791564626500);
  });

  it("rejects a number that is no date in any unit, unless the unit is given", () => {
    const line = GOOD.replace("1791564626.5", "12345");
    expect(read(line).table.input.rejected).toBe(1);
    expect(readText(csv, `${HEADER}\n${line}\n`, { timeUnit: "s" }).table.times[0]).toBe(
      12_345_000,
    );
  });

  it("is an error when units are mixed, unless the unit is given", () => {
    const text = `${HEADER}\n${GOOD}\n${GOOD.replace("1791564626.5", "1791564626500")}\n`;
    expect(() => readText(csv, text)).toThrow(
      "log:3: times in s and in ms (1791564626500); say which with --time-unit",
    );
  });

  it("reads times without a zone in the zone given", () => {
    const line = GOOD.replace("1791564626.5", "2026-10-09 18:50:26.5");
    const { table } = readText(csv, `${HEADER}\n${line}\n`, { timeZone: "Europe/Berlin" });
    expect(table.times[0]).toBe(1791564626500);
  });
});
