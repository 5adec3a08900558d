import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leef } from "../../../src/formats/leef.js";
import { parseLeef } from "../../../src/formats/leef-record.js";
import type { HandedFinding } from "../../../src/qradar/hand-over/handed-finding.js";
import { leefLine } from "../../../src/qradar/hand-over/leef.js";
import { readText } from "../../support/read-bytes.js";
import { rowsOf } from "../../support/rows.js";
import { FINDING, finding } from "./findings.js";

const lineOf = (changes: Partial<HandedFinding> = {}) => leefLine(finding(changes), "1.2.3");

function attributesOf(line: string): Record<string, string> {
  const record = parseLeef(line);
  if (typeof record === "string") throw new Error(record);
  const pairs = record.attributes.split(record.delimiter).map((text) => {
    const equals = text.indexOf("=");
    return [text.slice(0, equals), text.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}

describe("a LEEF line", () => {
  test("has a finding's times, ends, bytes, score and reasons", () => {
    expect(lineOf()).toMatch(/^LEEF:2\.0\|Beaconry\|beaconry\|1\.2\.3\|BeaconPair\|x5E\|devTime=/);
    expect(attributesOf(lineOf())).toEqual({
      devTime: "1795311540000",
      cat: "beacon",
      sev: "10",
      src: "10.1.2.3",
      dst: "203.0.113.9",
      dstPort: "443",
      srcBytes: "51200",
      dstBytes: "204800",
      url: "c2.example",
      score: "0.98",
      level: "high",
      count: "100",
      interval: "60",
      firstSeen: "1795305600000",
      query: "high",
      msg: FINDING.explanation.join(" "),
    });
  });

  test("leaves out what is not known", () => {
    const unknown = {
      ...{ bytesOut: null, bytesIn: null, host: null, explanation: [] },
      ...{ periodSeconds: null, averageIntervalSeconds: null },
      reference: { ...FINDING.reference, returned: false, confidence: null },
    };
    const { query, ...rest } = attributesOf(lineOf(unknown));
    expect(query).toBe("not returned");
    expect(Object.keys(rest).join()).toBe(
      "devTime,cat,sev,src,dst,dstPort,score,level,count,firstSeen",
    );
  });

  test("has names where there are no addresses, in keys of their own", () => {
    const attributes = attributesOf(lineOf({ source: "pc-7", destination: "c2.example" }));
    expect([attributes.srcName, attributes.dstName]).toEqual(["pc-7", "c2.example"]);
    expect(attributes).not.toHaveProperty("src");
    expect(attributes).not.toHaveProperty("dst");
  });

  test.each([
    [0, "1"],
    [0.14, "1"],
    [0.5, "5"],
    [0.949, "9"],
    [1, "10"],
  ])("of a score of %f has the severity %s", (score, sev) => {
    expect(attributesOf(lineOf({ score })).sev).toBe(sev);
  });

  test("puts the average where there is no period, and the family where one fits", () => {
    const changes = { periodSeconds: null, averageIntervalSeconds: 61.25, family: "updates" };
    expect(attributesOf(lineOf(changes))).toMatchObject({ interval: "61.25", family: "updates" });
  });

  test("stays below what QRadar takes as one message", () => {
    const name = `${"a".repeat(62)}.`.repeat(9).slice(0, 253);
    const long = { source: name, destination: name, host: name, explanation: ["語".repeat(9000)] };
    expect(new TextEncoder().encode(lineOf(long)).length).toBeLessThan(4096);
  });

  test("comes back from a LEEF reader with the same ends, port, bytes and time", () => {
    const address = fc.oneof(
      fc.ipV4().map((text) => [text, text === "0.0.0.0" ? "10.0.0.1" : text][1] as string),
      fc.constantFrom("2001:db8::1", "fe80::7", "::ffff:192.0.2.1"),
    );
    const bytes = fc.option(fc.nat(Number.MAX_SAFE_INTEGER));
    const any = fc.record({
      source: address,
      destination: address,
      port: fc.nat(65535),
      bytesOut: bytes,
      bytesIn: bytes,
      lastSeen: fc.integer({ min: Date.UTC(2002, 0), max: Date.UTC(2090, 0) }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 5 }), (all) => {
        const { table, rejects } = readText(leef, `${all.map(lineOf).join("\n")}\n`);
        expect(rejects).toEqual([]);
        const wanted = all.map(({ lastSeen, ...rest }) => {
          return expect.objectContaining({ ...rest, time: lastSeen, host: "c2.example" });
        });
        expect(rowsOf(table)).toHaveLength(all.length);
        expect(rowsOf(table)).toEqual(expect.arrayContaining(wanted));
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
