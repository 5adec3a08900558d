import { describe, expect, test } from "vitest";
import { simulate } from "../../src/evaluation/index.js";
import { reference } from "../../src/reference/index.js";
import { score } from "../../src/scoring/index.js";
import { tableFrom } from "../../src/table-from.js";

const START = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;
const { connections } = simulate({ seed: "verdicts", start: START, hours: 30, hosts: 40 });

const keyOf = (source: string, destination: string, port: number) =>
  `${source} ${destination} ${port}`;

describe.each([
  ["the default rule", {}],
  ["a rule of our own", { rule: { minCount: 100, ports: [], arithmetic: "integer" } as const }],
  ["an end before that of the data", { end: START + 20.5 * HOUR }],
  ["a network that is internal", { internal: ["198.18.0.0/16"], timeZone: "Asia/Tokyo" }],
])("a finding's verdict, with %s", (_, options) => {
  const table = tableFrom(connections);
  const { findings } = score(table, { ...options, minCount: 1 });
  const { rows, dropped } = reference(table, { ...options, explain: true });

  test("is that of the reference on the same pair, row by row and clause by clause", () => {
    const found = new Map(
      findings.map((f) => [keyOf(f.source, f.destination, f.port), f.reference]),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { sourceip, destinationip, destinationport, BeaconConfidence } of rows) {
      expect(found.get(keyOf(sourceip, destinationip, destinationport))).toMatchObject({
        returned: true,
        confidence: BeaconConfidence,
        reason: BeaconConfidence === "high" ? expect.stringMatching(/^(band|volume)/) : "none",
        dropped: null,
        detail: null,
      });
    }
    for (const { sourceip, destinationip, destinationport, clause, detail } of dropped) {
      const verdict = found.get(keyOf(sourceip, destinationip, destinationport));
      // A pair without any connection up to the end is dropped, and no finding.
      if (verdict === undefined) expect(clause).toBe("window");
      else {
        const none = { returned: false, confidence: null, reason: null };
        expect(verdict).toEqual({ ...none, dropped: clause, detail });
      }
    }
  });

  test("is there for every finding", () => {
    expect(findings.length).toBeLessThanOrEqual(rows.length + dropped.length);
    expect(findings.filter((finding) => finding.reference.returned)).toHaveLength(rows.length);
  });
});
