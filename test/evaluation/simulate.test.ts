import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import type { Cohort } from "../../src/evaluation/cohort.js";
import { browsing } from "../../src/evaluation/families/browsing.js";
import { diurnal } from "../../src/evaluation/families/diurnal.js";
import { fixed } from "../../src/evaluation/families/fixed.js";
import { ntp } from "../../src/evaluation/families/ntp.js";
import { oneSidedJitter } from "../../src/evaluation/families/one-sided-jitter.js";
import { poisson } from "../../src/evaluation/families/poisson.js";
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
      "f60af7cde9bd4beccd02d40156e1169fb88e0fbf4cbdb9246c7b3011ef3faaf5",
    );
  });

  test("gives other connections for another seed", () => {
    const times = (seed: string | number) =>
      new Set(simulate({ ...SMALL, seed }).connections.map(({ time }) => time));
    const [one, two] = [times(1), times(2)];
    expect([...one].filter((time) => two.has(time))).toEqual([]);
  });

  test("orders by time, within the window, on whole microseconds", () => {
    const { connections } = simulate(SMALL);
    let previous = START;
    for (const { time } of connections) {
      expect(time).toBeGreaterThanOrEqual(previous);
      expect(Math.abs(time * 1000 - Math.round(time * 1000))).toBeLessThan(0.3);
      previous = time;
    }
    expect(previous).toBeLessThan(START + 6 * HOUR);
  });

  test("labels every pair once, and no pair twice differently", () => {
    // A Monday: on Sundays some implants do not work.
    const start = START + 24 * HOUR;
    const { connections, labels } = simulate({ ...SMALL, start, hours: 24, hosts: 20 });
    const byKey = new Map(labels.map((label) => [keyOf(label), label]));
    expect(byKey.size).toBe(labels.length);
    expect(new Set(connections.map(keyOf))).toEqual(new Set(byKey.keys()));
    for (const connection of connections) {
      expect(byKey.get(keyOf(connection))).toMatchObject({
        family: connection.family,
        label: connection.label,
      });
    }
    expect(new Set(labels.map(({ family }) => family))).toEqual(
      new Set(FAMILIES.map(({ id }) => id)),
    );
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
