import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, test } from "vitest";
import {
  checkDrillDown,
  type DrillDownFolder,
  drillDown,
  drillDownTop,
  withDrillDownOptions,
  writeDrillDown,
} from "../../src/cli/drill-down.js";
import { Problems } from "../../src/cli/problems.js";
import { RuleError } from "../../src/errors.js";
import { drillDownQueries } from "../../src/qradar/hand-over/drill-down.js";
import type { HandedFinding } from "../../src/qradar/hand-over/handed-finding.js";
import { finding } from "../qradar/hand-over/findings.js";
import { temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const io = { stdout: { write: () => true }, stderr: { write: () => true } };
const { queries } = drillDownQueries([finding(), finding({ port: 80 })]);

describe("writing a drill-down", () => {
  test("makes a folder with a file a query and a list of them", async () => {
    const path = folder.path("new/deep");
    await writeDrillDown(path, queries, false, io);
    expect(readdirSync(path).sort()).toEqual([
      "001_10.1.2.3_203.0.113.9_443.aql",
      "002_10.1.2.3_203.0.113.9_80.aql",
      "queries.ndjson",
    ]);
    for (const { file, aql } of queries) {
      expect(readFileSync(join(path, file), "utf8")).toBe(`${aql}\n`);
    }
    const list = readFileSync(join(path, "queries.ndjson"), "utf8").trimEnd().split("\n");
    expect(list.map((line) => JSON.parse(line))).toEqual(queries);
    expect(Object.keys(JSON.parse(list[0] as string)).join()).toBe(
      "file,source,destination,port,start,end,aql",
    );
  });

  test("leaves an empty list where there is no query", async () => {
    const path = folder.path("none");
    await writeDrillDown(path, [], false, io);
    expect(readdirSync(path)).toEqual(["queries.ndjson"]);
    expect(readFileSync(join(path, "queries.ndjson"), "utf8")).toBe("");
  });

  test("does not mix its files with others unless forced to", async () => {
    const path = folder.path("taken");
    await writeDrillDown(path, queries, false, io);
    const again = writeDrillDown(path, queries.slice(1), false, io);
    await expect(again).rejects.toThrow(RuleError);
    await expect(again).rejects.toThrow("--drill-down: ");
    const { unchanged, removed } = await writeDrillDown(path, queries.slice(1), true, io);
    expect([[...unchanged], removed]).toEqual([[queries[1]?.file], 0]);
    expect(readFileSync(join(path, "queries.ndjson"), "utf8").split("\n")).toHaveLength(2);
    expect(readdirSync(path).sort()).toEqual([queries[1]?.file, "queries.ndjson"]);
  });

  test("keeps events that are there, whatever the numbers of their queries become", async () => {
    const path = folder.path("moved");
    const ports = [1, 2, 3];
    const of = (order: readonly number[]) =>
      drillDownQueries(order.map((port) => finding({ port }))).queries;
    const events = (file = "") => join(path, "events", file.replace(".aql", ".json"));
    await writeDrillDown(path, of(ports), false, io);
    mkdirSync(join(path, "events"));
    for (const { file, port } of of(ports)) writeFileSync(events(file), `events of ${port}`);
    const went: number[] = [];
    for (const order of [[3, 1, 2], [4, 3, 1], [1]]) {
      const next = of(order);
      const { unchanged: there, removed } = await writeDrillDown(path, next, true, io);
      went.push(removed);
      const known = next.filter(({ port }) => port !== 4);
      expect([...there].sort()).toEqual(known.map(({ file }) => file));
      for (const { file, port } of known) {
        expect(readFileSync(events(file), "utf8")).toBe(`events of ${port}`);
      }
      expect(readdirSync(join(path, "events"))).toHaveLength(known.length);
    }
    expect(went).toEqual([0, 1, 1]);
  });

  test("says that a folder cannot be made", async () => {
    const file = folder.file("file", "");
    await expect(writeDrillDown(file, queries, false, io)).rejects.toThrow("it is no directory");
    const inside = writeDrillDown(join(file, "x"), queries, true, io);
    await expect(inside).rejects.toThrow(/no directory|no such file/);
  });
});

describe("a drill-down", () => {
  const parsed = (...args: string[]): DrillDownFolder =>
    withDrillDownOptions(new Command()).parse(args, { from: "user" }).opts();

  const told = async (findings: HandedFinding[], path: string, force = false) =>
    (await drillDown(findings, path, force, {}, io)).warnings;

  test("is written where its option says, wider by the padding", async () => {
    const path = folder.path("asked");
    const { drillDown: asked = "" } = parsed("--drill-down", path);
    const { queries, warnings } = await drillDown(
      [finding()],
      asked,
      false,
      { paddingMs: 999 },
      io,
    );
    expect(warnings).toEqual([]);
    const [line = ""] = readFileSync(join(path, "queries.ndjson"), "utf8").split("\n");
    expect(JSON.parse(line)).toEqual(queries[0]);
    expect(JSON.parse(line).end).toBe(finding().lastSeen + 999);
  });

  test("says which findings it cannot ask for, and that there is none", async () => {
    const path = folder.path("named");
    expect(await told([finding({ destination: "c2.example" })], path)).toEqual([
      {
        code: "drill-down-empty",
        message: "no finding is worth a drill-down: there is no query",
      },
      {
        code: "drill-down-refused",
        message:
          "1 finding has no drill-down: it takes two addresses, both IPv4 or both IPv6, and their times",
      },
    ]);
    const low = [finding({ score: 0.1 }), finding()];
    expect(await told(low, path, true)).toEqual([]);
    expect(await told(low.slice(0, 1), path, true)).toMatchObject([{ code: "drill-down-empty" }]);
  });

  test("is of the best hundred findings unless --top says how many", async () => {
    const many = Array.from({ length: 103 }, (_, i) => finding({ port: i + 1 }));
    const top = (...args: string[]) => {
      const command = new Command().option("--top <n>", "", "0");
      return drillDownTop(command.parse(args, { from: "user" }));
    };
    const written = (most: number) => drillDown(many, folder.path("many"), true, { top: most }, io);
    const { queries, warnings } = await written(top());
    expect(queries.map(({ port }) => port)).toEqual(many.slice(0, 100).map(({ port }) => port));
    expect(warnings).toEqual([
      {
        code: "drill-down-cut",
        message:
          "the drill-down is of the best 100 of 103 findings worth it; --top <n> takes the best n findings, --top 0 all; with --force into the same directory",
      },
    ]);
    for (const given of ["0", "500"]) {
      const all = await written(top("--top", given));
      expect([all.queries.length, all.warnings]).toEqual([103, []]);
    }
  });

  test("notes a folder that is taken before anything is read", () => {
    const path = folder.path("asked");
    const check = (...args: string[]) => {
      const problems = new Problems();
      checkDrillDown(parsed(...args), problems);
      problems.throwIfAny();
    };
    expect(() => check("--drill-down", path)).toThrow(`--drill-down: ${path} is not empty`);
    expect(() => check("--drill-down", path, "--force")).not.toThrow();
    expect(() => check()).not.toThrow();
  });
});
