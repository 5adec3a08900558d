import { describe, expect, test } from "vitest";
import type { Connection } from "../../../src/connection.js";
import { randomFrom } from "../../../src/evaluation/random.js";
import { pairCount } from "../../../src/pairs.js";
import { clusterType } from "../../../src/scoring/fingerprints/cluster.js";
import { domainOf } from "../../../src/scoring/fingerprints/cohesion.js";
import { clustersOf } from "../../../src/scoring/fingerprints/index.js";
import { destinationOf, sourceOf } from "../../../src/table.js";
import { tableFrom } from "../../../src/table-from.js";

const BROWSER = "t13d1516h2_8daaf6152771_02713d6af862";
const RESUMED = "t13d1517h2_8daaf6152771_b1ff8ab2d16f";
const OTHER = "t13d1518h2_8daaf6152771_97f8aa674fd9";
const IMPLANT = "72a589da586844d7f0818ce684948eea";

interface Link {
  readonly from: number;
  readonly to: string;
  readonly with: string | null;
  readonly beacon?: boolean;
  /** Seconds between its four connections. */
  readonly every?: number;
  readonly host?: string;
}

function rowsOf(links: readonly Link[]): Connection[] {
  return links.flatMap(({ from, to, with: fingerprint, every = 60, host }) =>
    [0, 1, 2, 3].map((i) => ({
      time: i * every * 1000,
      source: `10.0.0.${from}`,
      destination: to,
      port: 443,
      fingerprint,
      host: host ?? null,
    })),
  );
}

function clusters(links: readonly Link[], rows: readonly Connection[] = rowsOf(links)) {
  const table = tableFrom(rows);
  const beacons = new Set(
    links.filter(({ beacon }) => beacon).map(({ from, to }) => `10.0.0.${from} ${to}`),
  );
  const scores = Array.from({ length: pairCount(table) }, (_, pair) =>
    beacons.has(`${sourceOf(table, pair)} ${destinationOf(table, pair)}`) ? 1 : 0,
  );
  return clustersOf(table, scores);
}

/** Eighty hosts with a browser, of which one page is taken for a beacon. */
const BROWSERS: readonly Link[] = Array.from({ length: 80 }, (_, i) => ({
  from: i + 1,
  to: `198.51.100.${i + 1}`,
  with: BROWSER,
  beacon: i === 79,
}));

const beacon = (from: number, to: string, more: Partial<Link> = {}): Link => ({
  from,
  to,
  with: IMPLANT,
  beacon: true,
  ...more,
});

describe("a cluster", () => {
  const links = [
    ...BROWSERS,
    beacon(1, "203.0.113.1"),
    beacon(2, "203.0.113.2", { every: 120 }),
    beacon(3, "203.0.113.1"),
    beacon(4, "203.0.113.2"),
  ];

  test("is counted by hand: four of four pairs, of five beacons among 84", () => {
    const low = 4 / (4 + 1.959963984540054 ** 2);
    const rarity = 1 - Math.log(4) / Math.log(80);
    // Of 84 pairs four can be drawn in 1,929,501 ways, and five of these are beacons only. Two fingerprints were looked at.
    const chance = 5 / 1_929_501;
    const found = clusters(links);
    expect(found).toHaveLength(1);
    const { chance: p, falseDiscovery, shareLow, lift, rarity: r, rank, ...rest } = found[0]!;
    expect(p / chance).toBeCloseTo(1, 9);
    expect(falseDiscovery / chance).toBeCloseTo(2, 9);
    expect(shareLow).toBeCloseTo(low, 12);
    expect(lift).toBeCloseTo(84 / 5, 12);
    expect(r).toBeCloseTo(rarity, 12);
    // Three intervals of a minute and one of two: the median deviation is none.
    expect(rank).toBeCloseTo(1 - ((1 - low) * (1 - rarity / 2)) / 2, 12);
    expect(rest).toEqual({
      type: "multi-host implant",
      fingerprint: IMPLANT,
      fingerprints: [IMPLANT],
      beacons: 4,
      pairs: 4,
      sources: 4,
      destinations: 2,
      allBeacons: 5,
      allPairs: 84,
      hosts: 4,
      allHosts: 80,
      share: 1,
      cohesion: 1,
      intervalSeconds: 60,
      sameDestination: false,
      sameNetwork: true,
      domain: null,
      sourceList: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"],
      destinationList: ["203.0.113.1", "203.0.113.2"],
    });
  });

  test("does not mind the order of the rows, nor what hosts are called", () => {
    const random = randomFrom("shuffled");
    const rows = rowsOf(links);
    const shuffled = rows
      .map((row) => ({ row, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row);
    expect(clusters(links, shuffled)).toEqual(clusters(links));
    const renamed = links.map((link) => ({ ...link, from: 201 - link.from }));
    const [first] = clusters(renamed);
    expect({ ...first, sourceList: [] }).toEqual({ ...clusters(links)[0], sourceList: [] });
  });

  test("of one source is a fan-out, where the source has other programs and uses this one for little else", () => {
    const fan = [1, 2, 3, 4].map((i) => beacon(1, `203.0.${i}.1`, { host: `c${i}.example.net` }));
    expect(clusters([...BROWSERS, ...fan])).toMatchObject([
      {
        type: "fan-out",
        sources: 1,
        destinations: 4,
        hosts: 1,
        rarity: 1,
        sameNetwork: false,
        domain: "example.net",
      },
    ]);
    const device = fan.map((link) => ({ ...link, from: 99 }));
    expect(clusters([...BROWSERS, ...device])).toMatchObject([{ type: null }]);
    const busy = [5, 6, 7, 8, 9].map((i) => ({ from: 1, to: `203.0.${i}.1`, with: IMPLANT }));
    expect(clusters([...BROWSERS, ...fan, ...busy])).toMatchObject([{ type: null, pairs: 9 }]);
  });

  test("of a client that more than a quarter of the hosts have is a shared client", () => {
    const agents = BROWSERS.slice(0, 21).map(({ from }) => beacon(from, "192.0.2.1"));
    expect(clusters([...BROWSERS, ...agents])).toMatchObject([
      { type: "shared client", hosts: 21, beacons: 21, pairs: 21, sameDestination: true },
    ]);
    expect(clusters([...BROWSERS, ...agents.slice(0, 20)])).toMatchObject([{ type: null }]);
  });

  test("needs two beacons, of several sources or destinations, and more of them than chance explains", () => {
    expect(clusters([...BROWSERS, beacon(1, "203.0.113.1")])).toEqual([]);
    const all = BROWSERS.map((link) => ({ ...link, beacon: true }));
    expect(clusters(all)).toEqual([]);
    expect(clusters([...all, beacon(1, "203.0.113.1"), beacon(2, "203.0.113.1")])).toEqual([]);
    const table = tableFrom(
      rowsOf([beacon(1, "203.0.113.1")]).flatMap((row) => [row, { ...row, port: 8443 }]),
    );
    expect(clustersOf(table, [1, 1])).toEqual([]);
  });

  test("of two beacons is told, but not what it is", () => {
    const two = [beacon(1, "203.0.113.1"), beacon(2, "203.0.113.1")];
    expect(clusters([...BROWSERS, ...two])).toMatchObject([{ type: null, beacons: 2, hosts: 2 }]);
  });

  test("is as cohesive as its intervals are alike: half a factor of 1.5 off the middle", () => {
    const apart = [60, 60, 90, 90].map((every, i) => beacon(i + 1, "203.0.113.1", { every }));
    const [found] = clusters([...BROWSERS, ...apart]);
    expect(found?.cohesion).toBeCloseTo(1 - Math.log(1.5) / 2 / Math.LN2, 12);
    expect(found?.intervalSeconds).toBe(75);
    const far = [10, 10, 90, 90].map((every, i) => beacon(i + 1, "203.0.113.1", { every }));
    expect(clusters([...BROWSERS, ...far])[0]?.cohesion).toBe(0);
  });

  test("stands before one of its type that keeps together less", () => {
    const loose = [10, 10, 90, 90].map((every, i) =>
      beacon(i + 11, "203.0.113.1", { every, with: "aa" }),
    );
    const found = clusters([...BROWSERS, ...loose, ...links.slice(80)]);
    expect(found.map(({ fingerprint }) => fingerprint)).toEqual([IMPLANT, "aa"]);
    expect(found[0]?.rank).toBeGreaterThan(found[1]?.rank as number);
  });

  test("is never that of clients which permute their extensions, all of them beacons or not", () => {
    const permuting = [1, 2, 3, 4].map((from) => beacon(from, "203.0.113.1"));
    let fresh = 0;
    const rows = rowsOf([...BROWSERS, ...permuting]).map((row) =>
      row.fingerprint === IMPLANT
        ? { ...row, fingerprint: (fresh++).toString(16).padStart(32, "0") }
        : row,
    );
    expect(clusters(permuting, rows)).toEqual([]);
  });

  test("does not count pairs that were not judged, those without fingerprint, and those below the score of a beacon", () => {
    const table = tableFrom(rowsOf([...links, { from: 1, to: "192.0.2.1", with: null }]));
    const scores = Array.from({ length: pairCount(table) }, (_, pair) =>
      destinationOf(table, pair).startsWith("203") ? 0.7 : Number.NaN,
    );
    expect(clustersOf(table, scores)).toEqual([]);
    const judged = scores.map((score, pair) => (pair < 40 ? 0.69 : score));
    expect(clustersOf(table, judged)).toMatchObject([
      { allPairs: 44, allBeacons: 4, allHosts: 80 },
    ]);
    expect(clustersOf(table, judged, 0.71)).toEqual([]);
    expect(
      clustersOf(
        table,
        judged.map((score) => (Number.isNaN(score) ? -1 : score)),
      ),
    ).toEqual(clustersOf(table, judged));
    expect(clustersOf(tableFrom(rowsOf([{ from: 1, to: "192.0.2.1", with: null }])), [1])).toEqual(
      [],
    );
  });
});

describe("a family", () => {
  const beacons = (fingerprints: readonly string[]) =>
    fingerprints.map((one, i) => beacon(i + 1, "203.0.113.1", { with: one }));

  test("of which one fingerprint alone stands out is told by that one", () => {
    const found = clusters([...BROWSERS, ...beacons([OTHER, OTHER, OTHER, OTHER])]);
    expect(found).toMatchObject([
      { type: "multi-host implant", fingerprint: OTHER, fingerprints: [OTHER], hosts: 4, pairs: 4 },
    ]);
  });

  test("that stands out as a whole is one cluster", () => {
    const browsers = BROWSERS.map((link) => ({
      ...link,
      with: "e7d705a3286e19ea42f587b344ee6865",
    }));
    const found = clusters([...browsers, ...beacons([OTHER, RESUMED, RESUMED, OTHER])]);
    expect(found).toMatchObject([
      {
        type: "multi-host implant",
        fingerprint: "t13_8daaf6152771",
        fingerprints: [RESUMED, OTHER],
        hosts: 4,
        pairs: 4,
      },
    ]);
  });
});

describe("the type", () => {
  const implant = {
    sources: 6,
    destinations: 4,
    hosts: 6,
    allHosts: 500,
    shareLow: 0.5,
    fingerprints: 2,
    reached: 4,
  };
  const fan = { ...implant, sources: 1, destinations: 4, hosts: 1, reached: 8 };

  test.each([
    ["multi-host implant", implant],
    ["multi-host implant", { ...implant, hosts: 25 }],
    [null, { ...implant, hosts: 26 }],
    [null, { ...implant, shareLow: 0.49 }],
    ["multi-host implant", { ...implant, hosts: 2, sources: 2, allHosts: 10 }],
    [null, { ...implant, hosts: 2, sources: 2, allHosts: 9 }],
    ["shared client", { ...implant, hosts: 126 }],
    [null, { ...implant, hosts: 125 }],
    ["shared client", { ...implant, shareLow: 0.09 }],
    ["fan-out", fan],
    ["fan-out", { ...fan, shareLow: 0.1 }],
    [null, { ...fan, reached: 9 }],
    [null, { ...fan, fingerprints: 1 }],
    [null, { ...fan, destinations: 1 }],
  ])("is %s for %j", (type, told) => {
    expect(clusterType(told)).toBe(type);
  });
});

test("a domain is the last two labels of a name", () => {
  expect(domainOf("a.b.example.org")).toBe("example.org");
  expect(domainOf("example.org")).toBe("example.org");
  for (const none of ["localhost", "10.0.0.1", "2001:db8::1", "example.", undefined]) {
    expect(domainOf(none)).toBeNull();
  }
});
