import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { type KnownPairs, score } from "../../src/scoring/index.js";

/** Hosts that poll one server every five minutes, as agents do. */
const agents = (hosts: number): Connection[] =>
  Array.from({ length: hosts * 100 }, (_, i) => ({
    time: Date.UTC(2026, 10, 22) + Math.floor(i / hosts) * 300_000 + (i % hosts) * 7000,
    source: `10.0.0.${i % hosts}`,
    destination: "203.0.113.9",
    port: 443,
  }));

const known: KnownPairs = {
  sources: 40,
  sourcesOf: (destination) => (destination === "203.0.113.9" ? 12 : 0),
  alike: (destination, mean) =>
    destination === "203.0.113.9" && Math.abs(mean - 300) < 9 ? 12 : 0,
};
const rarityOf = (options: { known?: KnownPairs }) => {
  const others = Array.from({ length: 6 }, (_, i) => ({
    ...{ time: Date.UTC(2026, 10, 22) + i, source: `10.0.1.${i}` },
    ...{ destination: "198.51.100.7", port: 443 },
  }));
  const [finding] = score([...agents(1), ...others], options).findings;
  return finding?.scores.find(({ id }) => id === "prevalence");
};

describe("what is known of other pairs", () => {
  test("counts where the input holds a few pairs only", () => {
    expect(rarityOf({})?.evidence).toEqual({ sources: 7, reaching: 1, alike: 1 });
    expect(rarityOf({ known })).toMatchObject({
      value: 0,
      evidence: { sources: 40, reaching: 12, alike: 12 },
    });
  });

  test("takes nothing from what the input itself shows", () => {
    const nobody: KnownPairs = { sources: 0, sourcesOf: () => 0, alike: () => 0 };
    expect(score(agents(8), { known: nobody })).toEqual(score(agents(8)));
  });

  test("keeps a managed agent from being critical for seeming rare", () => {
    const levels = (options: { known?: KnownPairs }) =>
      score([...agents(1), ...agents(6).slice(1, 5)], options).findings.map(({ level }) => level);
    expect(levels({ known })).not.toContain("critical");
  });
});
