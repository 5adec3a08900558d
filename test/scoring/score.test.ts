import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/connection.js";
import { exponential, uniform } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { diagnose } from "../../src/reference/index.js";
import type { Scorer } from "../../src/score.js";
import { defaultScorers, intervalMad } from "../../src/scorers/index.js";
import { shareAbove } from "../../src/scoring/false-alarm.js";
import type { Finding } from "../../src/scoring/index.js";
import { DEFAULT_PROFILE, score } from "../../src/scoring/index.js";
import { tableFrom } from "../../src/table-from.js";

const PAIR = { source: "10.0.0.1", destination: "203.0.113.9", port: 443 };
const START = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;

/** `count` connections, one every `seconds`. */
function clock(count: number, seconds = 60, rest: Partial<Connection> = {}): Connection[] {
  return Array.from({ length: count }, (_, i) => ({
    ...PAIR,
    time: START + i * seconds * 1000,
    ...rest,
  }));
}

const onPort = (port: number, count: number) => clock(count, 60, { port });
const ports = (findings: readonly Finding[]) => findings.map(({ port }) => port);
const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);

/** Scores by destination port, in thousandths; silent on ports over 1000. */
const byPort: Scorer = {
  id: "by-port",
  score: ({ port }) =>
    port > 1000 ? undefined : { id: "by-port", value: port / 1000, evidence: { port } },
};
const PLAIN = { scorers: [byPort], profile: DEFAULT_PROFILE };

/** The score by a scorer of one's own alone: even odds, times ten for a value of 1. */
const plain = (value: number): number => 10 ** (2 * value - 1) / (1 + 10 ** (2 * value - 1));

describe("score ranks", () => {
  test("by the combined score, the highest first, from rank 1", () => {
    const { findings } = score([...onPort(80, 9), ...onPort(443, 9), ...onPort(22, 9)], PLAIN);
    expect(findings.map(({ rank, port, score }) => [rank, port, score])).toEqual([
      [1, 443, expect.closeTo(plain(0.443), 12)],
      [2, 80, expect.closeTo(plain(0.08), 12)],
      [3, 22, expect.closeTo(plain(0.022), 12)],
    ]);
  });

  test("equal scores by count, then source, destination and port: addresses as numbers, before IPv6 and names", () => {
    const flat: Scorer = { id: "flat", score: () => ({ id: "flat", value: 0.5, evidence: {} }) };
    const keys: [string, string, number, number][] = [
      ["a.example", "203.0.113.9", 80, 4],
      ["2001:db8::1", "203.0.113.9", 80, 4],
      ["10.0.0.10", "203.0.113.9", 80, 4],
      ["10.0.0.9", "203.0.113.10", 80, 4],
      ["10.0.0.9", "203.0.113.9", 443, 4],
      ["10.0.0.9", "203.0.113.9", 80, 4],
      ["10.0.0.200", "203.0.113.9", 80, 5],
    ];
    const connections = keys.flatMap(([source, destination, port, count]) =>
      clock(count, 60, { source, destination, port }),
    );
    const { findings } = score(connections, { scorers: [flat], profile: PLAIN.profile });
    expect(
      findings.map(({ source, destination, port, count }) => [source, destination, port, count]),
    ).toEqual(keys.toReversed());
    expect(score(connections.toReversed(), { scorers: [flat], profile: PLAIN.profile })).toEqual(
      score(connections, { scorers: [flat], profile: PLAIN.profile }),
    );
  });

  test("pairs on which no scorer can speak last, and only when all are asked for", () => {
    const connections = [...onPort(8443, 99), ...onPort(0, 9), ...onPort(80, 9)];
    expect(ports(score(connections, PLAIN).findings)).toEqual([80, 0, 8443]);
    expect(ports(score(connections, { ...PLAIN, top: 10 }).findings)).toEqual([80, 0]);
    expect(ports(score(connections, { ...PLAIN, minScore: plain(0.01) }).findings)).toEqual([80]);
    const silent = score(connections, PLAIN).findings[2];
    expect(silent).toMatchObject({ score: 0, level: "none", scores: [] });
    expect(silent?.explanation).toEqual([
      "Too little for any scorer to speak: 99 connections, none of them with bytes sent, in 98 min of logs.",
    ]);
  });

  test("by the very score that the finding has: of few check-ins, of bursts, of clocks", () => {
    const random = randomFrom("mixed");
    const pairs = Array.from({ length: 120 }, (_, i) => {
      const { jitter, burst, count } = {
        jitter: (i % 5) / 4,
        burst: i % 3 === 0 ? 10 : 1,
        count: [3, 5, 9, 14, 22, 40, 70][i % 7]!,
      };
      let time = START;
      return Array.from({ length: count }, () => {
        time +=
          1000 *
          (jitter === 1 ? exponential(random, 300) : uniform(random, 300 * (1 - jitter), 300));
        return Array.from({ length: burst }, (_, k) => ({
          ...{ ...PAIR, source: `10.0.1.${i}`, destination: `198.51.100.${i % 40}` },
          ...{ time: time + 100 * k, bytesOut: 200 + i, bytesIn: 90 },
        }));
      }).flat();
    });
    const { findings } = score(pairs.flat(), { minCount: 1 });
    const scores = findings.map((finding) => finding.score);
    expect(new Set(findings.map(({ level }) => level)).size).toBeGreaterThan(3);
    expect(findings.some(({ falseAlarm }) => falseAlarm === null)).toBe(true);
    expect(scores).toHaveLength(pairs.length);
    expect(scores.toSorted((a, b) => b - a)).toEqual(scores);
    for (const minScore of [scores[5]!, scores[60]!, scores[100]!]) {
      const kept = score(pairs.flat(), { minCount: 1, minScore }).findings;
      expect(kept).toEqual(findings.filter((finding) => finding.score >= minScore));
    }
  });

  test("managed agents below a rare pair that is no steadier, and people below both", () => {
    const random = randomFrom("agents");
    const pair = (source: string, destination: string, gap: () => number) => {
      let time = START + 1000 * uniform(random, 0, 300);
      return Array.from({ length: 80 }, () => {
        time += gap() * 1000;
        return { ...PAIR, source, destination, time, bytesOut: 300, bytesIn: 90 };
      });
    };
    const sleep = () => uniform(random, 270, 300);
    const hosts = Array.from({ length: 20 }, (_, i) => `10.0.1.${i}`);
    const connections = [
      ...hosts.flatMap((host) => pair(host, "198.51.100.7", sleep)),
      ...pair("10.0.1.3", "203.0.113.66", sleep),
      ...hosts.flatMap((host) => pair(host, "198.51.100.8", () => exponential(random, 300))),
    ];
    const { findings } = score(connections);
    const [first, ...others] = findings;
    expect(first).toMatchObject({ destination: "203.0.113.66", level: "critical" });
    const agents = others.slice(0, hosts.length);
    expect(new Set(agents.map(({ destination }) => destination))).toEqual(
      new Set(["198.51.100.7"]),
    );
    expect(agents.every(({ level }) => level === "low" || level === "medium")).toBe(true);
    expect(
      agents.every(({ explanation }) => explanation.some((one) => one.includes("managed"))),
    ).toBe(true);
    expect(others.slice(hosts.length).every(({ level }) => level === "none")).toBe(true);
  });
});

describe("score leaves out", () => {
  const connections = [...onPort(80, 3), ...onPort(443, 4), ...onPort(900, 5)];

  test("pairs with fewer connections than minCount, 4 by default", () => {
    expect(ports(score(connections, PLAIN).findings)).toEqual([900, 443]);
    expect(ports(score(connections, { ...PLAIN, minCount: 5 }).findings)).toEqual([900]);
    expect(ports(score(connections, { ...PLAIN, minCount: 1 }).findings)).toEqual([900, 443, 80]);
  });

  test("findings below minScore, and keeps those that reach it", () => {
    expect(ports(score(connections, { ...PLAIN, minScore: plain(0.443) }).findings)).toEqual([
      900, 443,
    ]);
    expect(ports(score(connections, { ...PLAIN, minScore: plain(0.4431) }).findings)).toEqual([
      900,
    ]);
  });

  test("all but the best, and says how many there were", () => {
    const { findings, warnings } = score(connections, { ...PLAIN, minCount: 1, top: 2 });
    expect(ports(findings)).toEqual([900, 443]);
    expect(warnings).toContainEqual({
      code: "top",
      message: "the best 2 of 3 findings; --top 0 shows all",
    });
    expect(codes(score(connections, { ...PLAIN, minCount: 1, top: 3 }).warnings)).not.toContain(
      "top",
    );
  });

  test("allowed destinations, and says how many; the places go to others", () => {
    const wanted = clock(9, 60, { destination: "198.51.100.7", port: 999 });
    const options = { ...PLAIN, allow: ["198.51.100.0/24"], top: 2 };
    const { findings, warnings } = score([...connections, ...wanted], options);
    expect(ports(findings)).toEqual([900, 443]);
    expect(warnings).toContainEqual({
      code: "allowed",
      message: "1 of 3 findings left out by the allow list",
    });
    expect(codes(warnings)).not.toContain("top");
  });

  test("a pair whose hosts are all allowed, but not one that hides another among them", () => {
    const reached = (hosts: (string | null)[]) =>
      hosts.map((host, i) => ({ ...PAIR, time: START + i * 60_000, host }));
    const found = (hosts: (string | null)[]) =>
      score(reached(hosts), { ...PLAIN, allow: ["*.example.com"] }).findings.length;
    expect(found(["a.example.com", "A.Example.com", "example.com", null])).toBe(0);
    expect(found(["a.example.com", "a.example.com", "a.example.com", "evil.net"])).toBe(1);
    expect(found([null, null, null, null])).toBe(1);
  });

  test("what lies outside the window", () => {
    const day = clock(24 * 60);
    const counted = (options: object) => {
      const { input, findings } = score(day, options);
      return [findings[0]?.count, (input.start ?? 0) - START, (input.end ?? 0) - START];
    };
    const last = 1439 * 60_000;
    expect(counted({})).toEqual([1440, 0, last]);
    expect(counted({ hours: 1 })).toEqual([61, last - HOUR, last]);
    expect(counted({ end: START + HOUR })).toEqual([61, 0, HOUR]);
    expect(counted({ hours: 0.5, end: START + HOUR })).toEqual([31, HOUR / 2, HOUR]);
    expect(counted({ end: START + HOUR - 1 })).toEqual([60, 0, HOUR - 60_000]);
    expect(counted({ end: START + last })).toEqual([1440, 0, last]);
    expect(counted({ end: START + last - 1 })).toEqual([1439, 0, last - 60_000]);
    expect(counted({ hours: last / HOUR })[0]).toBe(1440);
    expect(counted({ hours: (last - 1) / HOUR })[0]).toBe(1439);
  });

  test("everything, when the window is elsewhere, and says so", () => {
    const { findings, input, warnings } = score(clock(99), { end: START - 1 });
    expect(findings).toEqual([]);
    expect(input).toMatchObject({ pairs: 1, start: null, end: null });
    expect(codes(warnings)).toContain("empty-window");
  });
});

describe("a finding", () => {
  test("has what was measured of its pair", () => {
    const connections = clock(6, 90, { host: "a.example", fingerprint: "t13d" }).map((one, i) => ({
      ...one,
      bytesOut: i === 0 ? null : 100,
      ...(i === 5 && { host: "b.example", fingerprint: null }),
    }));
    const scorers = [intervalMad, byPort];
    expect(score(connections, { scorers }).findings).toEqual([
      {
        rank: 1,
        ...PAIR,
        key: "pair",
        destinations: ["203.0.113.9"],
        intel: null,
        host: "a.example",
        fingerprint: "t13d",
        count: 6,
        firstSeen: START,
        lastSeen: START + 450_000,
        durationSeconds: 450,
        averageIntervalSeconds: 90,
        bytesOut: 500,
        bytesIn: null,
        score: expect.any(Number),
        level: expect.any(String),
        falseAlarm: shareAbove("interval-mad", 1, 6),
        periodSeconds: null,
        jitter: null,
        sleepLaw: null,
        scores: [
          {
            id: "interval-mad",
            value: 1,
            evidence: { medianSeconds: 90, madSeconds: 0, ratio: 0 },
          },
          { id: "by-port", value: 0.443, evidence: { port: 443 } },
        ],
        reference: {
          returned: false,
          confidence: null,
          reason: null,
          dropped: "count",
          detail: "6 is not > 15",
        },
        explanation: [
          expect.stringMatching(
            /^One in [\d.]+ pairs without a schedule is as regular \(interval-mad\)\.$/,
          ),
          "Every 90 s, give or take 0 s (0 %; chance arrivals: 69 %).",
          "by-port 0.44 (port 443).",
        ],
        intervalHistogram: [0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0],
      },
    ]);
  });

  test("has period, jitter and law of a schedule, and null in place of each of a pair without one", () => {
    const random = randomFrom("schedule");
    const every = (gap: () => number) => {
      let time = START;
      return Array.from({ length: 200 }, () => {
        time += gap() * 1000;
        return { ...PAIR, time };
      });
    };
    const [sleeping] = score(every(() => uniform(random, 48, 60))).findings;
    expect(sleeping).toMatchObject({ periodSeconds: 60, sleepLaw: "one-sided" });
    expect(sleeping?.jitter).toBeCloseTo(0.2, 2);
    const [waiting] = score(every(() => exponential(random, 60))).findings;
    expect(waiting).toMatchObject({ periodSeconds: null, jitter: null, sleepLaw: null });
    expect(waiting?.falseAlarm).toBeGreaterThan(0.01);
  });

  test("has numbers that are known or null, never 0 or NaN in their place, for any connections", () => {
    const gap = fc.oneof(
      fc.constantFrom(0, 1, 60_000, 300_000),
      fc.nat(2000),
      fc.integer({ min: 48_000, max: 60_000 }),
      fc.nat(100_000_000),
    );
    const gaps = fc.oneof(
      fc.array(gap, { maxLength: 60 }),
      fc.array(fc.integer({ min: 48_000, max: 60_000 }), { maxLength: 60 }),
      fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
    );
    fc.assert(
      fc.property(gaps, (milliseconds) => {
        let time = START;
        const times = [time, ...milliseconds.map((one) => (time += one))];
        const connections = times.map((one) => ({ ...PAIR, time: one }));
        const [finding] = score(connections, { minCount: 1 }).findings as [Finding];
        const { falseAlarm, periodSeconds, jitter, sleepLaw, explanation } = finding;
        expect(explanation.join(" ")).not.toMatch(/NaN|Infinity|undefined|null/);
        expect(falseAlarm === null || (falseAlarm >= 1e-6 && falseAlarm <= 1)).toBe(true);
        if (falseAlarm === null || falseAlarm > 0.01) expect(periodSeconds).toBeNull();
        if (periodSeconds === null) expect([jitter, sleepLaw]).toEqual([null, null]);
        else expect(Number.isFinite(periodSeconds) && periodSeconds > 0).toBe(true);
        expect((jitter === null) === (sleepLaw === null)).toBe(true);
        if (jitter !== null) expect(Number.isFinite(jitter) && jitter >= 0).toBe(true);
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  test("says in words what a sleep that varies by all of itself may be", () => {
    const random = randomFrom("all of itself");
    let time = START;
    const connections = Array.from({ length: 300 }, () => {
      time += 1000 * uniform(random, 0, 3770);
      return { ...PAIR, time };
    });
    const [finding] = score(connections).findings;
    expect(finding).toMatchObject({ sleepLaw: "ambiguous" });
    expect(finding?.explanation[1]).toMatch(
      /^Sleeps 6\d(\.\d)? min less up to (99|100) %, or 3\d(\.\d)? min give or take (9\d|100) %: the intervals do not tell which\.$/,
    );
  });

  test("has no average interval when there is one connection, and no number that is not known", () => {
    const [finding] = score(clock(1), { minCount: 1 }).findings;
    expect(finding).toMatchObject({
      count: 1,
      durationSeconds: 0,
      averageIntervalSeconds: null,
      bytesOut: null,
      bytesIn: null,
      host: null,
      fingerprint: null,
    });
  });

  test("has the reference's verdict by the rule's own window, whatever the window of the scores", () => {
    const day = clock(24 * 60);
    const [finding] = score(day, { hours: 0.1 }).findings;
    expect(finding?.count).toBe(7);
    expect(finding?.reference).toMatchObject({ returned: true, reason: "band60" });
    const early = score(day, { end: START + 600_000 }).findings[0];
    expect(early?.reference).toMatchObject({ dropped: "count", detail: "11 is not > 15" });
  });

  test("says its reference's window in the zone asked for", () => {
    const late = clock(9, 60, { destination: "198.51.100.7" }).map((one) => ({
      ...one,
      time: one.time + 30 * HOUR,
    }));
    const connections = [...clock(9), ...late];
    const detail = (timeZone: string) => {
      const { findings } = score(connections, { timeZone });
      return findings.find(({ destination }) => destination === PAIR.destination)?.reference.detail;
    };
    expect(detail("UTC")).toBe("no record from 2026-11-22 06:08:00 to 2026-11-23 06:08:00");
    expect(detail("Asia/Tokyo")).toBe("no record from 2026-11-22 15:08:00 to 2026-11-23 15:08:00");
  });
});

describe("score", () => {
  test("takes a table, an array or any other iterable of connections", () => {
    const connections = clock(50);
    function* generated() {
      yield* connections;
    }
    const expected = score(tableFrom(connections));
    expect(score(connections)).toEqual(expected);
    expect(score(generated())).toEqual(expected);
    expect(score(new Set(connections))).toEqual(expected);
    expect(expected.profile).toBe("default");
  });

  test("tells what was read, and when it was", () => {
    const bad = { ...PAIR, time: Number.NaN };
    const { input } = score([...clock(5), bad, ...onPort(80, 1)]);
    expect(input).toEqual({
      files: 0,
      records: 7,
      accepted: 6,
      rejected: 1,
      ignored: 0,
      pairs: 2,
      start: START,
      end: START + 240_000,
    });
  });

  test("has the warnings of the reading and of the diagnosis", () => {
    const table = tableFrom([...clock(5), { ...PAIR, time: Number.NaN }]);
    const { warnings } = score(table);
    expect(warnings).toEqual([...table.warnings, ...diagnose(table)]);
    expect(codes(warnings)).toEqual(["rejected", "no-bytes"]);
  });

  test("finds nothing in nothing", () => {
    const { findings, input, warnings } = score([]);
    expect(findings).toEqual([]);
    expect(input).toMatchObject({ pairs: 0, start: null, end: null });
    expect(warnings).toEqual([]);
  });

  test("gives the same result twice, and does not mind the order of the connections", () => {
    const connections = [...clock(50, 61), ...onPort(80, 30), ...onPort(8080, 7)];
    const table = tableFrom(connections);
    expect(score(table)).toEqual(score(table));
    expect(score(connections.toReversed())).toEqual(score(connections));
  });

  test("uses the default scorers unless told otherwise", () => {
    // Ten hosts with two clients each, of which one has a third.
    const others = Array.from({ length: 20 }, (_, i) => ({
      ...PAIR,
      source: `10.0.0.${(i % 10) + 1}`,
      fingerprint: i < 10 ? "browser" : "agent",
      time: START,
    }));
    const connections = [...clock(1440, 60, { bytesOut: 9, fingerprint: "own" }), ...others];
    const [finding] = score(connections).findings;
    expect(finding?.scores.map(({ id }) => id)).toEqual(defaultScorers.map(({ id }) => id));
  });
});

describe("score refuses", () => {
  test("options that make no sense, all at once", () => {
    const options = {
      minCount: 0,
      minScore: 1.1,
      top: -1,
      hours: 0,
      end: Number.NaN,
      timeZone: "Nowhere/Nohow",
      internal: ["10.0.0.0/33"],
      allow: ["a b", "fine.example", "10.0.0.999"],
      profile: { ...DEFAULT_PROFILE, prior: -1 },
      rule: { minCount: -1 },
      scorers: [byPort, intervalMad, byPort],
    };
    expect(() => score(clock(5), options)).toThrow(
      expect.objectContaining({
        name: "RuleError",
        issues: [
          'scorers: more than one has the id "by-port"',
          "minCount: expected a whole number from 1, got 0",
          "minScore: expected a number from 0 to 1, got 1.1",
          "top: expected a whole number from 0, got -1",
          "hours: expected a number over 0, got 0",
          "profile: prior: expected a number above 0, at most 100, got -1",
          'allow: not an address, a CIDR range or a domain: "a b", "10.0.0.999"',
          "rule: minCount: expected a whole number from 0 to 9007199254740991, got -1",
          'end: expected epoch milliseconds or "data", got NaN',
          'internal[0]: expected an address or a CIDR range, got "10.0.0.0/33"',
          'timeZone: unknown zone "Nowhere/Nohow"',
        ],
      }),
    );
  });

  test.each(["nosuch", "toString", "__proto__", ""])("the profile name %j", (profile) => {
    expect(() => score(clock(5), { profile })).toThrow(
      `score: profile: no profile "${profile}"; there is default, timing`,
    );
  });

  test("numbers that are none", () => {
    for (const options of [{ top: 1.5 }, { minCount: Number.NaN }, { minScore: Number.NaN }]) {
      expect(() => score(clock(5), options)).toThrow(/^score: \w+: expected/);
    }
  });

  test("to go without any scorer", () => {
    expect(() => score(clock(5), { scorers: [] })).toThrow("score: scorers: none is given");
  });

  test.each([2, Number.NaN])("a scorer that gives %f", (value) => {
    const mine: Scorer = { id: "mine", score: () => ({ id: "mine", value, evidence: {} }) };
    expect(() => score(clock(5), { scorers: [mine] })).toThrow(
      `scorer mine gave ${value}, which is not from 0 to 1, for 10.0.0.1 to 203.0.113.9, port 443`,
    );
  });
});
