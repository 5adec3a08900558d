import { describe, expect, test } from "vitest";
import { RuleError } from "../../src/errors.js";
import { FAMILIES } from "../../src/evaluation/families.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { simulate } from "../../src/evaluation/simulate.js";
import { world } from "../../src/evaluation/world.js";

const START = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;
const small = simulate(world({ seed: 1, hosts: 40, hours: 24 }));

const hostsOf = (wanted: string): number =>
  new Set(small.labels.filter(({ family }) => family === wanted).map(({ source }) => source)).size;

describe("a world of 40 hosts and a day", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(simulate(world({ seed: 1, hosts: 40, hours: 24 }))).toEqual(small);
    expect(world({ seed: 2, hosts: 40, hours: 24 }).cohorts).not.toEqual(
      world({ seed: 1, hosts: 40, hours: 24 }).cohorts,
    );
  });

  test("lies in its day", () => {
    expect(small.connections[0]?.time).toBeGreaterThanOrEqual(START);
    expect(small.connections.at(-1)?.time).toBeLessThan(START + 86_400_000);
  });

  test("has ten destinations a host that are visited, and about as many more as agents and implants need", () => {
    const destinations = new Set(small.labels.map(({ destination }) => destination)).size;
    expect(destinations).toBeGreaterThan(0.9 * 400);
    expect(destinations).toBeLessThan(400 + 150);
    expect(new Set(small.labels.map(({ source }) => source)).size).toBe(40);
  });

  test("has an implant of every kind, one to three hosts each", () => {
    const implants = small.labels.filter(({ label }) => label === "c2");
    const codes = [...new Set(implants.map(({ code }) => code))];
    expect(codes).toEqual(Array.from({ length: 19 }, (_, i) => `B${i + 1}`));
    expect(hostsOf("one-sided-jitter")).toBe(3);
    expect(implants.length).toBeLessThanOrEqual(25);
  });

  test("has agents on nearly all hosts, on half, and on fewer", () => {
    expect(hostsOf("monitoring")).toBe(39);
    expect(hostsOf("telemetry")).toBe(20);
    expect(hostsOf("ntp")).toBe(12);
  });

  test("has every benign family, its destinations visited by 0.6 / rank of the hosts", () => {
    const benign = small.labels.filter(({ label }) => label === "benign");
    const known = new Set(benign.map(({ code }) => code));
    const wanted = FAMILIES.filter(({ label }) => label === "benign").map(({ code }) => code);
    expect(known).toEqual(new Set(wanted));
    const { cohorts } = world({ seed: 1, hosts: 40, hours: 24 });
    const sources = cohorts
      .filter(({ family }) => family.label === "benign" && family.id !== "scanning")
      .map(({ pairs = 1 }) => pairs);
    expect(sources).toHaveLength(400);
    expect(sources.slice(0, 6)).toEqual([24, 12, 8, 6, 5, 4]);
    expect(sources.slice(50).every((count) => count === 1)).toBe(true);
  });
});

test("a world of the default size comes to about a million connections and 5,000 destinations", () => {
  const { hosts, hours, start, cohorts } = world({ seed: 1 });
  expect([hosts, hours]).toEqual([500, 168]);
  expect(cohorts.filter(({ family }) => family.label === "benign")).toHaveLength(5001);
  const random = randomFrom("size");
  const expected = cohorts.map(({ family, parameters, pairs = 1, ...cohort }) => {
    const [from, to] = cohort.hours ?? [0, hours];
    const window = { start: start + from * HOUR, end: start + to * HOUR };
    return pairs * family.starts(random, window, { ...family.defaults, ...parameters }).length;
  });
  const connections = expected.reduce((sum, count) => sum + count, 0);
  expect(connections).toBeGreaterThan(900_000);
  expect(connections).toBeLessThan(1_200_000);
});

test("refuses what makes no sense, naming all of it", () => {
  const attempt = () => world({ seed: 1, hosts: 9, hours: 0, start: Number.NaN });
  expect(attempt).toThrow(RuleError);
  expect(attempt).toThrow("world: hosts must be 10 to 9000, not 9; hours is 0; start is NaN");
});
