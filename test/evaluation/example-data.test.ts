import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { PairLabel } from "../../src/evaluation/simulate.js";

const read = (file: string): string =>
  readFileSync(new URL(`../../examples/${file}`, import.meta.url), "utf8");

const START = Date.UTC(2026, 10, 22);
const END = Date.UTC(2026, 10, 23);

const labels = JSON.parse(read("labels.json")) as (PairLabel & { file: string })[];
const zeek = read("data/conn.log");
const qradar = read("data/qradar-events.json");

/** Whole milliseconds of each pair, by file and key, read without any reader of ours. */
const times = new Map<string, number[]>();
for (const line of zeek.split("\n").filter((line) => /^\d/.test(line))) {
  const [ts, , source, , destination, port] = line.split("\t");
  add(`conn.log ${source} ${destination} ${port}`, Math.floor(Number(ts) * 1000));
}
for (const event of JSON.parse(qradar).events) {
  const { sourceaddress, destinationaddress, destinationport, starttime } = event;
  add(`qradar-events.json ${sourceaddress} ${destinationaddress} ${destinationport}`, starttime);
}

function add(key: string, time: number): void {
  const known = times.get(key);
  if (known === undefined) times.set(key, [time]);
  else known.push(time);
}

/** What the reference query says, from the count and the average interval alone; IPv6 and other ports it never sees. */
function verdict(pair: PairLabel & { file: string }): string {
  if (pair.port === 123 || pair.source.includes(":")) return "unseen";
  const all = times.get(`${pair.file} ${pair.source} ${pair.destination} ${pair.port}`) ?? [];
  const average = (Math.max(...all) - Math.min(...all)) / 1000 / (all.length - 1);
  if (all.length <= 15 || average < 1 || average > 900) return "dropped";
  if (average >= 55 && average <= 65) return "high: band 60";
  if (average >= 295 && average <= 305) return "high: band 300";
  return all.length > 100 ? "high: volume" : "medium";
}

const verdictsOf = (file: string, family: string): string[] =>
  labels.filter((pair) => pair.file === file && pair.family === family).map(verdict);

describe("examples/data", () => {
  test("holds logs and nothing else, so that the folder can be an input", () => {
    const folder = new URL("../../examples/data/", import.meta.url);
    expect(readdirSync(folder).toSorted()).toEqual(["conn.log", "qradar-events.json"]);
  });

  test("is small, and one day long", () => {
    expect(zeek.length + qradar.length + read("labels.json").length).toBeLessThan(700_000);
    for (const time of [...times.values()].flat()) {
      expect(time >= START && time < END).toBe(true);
    }
  });

  test("labels every pair of both files, and the files share none", () => {
    const keys = labels.map((pair) => [pair.file, pair.source, pair.destination, pair.port]);
    expect(new Set(keys.map((key) => key.join(" ")))).toEqual(new Set(times.keys()));
    expect(new Set(keys.map((key) => key.slice(1).join(" "))).size).toBe(labels.length);
  });

  test("holds implants that the query calls high for their band, for volume, medium, or not at all", () => {
    expect(verdictsOf("conn.log", "fixed")).toEqual(["high: band 60"]);
    expect(verdictsOf("conn.log", "one-sided-jitter")).toEqual(["high: volume"]);
    expect(verdictsOf("conn.log", "two-sided-jitter")).toEqual(["dropped"]);
    expect(verdictsOf("qradar-events.json", "fixed")).toEqual(["high: band 60"]);
    expect(verdictsOf("qradar-events.json", "one-sided-jitter")).toEqual([
      "medium",
      "high: volume",
    ]);
    expect(verdictsOf("qradar-events.json", "two-sided-jitter")).toEqual(["unseen"]);
  });

  test("holds background that the query calls high for its volume, and agents for their period", () => {
    const background = labels.filter(
      ({ label, source }) => label === "benign" && source[0] !== "f",
    );
    expect(background).toHaveLength(11);
    expect(new Set(background.map(verdict))).toEqual(new Set(["high: volume"]));
    const agents = labels.filter(({ family }) => family === "telemetry");
    expect(agents).toHaveLength(9);
    expect(new Set(agents.map(verdict))).toEqual(new Set(["high: band 300"]));
  });
});
