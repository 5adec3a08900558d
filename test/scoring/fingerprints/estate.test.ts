import { describe, expect, test } from "vitest";
import { type Cluster, clustersOf } from "../../../src/scoring/fingerprints/index.js";
import { AGENT, estateOf, IMPLANT, IMPLANTED, type Known, verdictsOf } from "./estate.js";

const SEEDS = Array.from({ length: 100 }, (_, i) => String(i + 1));
const LIGHT = { sites: 2, views: 4, checkIns: 4 };
const KNOWN: readonly Known[] = ["ja4", "ja3"];

function implants(clusters: readonly Cluster[]): readonly Cluster[] {
  return clusters.filter(({ type }) => type === "multi-host implant" || type === "fan-out");
}

describe.each(KNOWN)("in an estate of 500 hosts of which %s is known", (known) => {
  test("an implant of six hosts and four addresses is a cluster, and the browsers are none, on 100 seeds", () => {
    for (const seed of SEEDS) {
      const estate = estateOf(`${known}/${seed}`, { ...LIGHT, known, addresses: 4 });
      const clusters = clustersOf(estate.table, verdictsOf(estate, seed));
      expect(implants(clusters), seed).toHaveLength(1);
      expect(clusters[0], seed).toMatchObject({
        type: "multi-host implant",
        fingerprint: IMPLANT[known],
        sources: IMPLANTED,
        destinations: 4,
        hosts: IMPLANTED,
        allHosts: 500,
        pairs: 24,
      });
      // The agent that four in ten have is told of, as what it is. Nothing else is.
      const others = clusters.slice(1).map(({ type, fingerprint }) => ({ type, fingerprint }));
      expect(others, seed).toEqual([{ type: "shared client", fingerprint: AGENT[known] }]);
    }
  });
});

test("one address for each of the six hosts is enough, where all are found", () => {
  for (const seed of SEEDS.slice(0, 10)) {
    const estate = estateOf(`one/${seed}`, { ...LIGHT, known: "ja3", addresses: 1 });
    const clusters = clustersOf(estate.table, verdictsOf(estate, seed, 1));
    expect(implants(clusters).map(({ fingerprint }) => fingerprint)).toEqual([IMPLANT.ja3]);
    expect(clusters[0]).toMatchObject({ beacons: 6, pairs: 6, sources: 6, destinations: 4 });
  }
});

test("without an implant that is found there is no cluster of one", () => {
  for (const seed of SEEDS.slice(0, 10)) {
    for (const known of KNOWN) {
      const estate = estateOf(`none/${seed}`, { ...LIGHT, known, addresses: 4 });
      expect(implants(clustersOf(estate.table, verdictsOf(estate, seed, 0.01))), seed).toEqual([]);
    }
  }
});
