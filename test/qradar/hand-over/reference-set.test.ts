import { describe, expect, test } from "vitest";
import type { HandedFinding } from "../../../src/qradar/hand-over/handed-finding.js";
import { handOverWarnings, renderHandOver } from "../../../src/qradar/hand-over/render.js";
import { finding } from "./findings.js";

const to = (destination: string, changes: Partial<HandedFinding> = {}) =>
  finding({ destination, ...changes });
const MIXED = [
  to("203.0.113.9"),
  to("c2.example"),
  to("2001:db8::1"),
  to("203.0.113.9", { source: "10.9.9.9", port: 80 }),
  to("0.0.0.0"),
  to("198.51.100.7", { destinations: ["198.51.100.7", "192.0.2.1", "203.0.113.9"] }),
];
const render = (
  findings: readonly HandedFinding[],
  kind: "refset" | "bulk",
  collectionId?: number,
) =>
  [...renderHandOver(findings, kind, { version: "1.2.3", timeZone: "UTC", collectionId })].join("");

describe("a reference set", () => {
  test("is the destination addresses, one a line, each once in rank order, and nothing else", () => {
    expect(render(MIXED, "refset")).toBe("203.0.113.9\n2001:db8::1\n198.51.100.7\n192.0.2.1\n");
  });

  test("leaves out names and the address that stands for none, and says how many", () => {
    expect(handOverWarnings(MIXED, "refset")).toEqual([
      {
        code: "hand-over-names",
        message: "2 destinations are no addresses and are not in the set",
      },
    ]);
    expect(handOverWarnings([to("c2.example"), to("203.0.113.9")], "bulk")).toEqual([
      { code: "hand-over-names", message: "1 destination is no address and is not in the set" },
    ]);
    expect(handOverWarnings([to("203.0.113.9")], "refset")).toEqual([]);
  });

  test("is empty without findings, or without an address among them, which is told", () => {
    expect(render([], "refset")).toBe("");
    expect(handOverWarnings([], "refset").map(({ code }) => code)).toEqual(["hand-over-empty"]);
    const names = [to("c2.example")];
    expect(render(names, "refset")).toBe("");
    expect(handOverWarnings(names, "refset").map(({ code }) => code)).toEqual([
      "hand-over-empty",
      "hand-over-names",
    ]);
  });
});

describe("a bulk load", () => {
  test("is the same addresses as a JSON array", () => {
    expect(JSON.parse(render(MIXED, "bulk"))).toEqual(
      render(MIXED, "refset").trimEnd().split("\n"),
    );
    expect(render([], "bulk")).toBe("[]\n");
  });

  test("for a collection is its entries, with a note on the best finding of each", () => {
    const entries = JSON.parse(render(MIXED, "bulk", 42));
    expect(entries.map(({ value }: { value: string }) => value)).toEqual(
      JSON.parse(render(MIXED, "bulk")),
    );
    expect(entries[0]).toEqual({
      collection_id: 42,
      value: "203.0.113.9",
      source: "beaconry",
      notes:
        "Score 0.98 (high); from 10.1.2.3 to port 443; 100 connections, every 60 s; 2 more findings",
    });
    expect(entries[1].notes).toMatch(/^Score 0\.98 \(high\); from 10\.1\.2\.3 .* every 60 s$/);
    expect(JSON.parse(render([], "bulk", 42))).toEqual([]);
  });
});
