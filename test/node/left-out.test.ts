import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isDrillDownList } from "../../src/node/drill-down-list.js";
import { readFiles, readResultFiles } from "../../src/node/index.js";
import { examplesIn, runExample } from "../support/doc-examples.js";
import { rowOf, writeExport } from "../support/qradar-exports.js";
import { folderOf, zeekLog } from "./logs.js";

const ROWS = writeExport([rowOf({ first: 1_791_500_000_000, span: 900_000, count: 16 })], "rest");
const LIST = '{"file":"001_10.0.0.1_203.0.113.9_443.aql","source":"10.0.0.1","aql":"SELECT 1"}\n';
const EVENT = '{"starttime":1791500000000,"sourceip":"10.0.0.1","destinationip":"203.0.113.9"';
const EVENTS = `{"events":[${EVENT},"destinationport":443}]}`;
const UNSEEN = {
  ".DS_Store": Uint8Array.of(0, 0, 0, 1),
  "._x": "x",
  "deeper/.gitkeep": "",
  ".git/config": "[core]\n",
};
const QUERIES = { "001_10.0.0.1_203.0.113.9_443.aql": "SELECT 1\n", "queries.ndjson": LIST };

describe("of a folder is left out without a word", () => {
  test("what is hidden", async () => {
    const logs = await readFiles(folderOf({ ...UNSEEN, "conn.log": zeekLog("conn", 3) }));
    expect([logs.input.files, logs.warnings]).toEqual([1, []]);
    const exports = await readResultFiles(folderOf({ ...UNSEEN, "rows.json": ROWS }));
    expect(exports.map(({ warnings }) => warnings)).toEqual([[]]);
  });

  test("the queries of a drill-down, and their list", async () => {
    const logs = await readFiles(folderOf({ ...QUERIES, "events/001.json": EVENTS }));
    expect([logs.input, logs.warnings]).toMatchObject([{ files: 1, accepted: 1 }, []]);
    const exports = await readResultFiles(folderOf({ ...QUERIES, "rows.json": ROWS }));
    expect(exports.map(({ warnings }) => warnings)).toEqual([[]]);
  });
});

describe("in a folder is told", () => {
  test("rows beside the events of a drill-down, once", async () => {
    const files = { ...QUERIES, "events/001.json": EVENTS, "rows.json": ROWS };
    const { input, warnings } = await readFiles(folderOf(files));
    expect(input.accepted).toBe(1);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /rows\.json: holds result rows .* beaconry rescore reads those; skipped/,
      ),
    ]);
  });

  test("a log of that name which is no such list", async () => {
    const dns = '{"query":"a.example"}\n';
    const { warnings } = await readFiles(
      folderOf({ "queries.ndjson": dns, "conn.log": zeekLog("conn", 1) }),
    );
    expect(warnings).toMatchObject([{ code: "unknown-format" }]);
    const [read] = await readResultFiles(folderOf({ "queries.ndjson": dns, "rows.json": ROWS }));
    expect(read?.warnings).toMatchObject([{ code: "unknown-format" }]);
  });
});

describe("is an error", () => {
  test("a hidden file, a query or a list that somebody named", async () => {
    const folder = folderOf({ ...QUERIES, ".conn.log": zeekLog("conn", 3), ".x": "x" });
    expect((await readFiles(join(folder, ".conn.log"))).input.accepted).toBe(3);
    for (const name of [".x", "001_10.0.0.1_203.0.113.9_443.aql"]) {
      await expect(readFiles(join(folder, name))).rejects.toThrow(/not one of the known formats/);
      await expect(readResultFiles(join(folder, name))).rejects.toThrow(/no column for/);
    }
    const list = join(folder, "queries.ndjson");
    const reason = `${list}: lists the queries of a drill-down, and holds no records`;
    await expect(readFiles(list)).rejects.toThrow(reason);
    await expect(readResultFiles(list)).rejects.toThrow(reason);
    const beside = await readFiles([list, join(folder, ".conn.log")]);
    expect(beside.warnings).toEqual([{ code: "unknown-format", message: `${reason}; skipped` }]);
  });

  test("a folder that has nothing else", async () => {
    for (const read of [readFiles, readResultFiles]) {
      await expect(read(folderOf(UNSEEN))).rejects.toThrow(/no files/);
      await expect(read(folderOf(QUERIES))).rejects.toThrow(/lists the queries of a drill-down/);
    }
  });
});

test("an error of the console is told in its words where events were wanted", async () => {
  const error = '{"http_response":{"code":422},"code":36,"description":"","message":"No."}';
  const folder = folderOf({ "a.json": error, "conn.log": zeekLog("conn", 1) });
  const reason = "is an error of the console, not an answer (code 36): No.";
  const { warnings } = await readFiles(folder);
  expect(warnings).toEqual([
    { code: "unknown-format", message: `${join(folder, "a.json")}: ${reason}; skipped` },
  ]);
  await expect(readFiles(join(folder, "a.json"))).rejects.toThrow(reason);
});

test("a list is told by its first line", () => {
  const is = (text: string) => isDrillDownList(new TextEncoder().encode(text));
  expect([LIST, LIST.trimEnd()].map(is)).toEqual([true, true]);
  const others = ["", "null", "x\n", '{"file":"a.aql"}', '{"file":"a","aql":"b"}', `[${LIST}]`];
  expect(others.map(is)).toEqual(others.map(() => false));
  const source = new URL("../../src/node/drill-down-list.ts", import.meta.url);
  const examples = examplesIn(readFileSync(source, "utf8"));
  expect(examples).toHaveLength(1);
  for (const example of examples) {
    expect(runExample(example, { isDrillDownList })).toBe(1);
  }
});
