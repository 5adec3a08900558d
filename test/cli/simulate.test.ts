import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { FAMILIES } from "../../src/evaluation/families.js";
import type { PairLabel } from "../../src/evaluation/simulation.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const SMALL = ["--families", "B1,one-sided-jitter,N1,p2", "--duration", "6h"];
const simulate = (name: string, ...args: string[]) =>
  cli(["simulate", "--directory", folder.path(name), ...args]);
const read = (name: string): string => readFileSync(folder.path(name), "utf8");
const labelsOf = (name: string) => JSON.parse(read(`${name}/labels.json`)) as PairLabel[];

describe("simulate", () => {
  test("writes a log and its labels, and tells what came up and what to type next", async () => {
    const { status, out, err } = await simulate("told", ...SMALL, "--format", "table");
    expect([status, err]).toEqual([0, ""]);
    expect(readdirSync(folder.path("told")).sort()).toEqual(["conn.log", "labels.json"]);
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/^code {2}family +label +pairs +connections$/);
    expect(lines.slice(1, 5).map((line) => line.split(/ +/).slice(0, 4))).toEqual([
      ["B1", "fixed", "c2", "1"],
      ["B2", "one-sided-jitter", "c2", "1"],
      ["N1", "poisson", "benign", "10"],
      ["P2", "telemetry", "benign-periodic", "10"],
    ]);
    const log = folder.path("told/conn.log");
    expect(out).toMatch(/\n\d+ connections of 22 pairs in /);
    expect(out).toContain(`\n  beaconry score ${log}\n`);
    expect(out).toContain(
      `\n  beaconry evaluate ${log} --labels ${folder.path("told/labels.json")}\n`,
    );
  });

  test("writes the same bytes for the same options, and others for another seed", async () => {
    await simulate("one", ...SMALL);
    await simulate("two", ...SMALL);
    await simulate("seed", ...SMALL, "--seed", "2");
    for (const file of ["conn.log", "labels.json"]) {
      expect(read(`two/${file}`)).toBe(read(`one/${file}`));
      expect(read(`seed/${file}`)).not.toBe(read(`one/${file}`));
    }
  });

  test("labels each pair with its family, code, parameters and the sleep to be found", async () => {
    await simulate("labels", ...SMALL, "--pairs", "2");
    const labels = labelsOf("labels");
    expect(labels).toHaveLength(8);
    expect(labels.find(({ code }) => code === "B2")).toEqual({
      file: "conn.log",
      source: expect.stringMatching(/^10\./),
      destination: expect.any(String),
      port: 443,
      family: "one-sided-jitter",
      code: "B2",
      label: "c2",
      parameters: { periodSeconds: 60, jitter: 0.2, latencySeconds: 0.15 },
      truth: { periodSeconds: 60, jitter: 0.2, law: "one-sided" },
    });
    expect(labels.find(({ code }) => code === "N1")?.truth).toBeNull();
  });

  test.each([
    ["zeek", "conn.log"],
    ["qradar", "events.json"],
    ["csv", "connections.csv"],
  ])("writes %s that score reads without loss, and evaluate with its labels", async (id, file) => {
    const { out } = await simulate(id, ...SMALL, "--log-format", id);
    const made = JSON.parse(out);
    expect(made).toMatchObject({ log: folder.path(`${id}/${file}`), pairs: 22 });
    const scored = JSON.parse((await cli(["score", made.log, "--top", "2"])).out);
    expect(scored.input).toMatchObject({
      accepted: made.connections,
      rejected: 0,
      pairs: made.pairs,
    });
    const args = ["evaluate", made.log, "--labels", made.labels, "--baselines", "flare"];
    const { status, out: evaluated, err } = await cli(args);
    expect([status, err]).toEqual([0, ""]);
    expect(JSON.parse(evaluated)).toMatchObject({ pairs: 22, c2: 2, benign: 10, periodic: 10 });
    expect(JSON.parse(evaluated).outcomes[0].auc).toBe(1);
  });

  test("makes every family unless told otherwise, from the start it is told, as long as it is told", async () => {
    await simulate("all", "--start", "2026-03-02T08:00:00Z", "--duration", "0.1d", "--pairs", "1");
    const made = new Set(labelsOf("all").map(({ code }) => code));
    for (const code of ["B1", "B10", "B17", "N3", "P7"]) expect(made).toContain(code);
    const times = Array.from(read("all/conn.log").matchAll(/^(\d+\.\d+)\t/gm), ([, ts]) =>
      Number(ts),
    );
    const start = Date.UTC(2026, 2, 2, 8) / 1000;
    expect(Math.min(...times)).toBeGreaterThanOrEqual(start);
    expect(Math.max(...times)).toBeLessThan(start + 8640);
  });

  test("disturbs what the sensor sees", async () => {
    const { out: whole } = await simulate("whole", ...SMALL);
    const { out: thin } = await simulate("thin", ...SMALL, "--loss", "0.5", "--sampling", "2");
    expect(JSON.parse(thin).connections / JSON.parse(whole).connections).toBeCloseTo(0.25, 1);
    await simulate("coarse", ...SMALL, "--rounding", "60", "--nat", "200", "--log-format", "csv");
    const rows = read("coarse/connections.csv").trimEnd().split("\n").slice(1);
    const coarse = /^\S{10}T\d\d:\d\d:00\.000000Z,10\.0\.1\.20,/;
    expect(rows.filter((row) => !coarse.test(row))).toEqual([]);
  });

  test("makes a world of so many hosts", async () => {
    const { status, out } = await simulate(
      "world",
      "--world",
      "--hosts",
      "20",
      "--duration",
      "24h",
    );
    expect(status).toBe(0);
    const { families } = JSON.parse(out);
    expect(new Set(families.map(({ label }: PairLabel) => label)).size).toBe(3);
    expect(families.find(({ family }: PairLabel) => family === "monitoring").pairs).toBe(19);
  });

  test("prints one family a row as CSV and NDJSON", async () => {
    const { out } = await simulate("rows", ...SMALL, "--format", "csv");
    expect(out.split("\r\n")[0]).toBe("code,family,label,pairs,connections");
    expect(out.split("\r\n")[3]).toMatch(/^N1,poisson,benign,10,\d+$/);
    const lines = await simulate("lines", ...SMALL, "--format", "ndjson");
    expect(JSON.parse(lines.out.split("\n")[0] as string)).toMatchObject({ code: "B1", pairs: 1 });
  });

  test("lists every family in its help, and examples", async () => {
    const { out } = await cli(["simulate", "--help"]);
    for (const { id, code } of FAMILIES) {
      expect(out).toMatch(new RegExp(`^ {2}${code} .*\\b${id}\\b`, "m"));
    }
    expect(out).toContain("Examples:");
  });
});

describe("a directory that is not empty", () => {
  test("is left alone, unless --force says so; and then only our files are written", async () => {
    mkdirSync(folder.path("taken"));
    writeFileSync(folder.path("taken/mine.txt"), "mine");
    const refused = await simulate("taken", ...SMALL);
    expect(refused).toMatchObject({ status: 2, out: "" });
    expect(refused.err).toContain("is not empty; --force writes into it all the same");
    expect(readdirSync(folder.path("taken"))).toEqual(["mine.txt"]);
    expect((await simulate("taken", ...SMALL, "--force")).status).toBe(0);
    expect(read("taken/mine.txt")).toBe("mine");
    expect(existsSync(folder.path("taken/conn.log"))).toBe(true);
  });

  test("may be no directory at all", async () => {
    const file = folder.file("file", "text");
    expect(await cli(["simulate", ...SMALL, "--directory", file])).toMatchObject({
      status: 2,
      err: `beaconry: usage: --directory: cannot write to ${file} (it is no directory)\n`,
    });
  });
});

describe("wrong usage of simulate", () => {
  test("is told all at once, and nothing is written", async () => {
    const { status, err } = await simulate(
      "never",
      ...["--families", "B99,fixed", "--world", "--duration", "3", "--pairs", "0"],
      ...["--start", "monday", "--rounding", "0", "--log-format", "pcap"],
    );
    expect(status).toBe(2);
    for (const part of [
      'no family "B99" (--help lists them)',
      "--families: not with --world",
      '--duration takes a number of hours or days over 0, such as 24h or 7d, not "3"',
      "--pairs takes a whole number of at least 1",
      '--start takes an ISO date, or date and time, not "monday"',
      "--rounding takes a number over 0",
      "--log-format takes one of zeek, qradar, csv",
    ]) {
      expect(err).toContain(part);
    }
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(existsSync(folder.path("never"))).toBe(false);
  });

  test.each([
    [["--families", "B1", "--loss", "1"], "loss must be from 0 to below 1, not 1"],
    [["--families", "B1", "--duration", "0.001h"], "no connection comes up in so short a time"],
    [["--families", "P3", "--duration", "1000d"], "more than 2000000 connections on one pair"],
    [["--world", "--hosts", "5"], "world: hosts must be 10 to 9000, not 5"],
    [["--families", "P3", "--hosts", "10", "--pairs", "60"], "needs 50 hosts for one destination"],
  ])("%j is refused", async (args, message) => {
    const { status, err } = await simulate("refused", ...args);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(folder.path("refused"))).toBe(false);
  });
});
