import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import {
  browsing,
  oneSidedJitter,
  poisson,
  rotation,
  simulate,
  twoSidedJitter,
} from "../../src/evaluation/index.js";
import { KEYS, type Key, regroup } from "../../src/regroup.js";
import type { Scorer } from "../../src/score.js";
import { intervalMad } from "../../src/scorers/index.js";
import { DEFAULT_PROFILE, type Finding, score } from "../../src/scoring/index.js";
import { togetherInWords } from "../../src/scoring/together-in-words.js";
import { tableFrom } from "../../src/table-from.js";

const START = Date.UTC(2026, 10, 23);
const GROUPED = KEYS.filter((key) => key !== "pair");

/** A day of an implant that goes round ten addresses at random, as made by the simulation, under one name. */
function rotating(seed: number, host: string | null, fingerprint: string | null): Connection[] {
  const { connections } = simulate({
    ...{ seed, start: START, hours: 24, site: 9 },
    cohorts: [{ family: rotation, parameters: { servers: 10, periodSeconds: 300, jitter: 0.2 } }],
  });
  return connections.map((one) => ({ ...one, host, fingerprint }));
}

/** People and implants at one address each, all connections with a host of their own address and one fingerprint a source. */
function others(seed: number, site: number): Connection[] {
  const { connections } = simulate({
    ...{ seed, start: START, hours: 24, site },
    cohorts: [
      { family: browsing, pairs: 6 },
      { family: poisson, pairs: 12, parameters: { perDay: 100 } },
      { family: oneSidedJitter, pairs: 2, parameters: { periodSeconds: 300, jitter: 0.2 } },
      { family: twoSidedJitter, pairs: 2, parameters: { periodSeconds: 900, jitter: 0.2 } },
    ],
  });
  return connections.map((one) => ({
    ...one,
    host: `at-${one.destination.replaceAll(/[.:]/g, "-")}.example`,
    fingerprint: `of-${one.source}`,
  }));
}

const best = (findings: readonly Finding[], of: (finding: Finding) => boolean) =>
  findings.find(of)?.score ?? 0;

describe("a beacon that goes round ten addresses at random", () => {
  test("is one finding by host, and by fingerprint, and far lower by pair or address", () => {
    for (const seed of [1, 2]) {
      const beacon = rotating(seed, "beacon.example", "implant");
      const source = beacon[0]?.source;
      const table = [...beacon, ...others(seed, 9)];
      const own = (finding: Finding) =>
        finding.source === source && beacon.some((one) => one.destination === finding.destination);
      for (const key of ["host", "fingerprint"] as const) {
        const found = score(table, { key }).findings.filter(own);
        expect(found).toHaveLength(1);
        const [finding] = found as [Finding];
        expect(finding).toMatchObject({ key, count: beacon.length, host: "beacon.example" });
        expect(finding.score).toBeGreaterThan(0.9);
        expect(finding.falseAlarm).toBeLessThan(1e-4);
        expect(finding.periodSeconds).toBeCloseTo(300, -1);
        expect(finding.destinations).toHaveLength(10);
        expect(finding.destinations[0]).toBe(finding.destination);
        const name = key === "host" ? "host beacon.example" : "fingerprint implant";
        expect(finding.explanation.join(" ")).toContain(
          `Taken together by ${name}: 10 addresses, `,
        );
      }
      for (const key of ["pair", "address"] as const) {
        const alone = score(table, { key }).findings.filter(own);
        expect(alone).toHaveLength(10);
        expect(alone.every((finding) => finding.key === "pair")).toBe(true);
        expect(best(alone, () => true)).toBeLessThan(0.3);
      }
    }
  });

  test("stays one beside a browser of the same source, which is listed by what it talks to", () => {
    const beacon = rotating(7, "beacon.example", "implant");
    const source = beacon[0]?.source as string;
    const browser = others(7, 9).map((one) => ({ ...one, source, fingerprint: "browser" }));
    const { findings } = score([...beacon, ...browser], { key: "fingerprint" });
    const [first] = findings.filter(({ key }) => key === "fingerprint");
    expect(first).toMatchObject({ fingerprint: "implant", count: beacon.length });
    expect(first?.score).toBeGreaterThan(0.8);
    // The implants that the simulation put at one address each are found by themselves, not lost in the browser's group.
    const alone = score([...beacon, ...browser], { key: "pair" }).findings;
    const high = (list: readonly Finding[]) =>
      list
        .filter((finding) => finding.fingerprint === "browser" && finding.score > 0.7)
        .map(({ destination, score }) => [destination, score]);
    expect(high(alone).length).toBeGreaterThan(0);
    expect(high(findings)).toEqual(high(alone));
  });

  test("is lower where twenty sources keep the same time with a host, however rare each of its addresses is", () => {
    const one = rotating(3, "beacon.example", null);
    const fleet = Array.from({ length: 20 }, (_, host) =>
      rotating(100 + host, "agents.example", null).map((connection) => ({
        ...connection,
        source: `10.9.7.${host}`,
      })),
    ).flat();
    const { findings } = score([...one, ...fleet], { key: "host" });
    expect(findings[0]).toMatchObject({ host: "beacon.example", level: "critical" });
    const agents = findings.slice(1);
    expect(agents.map(({ key, host }) => `${key} ${host}`)).toEqual(
      new Array(20).fill("host agents.example"),
    );
    expect(agents.every(({ level }) => level === "low" || level === "medium")).toBe(true);
    const [, address] = agents[0]?.destinations ?? [];
    expect(fleet.filter(({ destination }) => destination === address).length).toBeLessThan(100);
    const { evidence } = agents[0]?.scores.find(({ id }) => id === "prevalence") ?? {};
    expect(evidence).toMatchObject({ sources: 21, reaching: 20 });
  });

  test("is listed by its rare address where one is as regular alone as under a popular name", () => {
    const clock = (source: string, destination: string) =>
      Array.from({ length: 100 }, (_, i) => ({
        ...{ source, destination, port: 443, host: "popular.example" },
        time: START + i * 300_000,
      }));
    const real = Array.from({ length: 30 }, (_, i) => clock(`10.0.1.${i}`, "198.51.100.7")).flat();
    const list = [
      ...real,
      ...clock("10.0.0.9", "203.0.113.66"),
      ...real.slice(0, 9).map((one) => ({ ...one, source: "10.0.0.9" })),
    ];
    const [first] = score(list, { key: "host" }).findings;
    expect(first).toMatchObject({ source: "10.0.0.9", destination: "203.0.113.66", key: "pair" });
  });
});

/** A beacon behind an address that others use as well: by host, only its part is taken. */
test("a beacon among other hosts at one address is a finding of its own, beside what is left of the pair", () => {
  const place = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
  const beacon = Array.from({ length: 100 }, (_, i) => ({
    ...{ ...place, time: START + i * 300_000, host: "beacon.example" },
  }));
  const people = others(5, 1)
    .filter(({ source }, _, all) => source === all[0]?.source)
    .slice(0, 80)
    .map(({ time }, i) => ({ ...place, time, host: `${i % 40}.example` }));
  const { findings } = score([...beacon, ...people], { key: "host" });
  expect(findings.map(({ key, count, host }) => [key, count, host])).toEqual([
    ["host", 100, "beacon.example"],
    ["pair", people.length, "0.example"],
  ]);
  const [first, second] = findings as [Finding, Finding];
  expect(first.explanation).toContainEqual(
    expect.stringMatching(
      /^By host beacon\.example: 100 of the 1\d\d connections to 203\.0\.113\.9:443/,
    ),
  );
  expect(second.explanation).toContainEqual(
    `Left alone: ${people.length} of the ${100 + people.length} connections to 203.0.113.9:443; the others are in findings by host.`,
  );
  expect(first.reference).toEqual(second.reference);
});

/** Any value by what a pair's connections are, and silence at times: groups win and lose as it falls. */
const drawn: Scorer = {
  id: "drawn",
  score({ bytesOut }) {
    const sum = bytesOut.reduce((all, bytes) => all + (bytes % 1009) * 7919, 0) % 1009;
    return sum % 6 === 0 ? undefined : { id: "drawn", value: sum / 1008, evidence: { sum } };
  },
};

const connection = fc.record({
  time: fc.integer({ min: 0, max: 50 }),
  source: fc.constantFrom("10.0.0.1", "2001:db8::1", "client.example"),
  destination: fc.constantFrom("203.0.113.1", "203.0.113.2", "2001:db8::9", "a.example"),
  port: fc.constantFrom(80, 443),
  host: fc.option(fc.constantFrom("a.example", "b.example", "203.0.113.1")),
  fingerprint: fc.option(fc.constantFrom("one", "two", "three")),
});
/** Connection i sends 2^i bytes: a sum of bytes names its connections. */
const connections: fc.Arbitrary<Sent[]> = fc
  .array(connection, { minLength: 1, maxLength: 45 })
  .map((list) => list.map((one, i) => ({ ...one, bytesOut: 2 ** i })));

type Sent = Connection & { readonly bytesOut: number };

const sum = (list: readonly Sent[]) => list.reduce((all, { bytesOut }) => all + bytesOut, 0);

function grouped(list: readonly Sent[], key: Key): Map<string, Sent[]> {
  const groups = new Map<string, Sent[]>();
  for (const one of list) {
    const { source, destination, port } = one;
    const pair = `${source} pair ${destination} ${port}`;
    const by = { pair: null, address: destination, host: one.host, fingerprint: one.fingerprint };
    const name = by[key] === null ? pair : `${source} ${by[key]}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}

/** What the findings must be, by the bytes they sent, with their scores: from `score` of pairs one at a time. */
function wanted(list: readonly Sent[], key: Key, minCount: number): [number, number][] {
  const alone = (part: readonly Sent[]): number => {
    if (part.length < minCount) return Number.NaN;
    const one = part.map((sent) => ({ ...sent, destination: "203.0.113.1", port: 443 }));
    const [finding] = score(one, { scorers: [drawn], minCount: 1 }).findings;
    return finding?.scores.length === 0 ? -1 : (finding?.score ?? Number.NaN);
  };
  const pairs = [...grouped(list, "pair").values()];
  const groups = [...grouped(list, key).values()].filter(
    (group) =>
      !pairs.some(
        (pair) =>
          pair.length === group.length &&
          pair[0] === group[0] &&
          pair.every((one) => group.includes(one)),
      ),
  );
  let taken: Sent[][] = [];
  const leftOf = (pair: Sent[]) =>
    pair.filter((one) => !taken.some((group) => group.includes(one)));
  for (let before = -1; before !== taken.length; ) {
    before = taken.length;
    const left = pairs.map(leftOf);
    const more = groups.filter((group) => {
      const own = alone(group);
      const touched = left.filter((_, i) => pairs[i]?.some((one) => group.includes(one)));
      return !taken.includes(group) && own >= -1 && touched.every((part) => !(alone(part) > own));
    });
    taken = [...taken, ...more];
  }
  const left = pairs.map(leftOf);
  return [...taken, ...left].flatMap((part): [number, number][] => {
    const own = alone(part);
    return Number.isNaN(own) ? [] : [[sum(part), Math.max(0, own)]];
  });
}

describe("by any key", () => {
  const options = { scorers: [drawn], profile: DEFAULT_PROFILE };
  const keys = fc.constantFrom(...KEYS);

  test("a group is a finding where no pair of its connections is stronger, and every other connection is its pair's", () => {
    fc.assert(
      fc.property(connections, keys, fc.integer({ min: 1, max: 5 }), (list, key, minCount) => {
        const { findings } = score(list, { ...options, key, minCount });
        const byBytes = ([a]: [number, number], [b]: [number, number]) => a - b;
        expect(
          findings
            .map(({ bytesOut, score }): [number, number] => [bytesOut!, score])
            .toSorted(byBytes),
        ).toEqual(wanted(list, key, minCount).toSorted(byBytes));
      }),
      { numRuns: 150 },
    );
  });

  test("no connection is in two findings, and none that its pair has enough of is in no finding", () => {
    fc.assert(
      fc.property(connections, keys, fc.integer({ min: 1, max: 5 }), (list, key, minCount) => {
        const { findings } = score(list, { ...options, key, minCount });
        const inside = list.map(
          ({ bytesOut }) =>
            findings.filter((finding) => Math.floor(finding.bytesOut! / bytesOut) % 2 === 1).length,
        );
        expect(Math.max(...inside)).toBeLessThanOrEqual(1);
        expect(findings.reduce((all, { count }) => all + count, 0)).toBe(
          inside.filter((times) => times === 1).length,
        );
        for (const pair of grouped(list, "pair").values()) {
          const missing = pair.filter((one) => inside[list.indexOf(one)] === 0);
          expect(missing.length).toBeLessThan(minCount);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("findings are the same whatever the order of the connections", () => {
    fc.assert(
      fc.property(
        connections.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), keys),
        ),
        ([list, shuffled, key]) => {
          const all = { ...options, key, minCount: 1 };
          expect(score(shuffled, all).findings).toEqual(score(list, all).findings);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("groups at one address that are equal in all else stand in the order of their names", () => {
    const flat: Scorer = { id: "flat", score: () => ({ id: "flat", value: 0.5, evidence: {} }) };
    const at = (host: string, time: number) => ({
      ...{ source: "10.0.0.1", destination: "203.0.113.1", port: 443, host, time },
    });
    const list = [3, 1, 2, 0].flatMap((i) => [
      at(`h${i}.example`, 9 - i),
      at(`h${i}.example`, 19 - i),
    ]);
    for (const one of [list, list.toReversed()]) {
      const { findings } = score(one, { scorers: [flat], key: "host", minCount: 2 });
      expect(findings.map(({ key, host }) => `${key} ${host}`)).toEqual([
        ...["host h0.example", "host h1.example", "host h2.example", "host h3.example"],
      ]);
    }
  });

  test("findings, explanations and all are those by pair where each group is one pair", () => {
    const list = others(11, 3).map((one) => ({
      ...one,
      ...{ host: `${one.destination}.example`, fingerprint: `${one.source} ${one.destination}` },
    }));
    const text = (key: Key) => JSON.stringify(score(list, { key }));
    for (const key of GROUPED) expect(text(key)).toBe(text("pair"));
    expect(JSON.stringify(score(list))).toBe(text("pair"));
  });

  test("--min-count is of the group, --top and --min-score of what is left, --hours of the window", () => {
    const at = (i: number) => ({
      ...{ source: "10.0.0.1", destination: `203.0.113.${i % 8}`, port: 443 },
      ...{ time: START + i * 300_000, host: "beacon.example" },
    });
    const list = Array.from({ length: 24 }, (_, i) => at(i));
    expect(score(list, { key: "pair" }).findings).toEqual([]);
    expect(score(list, { key: "host" }).findings).toMatchObject([{ key: "host", count: 24 }]);
    expect(score(list, { key: "host", minCount: 25 }).findings).toEqual([]);
    expect(score(list, { key: "host", hours: 1 }).findings).toMatchObject([
      { count: 13, firstSeen: START + 11 * 300_000 },
    ]);
    const two = [...list, ...list.map((one) => ({ ...one, source: "10.0.0.2" }))];
    const { findings, warnings } = score(two, { key: "host", top: 1 });
    expect(findings).toHaveLength(1);
    expect(warnings).toContainEqual({
      code: "top",
      message: "the best 1 of 2 findings; --top 0 shows all",
    });
    expect(score(two, { key: "host", minScore: 0.999 }).findings).toEqual([]);
  });

  test("the reference verdict is that of the main destination's pair", () => {
    const at = (i: number, last: number) => ({
      ...{ source: "10.0.0.1", destination: `203.0.113.${last}`, port: 443 },
      ...{ time: START + i * 60_000, host: "beacon.example", bytesOut: 10, bytesIn: 10 },
    });
    const list = Array.from({ length: 60 }, (_, i) => at(i, i % 3 === 0 ? 1 : 2));
    const [finding] = score(list, { key: "host" }).findings;
    const pairs = score(list, { key: "pair" }).findings;
    expect(finding).toMatchObject({ count: 60, destination: "203.0.113.2" });
    expect(finding?.reference).toEqual(
      pairs.find(({ destination }) => destination === "203.0.113.2")?.reference,
    );
  });
});

test("a strong beacon at one of a host's addresses does not hide the beacon that goes round them", () => {
  const busy = Array.from({ length: 1440 }, (_, i) => ({
    ...{ source: "10.0.0.1", destination: "203.0.113.1", port: 443 },
    ...{ time: START + i * 60_000, host: "telemetry.example", bytesOut: 400, bytesIn: 900 },
  }));
  const beacon = rotating(3, "beacon.example", null).map((one) => ({ ...one, source: "10.0.0.1" }));
  const main = beacon[0]?.destination as string;
  const { findings } = score([...busy.map((one) => ({ ...one, destination: main })), ...beacon], {
    key: "host",
  });
  expect(findings.map(({ key, host, count }) => [key, host, count])).toEqual([
    ["host", "telemetry.example", 1440],
    ["host", "beacon.example", beacon.length],
  ]);
  expect(findings[1]?.score).toBeGreaterThan(0.9);
});

test("a group whose pairs keep schedules alone says so", () => {
  const table = tableFrom(
    ["203.0.113.1", "203.0.113.2", "203.0.113.3"].map((destination, time) => ({
      ...{ source: "10.0.0.1", destination, port: 443, time, fingerprint: "t13d" },
    })),
  );
  const groups = regroup(table, "fingerprint");
  expect(togetherInWords(table, groups, 0, Float64Array.of(1e-6, 1e-6, 0.5))).toEqual([
    "Taken together by fingerprint t13d: 3 addresses, 1 of which alone looks like chance.",
    "2 of them keep a schedule alone, too: --key pair shows each.",
  ]);
  expect(togetherInWords(table, groups, 0, Float64Array.of(1e-6, 0.5, 0.5))).toHaveLength(1);
});

test("of equal scores the smaller chance is the stronger evidence", () => {
  const sure: Scorer = { id: "sure", score: () => ({ id: "sure", value: 1, evidence: {} }) };
  const profile = { ...DEFAULT_PROFILE, weights: { ...DEFAULT_PROFILE.weights, sure: 40 } };
  const clock = (last: number, seconds: number) =>
    Array.from({ length: 60 }, (_, i) => ({
      ...{ source: "10.0.0.1", destination: `203.0.113.${last}`, port: 443 },
      ...{ time: START + last * 7000 + i * seconds * 1000, host: "beacon.example" },
    }));
  const options = { scorers: [intervalMad, sure], profile, key: "host" } as const;
  const clocks = score([...clock(1, 311), ...clock(2, 173), ...clock(3, 71)], options).findings;
  expect(clocks.map(({ key, score }) => [key, score])).toEqual(new Array(3).fill(["pair", 1]));
  const turns = rotating(1, "beacon.example", null);
  expect(score(turns, options).findings).toMatchObject([{ key: "host", score: 1 }]);
});

describe("the allow list takes out a group", () => {
  const at = (i: number, host: string | null) => ({
    ...{ source: "10.0.0.1", destination: `203.0.113.${i % 4}`, port: 443 },
    ...{ time: START + i * 300_000, host, fingerprint: "implant" },
  });
  const list = Array.from({ length: 40 }, (_, i) => at(i, "beacon.example"));
  const count = (connections: readonly Connection[], key: Key, ...allow: string[]) =>
    score(connections, { key, allow }).findings.length;

  test("whose host is on it, or whose every destination", () => {
    expect(count(list, "host")).toBe(1);
    expect(count(list, "host", "beacon.example")).toBe(0);
    expect(count(list, "host", "203.0.113.0/30")).toBe(0);
    expect(count(list, "host", "203.0.113.0/31")).toBe(1);
    expect(count(list, "fingerprint", "203.0.113.0/30")).toBe(0);
    expect(count(list, "fingerprint", "*.example")).toBe(0);
    const { warnings } = score(list, { key: "host", allow: ["beacon.example"] });
    expect(warnings).toContainEqual({
      code: "allowed",
      message: "1 of 1 findings left out by the allow list",
    });
  });

  test("but not one with connections to an unknown address that name no host", () => {
    const some = list.map((one, i) => (i % 4 === 3 ? { ...one, host: null } : one));
    expect(count(some, "fingerprint", "beacon.example")).toBe(1);
    expect(count(some, "fingerprint", "beacon.example", "203.0.113.3")).toBe(1);
    expect(count(some, "fingerprint", "203.0.113.0/30")).toBe(0);
  });
});

test("a finding lists twenty destinations at most, the busiest first", () => {
  const at = (i: number, last: number) => ({
    ...{ source: "10.0.0.1", destination: `203.0.113.${last}`, port: 443 },
    ...{ time: START + i * 60_000, host: "beacon.example" },
  });
  const list = Array.from({ length: 100 }, (_, i) => at(i, (i * i * 7) % 11 < 5 ? 77 : i % 60));
  const [finding] = score(list, { key: "host" }).findings;
  expect(finding).toMatchObject({ count: 100, destination: "203.0.113.77" });
  expect(finding?.destinations).toHaveLength(20);
  expect(finding?.destinations[0]).toBe("203.0.113.77");
});

test("an unknown key is told with everything else that is wrong", () => {
  const wrong = { key: "name" as Key, minCount: 0 };
  expect(() => score([], wrong)).toThrow(
    /key: expected one of pair, address, host, fingerprint, got name/,
  );
  expect(() => score([], wrong)).toThrow(/minCount/);
});
