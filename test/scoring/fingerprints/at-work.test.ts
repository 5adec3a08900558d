import { describe, expect, test } from "vitest";
import { defaultScorers } from "../../../src/scorers/index.js";
import { type Cluster, parseIntel } from "../../../src/scoring/fingerprints/index.js";
import { score } from "../../../src/scoring/index.js";
import { estateOf, IMPLANT, IMPLANTED } from "./estate.js";

function implants(clusters: readonly Cluster[]): readonly Cluster[] {
  return clusters.filter(({ type }) => type === "multi-host implant" || type === "fan-out");
}

describe("from connections to clusters", () => {
  const whole = { sites: 3, views: 5, addresses: 4, checkIns: 60 };

  test.each([
    ["ja4", "a"],
    ["ja3", "b"],
    ["ja3", "c"],
  ] as const)("the implant is found by its %s (seed %s)", (known, seed) => {
    const { table } = estateOf(`whole/${seed}`, { ...whole, known });
    const intel = parseIntel(`${IMPLANT[known]} Implant`);
    const { clusters, findings } = score(table, { intel, top: 60 });
    expect(implants(clusters)).toHaveLength(1);
    expect(clusters[0]).toMatchObject({
      type: "multi-host implant",
      fingerprint: IMPLANT[known],
      sources: IMPLANTED,
      destinations: 4,
      sameNetwork: true,
      sameDestination: false,
    });
    expect(clusters[0]?.cohesion).toBeGreaterThan(0.9);
    expect(clusters[0]?.intervalSeconds).toBeCloseTo(285, -1);
    const listed = findings.filter((finding) => finding.intel === "Implant");
    expect(listed).toHaveLength(24);
    // Six of 500 hosts have it, for four destinations, and it is on the list. All answers are alike, and tell nothing.
    const move = 0.15 * (1 - Math.log(6) / Math.log(500)) + 0.15;
    const spoken = listed[0]?.scores.find(({ id }) => id === "fingerprint-cluster");
    expect(spoken?.evidence).toMatchObject({ sources: 500, using: 6, destinations: 4, listed: 1 });
    expect(spoken?.value).toBeGreaterThan(0.5 + move / 0.6 - 1e-12);
    expect(spoken?.value).toBeLessThan(1);
  });

  test("a browser that permutes its extensions is told neither rare nor common by them", () => {
    const { table } = estateOf("whole/b", { ...whole, known: "ja3" });
    const { findings } = score(table);
    const browsing = findings.filter(({ destination }) => destination.startsWith("198."));
    expect(browsing).toHaveLength(1500);
    const ids = new Set(browsing.flatMap(({ scores }) => scores.map(({ id }) => id)));
    expect(ids).not.toContain("fingerprint-cluster");
  });

  test("without fingerprints scores are what they are without the scorer, and there are no clusters", () => {
    const { table } = estateOf("whole/b", { ...whole, known: "ja3" });
    const plain = { ...table, optional: {} };
    const scorers = defaultScorers.filter(({ id }) => id !== "fingerprint-cluster");
    expect(score(plain)).toEqual(score(plain, { scorers }));
    expect(score(plain).clusters).toEqual([]);
  });
});
