import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { type Cohort, cohortsOf } from "../../src/evaluation/cohort.js";
import { browsing } from "../../src/evaluation/families/browsing.js";
import { diurnal } from "../../src/evaluation/families/diurnal.js";
import { exfiltration } from "../../src/evaluation/families/exfiltration.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { flowTimeout } from "../../src/evaluation/families/flow-timeout.js";
import { ntp } from "../../src/evaluation/families/ntp.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
import { rotation } from "../../src/evaluation/families/rotation.js";
import { telemetry } from "../../src/evaluation/families/telemetry.js";
import { twoSidedJitter } from "../../src/evaluation/families/two-sided-jitter.js";
import { FAMILIES } from "../../src/evaluation/families.js";
import type { Family } from "../../src/evaluation/family.js";
import { type SimulateOptions, simulate } from "../../src/evaluation/simulate.js";
import { writeQradar } from "../../src/evaluation/write-qradar.js";
import { writeZeek } from "../../src/evaluation/write-zeek.js";
import { canonicalAddress } from "../../src/network/address.js";
import { INTERNAL_NETWORKS, networks } from "../../src/network/networks.js";

const START = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;
const SMALL: SimulateOptions = { seed: 1, start: START, hours: 6 };

const keyOf = (pair: { source: string; destination: string; port: number }): string =>
  `${pair.source} ${pair.destination} ${pair.port}`;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("simulate", () => {
  test("gives the same bytes for the same seed, today and on every machine", () => {
    const families = [
      fixed,
      oneSidedJitter,
      twoSidedJitter,
      poisson,
      diurnal,
      browsing,
      telemetry,
      ntp,
    ];
    const cohorts = families.map((family) => ({
      family: family as Family,
      pairs: family.label === "c2" ? 1 : 10,
    }));
    const { connections, labels } = simulate({ ...SMALL, cohorts });
    expect(simulate({ ...SMALL, cohorts }).connections).toEqual(connections);
    expect(sha256(writeZeek(connections))).toBe(
      "58eed895f85ff02a4c9529f0c1e893cb11a3348c4e035d1efe0d10584fc868a1",
    );
    expect(sha256(writeQradar(connections))).toBe(
      "b01d611d768a6740e8a683d204790d27975ababa27f3c010b6aafc8bf624cdd2",
    );
    expect(sha256(JSON.stringify(labels))).toBe(
      "d93f7bdebc3380f40cedf499fa94d2ccc2e43a0324a9247be1d5ff0d2100c3d9",
    );
  });

  test("gives other connections for another seed", () => {
    const cohorts = cohortsOf(FAMILIES, 200, 2);
    const times = (seed: string | number) =>
      new Set(simulate({ ...SMALL, seed, cohorts }).connections.map(({ time }) => time));
    const [one, two] = [times(1), times(2)];
    expect([...one].filter((time) => two.has(time))).toEqual([]);
  });

  test("orders by time, within the window, on whole microseconds", () => {
    const { connections } = simulate(SMALL);
    const times = connections.map(({ time }) => time);
    expect(times.filter((time, i) => time < (times[i - 1] ?? START))).toEqual([]);
    expect(times.filter((time) => Math.abs(time * 1000 - Math.round(time * 1000)) >= 0.3)).toEqual(
      [],
    );
    expect(times.at(-1)).toBeLessThan(START + 6 * HOUR);
  });

  test("labels every pair once, and no pair twice differently", () => {
    // A Monday: on Sundays some implants do not work.
    const start = START + 24 * HOUR;
    const cohorts = cohortsOf(FAMILIES, 20, 2);
    const options = { ...SMALL, start, hours: 24, hosts: 20, cohorts };
    const { connections, labels } = simulate(options);
    const byKey = new Map(labels.map((label) => [keyOf(label), label]));
    expect(byKey.size).toBe(labels.length);
    expect(new Set(connections.map(keyOf))).toEqual(new Set(byKey.keys()));
    const wrong = connections.filter((connection) => {
      const { family, label } = byKey.get(keyOf(connection)) ?? {};
      return family !== connection.family || label !== connection.label;
    });
    expect(wrong).toEqual([]);
    expect(new Set(labels.map(({ family }) => family))).toEqual(
      new Set(FAMILIES.map(({ id }) => id)),
    );
  });

  test("gives a label the code of its family, and the sleep to be found where there is one", () => {
    const cohorts = [{ family: oneSidedJitter }, { family: poisson }];
    expect(simulate({ ...SMALL, cohorts }).labels).toMatchObject([
      { code: "B2", truth: { periodSeconds: 60, jitter: 0.2, law: "one-sided" } },
      { code: "N1", truth: null },
    ]);
  });

  test("labels each server that a rotating implant goes to", () => {
    const cohorts = [{ family: rotation, parameters: { servers: 5 } }];
    const { labels } = simulate({ ...SMALL, cohorts });
    expect(new Set(labels.map(({ destination }) => destination)).size).toBe(5);
    expect(new Set(labels.map(({ source }) => source)).size).toBe(1);
    expect(labels.every(({ label }) => label === "c2")).toBe(true);
  });

  test("makes what is carried off a thousand times as large, whole bytes both ways", () => {
    const cohorts = [{ family: exfiltration, parameters: { bursts: 1 } }];
    const { connections } = simulate({ ...SMALL, hours: 24, cohorts });
    const sizes = connections.flatMap(({ bytesOut }) => bytesOut ?? []);
    const large = sizes.filter((bytes) => bytes >= 100_000);
    expect(large.length).toBeGreaterThan(290);
    expect(large.length).toBeLessThanOrEqual(300);
    const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
    const usual = median(sizes.filter((bytes) => bytes < 100_000));
    expect(median(large) / usual).toBeCloseTo(1000, -1);
  });

  test("gives a connection the duration of its visit, unless nobody answered", () => {
    const { connections } = simulate({ ...SMALL, hours: 72, cohorts: [{ family: flowTimeout }] });
    const unanswered = connections.filter(({ duration }) => duration === null);
    expect(unanswered.length).toBeGreaterThan(0);
    expect(unanswered.every(({ bytesOut }) => bytesOut === null)).toBe(true);
    expect(connections.every(({ duration }) => duration === null || duration === 60)).toBe(true);
  });

  test("names in a label all parameters, the cohort's before the family's", () => {
    const parameters = { periodSeconds: 900 };
    const { labels } = simulate({ ...SMALL, cohorts: [{ family: fixed, parameters }] });
    expect(labels[0]?.parameters).toEqual({ periodSeconds: 900, latencySeconds: 0.15 });
  });

  test("has no label for a pair that never connects", () => {
    const cohorts = [{ family: fixed, parameters: { periodSeconds: 1e9 } }];
    expect(simulate({ ...SMALL, cohorts })).toEqual({ connections: [], labels: [] });
  });

  test("goes from inside hosts to addresses that belong to nobody, all canonical", () => {
    const cohorts = [
      { family: poisson, pairs: 40 },
      { family: poisson, pairs: 20, ipv6: true },
    ];
    const inside = networks(INTERNAL_NETWORKS);
    const nobody = networks([
      "198.18.0.0/15",
      "192.0.2.0/24",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "2001:db8::/32",
    ]);
    const { labels } = simulate({ ...SMALL, site: 20, cohorts });
    expect(labels).toHaveLength(60);
    for (const { source, destination } of labels) {
      expect([canonicalAddress(source), canonicalAddress(destination)]).toEqual([
        source,
        destination,
      ]);
      expect(inside.has(source) && nobody.has(destination)).toBe(true);
      expect(source).toMatch(/^(10\.20\.|fd10:14::)/);
    }
    expect(labels.filter(({ source }) => source.includes(":"))).toHaveLength(20);
  });

  test("lets a cohort share destinations, keep hours and choose its port", () => {
    const hours = [2, 3] as const;
    const cohorts = [{ family: telemetry, pairs: 6, sources: 3, port: 8443, hours }];
    const { connections, labels } = simulate({ ...SMALL, hosts: 3, cohorts });
    expect(new Set(labels.map(({ destination }) => destination)).size).toBe(2);
    expect(new Set(labels.map(({ source }) => source)).size).toBe(3);
    expect(new Set(labels.map(({ port }) => port))).toEqual(new Set([8443]));
    expect(connections[0]?.time).toBeGreaterThanOrEqual(START + 2 * HOUR);
    expect(connections.at(-1)?.time).toBeLessThan(START + 3 * HOUR);
  });

  test("leaves a pair's times and sizes alone when cohorts of other families come or go", () => {
    const alone = simulate({ ...SMALL, cohorts: [{ family: fixed }] }).connections;
    const cohorts: Cohort[] = [{ family: telemetry, pairs: 9 }, { family: fixed }];
    const among = simulate({ ...SMALL, cohorts }).connections;
    expect(among.filter(({ family }) => family === "fixed")).toEqual(alone);
  });

  test("starts 60 check-ins of a minute's implant in an hour", () => {
    const options = { seed: 1, start: 0, hours: 1, cohorts: [{ family: fixed }] };
    expect(simulate(options).connections).toHaveLength(60);
  });

  test("refuses what makes no sense, naming all of it", () => {
    const cohorts: Cohort[] = [
      { family: fixed, parameters: { period: 60, latencySeconds: -1 }, hours: [5, 9] },
      { family: poisson, pairs: 1.5, port: 70_000 },
      { family: telemetry, pairs: 20, sources: 11 },
      { family: telemetry, sources: 0.5 },
      { family: oneSidedJitter, parameters: { jitter: 37 } },
    ];
    const attempt = () => simulate({ ...SMALL, start: -1, hosts: 10, site: 256, cohorts });
    expect(attempt).toThrow(RuleError);
    expect(attempt).toThrow(
      [
        "simulate: start is -1",
        "site is 256",
        "fixed: hours 5 to 9 of 6",
        "fixed: has no parameter period",
        "fixed: latencySeconds is -1",
        "poisson: pairs must be a whole number, not 1.5",
        "poisson: bad port 70000",
        "telemetry: needs 11 hosts for one destination, there are 10",
        "telemetry: sources must be a whole number above 0, not 0.5",
        "one-sided-jitter: jitter must be 0 to 1, not 37",
      ].join("; "),
    );
    expect(() => simulate({ ...SMALL, hours: 0, hosts: 0, cohorts: [] })).toThrow(
      "simulate: hours is 0; hosts must be 1 to 40000, not 0",
    );
    expect(() => simulate({ ...SMALL, cohorts: [{ family: fixed, pairs: 100_001 }] })).toThrow(
      "simulate: 100001 destinations, at most 100000 are possible",
    );
  });

  test("stops at a period that never leaves the window", () => {
    const cohorts = [{ family: fixed, parameters: { periodSeconds: 0, latencySeconds: 0 } }];
    expect(() => simulate({ ...SMALL, cohorts })).toThrow(RangeError);
  });
});
