import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.js";
import { readResultFiles } from "../../src/node/index.js";
import { rowOf, writeExport } from "../support/qradar-exports.js";
import { folderOf, zeekLog } from "./logs.js";

const ROWS = Array.from({ length: 3 }, (_, i) =>
  rowOf({ first: 1_791_500_000_000, span: 900_000 + i, count: 16 }),
);
const JSON_ROWS = writeExport(ROWS, "rest");
const CSV_ROWS = writeExport(ROWS, "api-csv");

test("every file of a folder is an export of its own, in order of names", async () => {
  const folder = folderOf({
    "b.csv": CSV_ROWS,
    "a.json": JSON_ROWS,
    "deeper/c.json.gz": gzipSync(JSON_ROWS),
  });
  const exports = await readResultFiles(folder);
  expect(exports.map(({ file, form, rows }) => [file, form, rows.length])).toEqual([
    [join(folder, "a.json"), "json", 3],
    [join(folder, "b.csv"), "csv", 3],
    [join(folder, "deeper/c.json.gz"), "json", 3],
  ]);
  expect(exports.flatMap(({ warnings }) => warnings)).toEqual([]);
});

test("a file named twice is read once", async () => {
  const folder = folderOf({ "a.json": JSON_ROWS });
  expect((await readResultFiles([folder, join(folder, "a.json")])).length).toBe(1);
});

describe("a file without rows", () => {
  const others = {
    "conn.log": zeekLog("conn", 3),
    "notes.txt": "Read me first.\n",
    "z.xml": "<a/>",
  };

  test("is skipped in a folder, with a warning", async () => {
    const folder = folderOf({ "a.json": JSON_ROWS, ...others });
    const exports = await readResultFiles(folder);
    expect(exports.length).toBe(1);
    expect(exports[0]?.warnings.map(({ code }) => code)).toEqual([
      "unknown-format",
      "unknown-format",
      "unknown-format",
    ]);
    expect(exports[0]?.warnings[2]?.message).toBe(
      `${join(folder, "z.xml")}: XML (or HTML); export it as JSON or CSV; skipped`,
    );
  });

  test("is skipped where it holds findings of ours, or an error of the console", async () => {
    const findings = '{"profile":{},"findings":[]}';
    const error = '{"http_response":{"code":422},"code":36,"description":"","message":"No."}';
    const folder = folderOf({ "a.json": JSON_ROWS, "b.json": findings, "c.json": error });
    const [read, ...others] = await readResultFiles(folder);
    expect(others).toEqual([]);
    expect(read?.warnings.map(({ message }) => message)).toEqual([
      `${join(folder, "b.json")}: holds findings, not the query's rows: score or rescore of ours wrote it; skipped`,
      `${join(folder, "c.json")}: is an error of the console, not an answer (code 36): No.; skipped`,
    ]);
  });

  test("is an error when somebody named it", async () => {
    const folder = folderOf({ "a.json": JSON_ROWS, ...others });
    const inputs = [join(folder, "a.json"), join(folder, "notes.txt")];
    await expect(readResultFiles(inputs)).rejects.toThrow(/notes\.txt: no column for/);
  });

  test("is an error when the folder has no other", async () => {
    await expect(readResultFiles(folderOf(others))).rejects.toThrow(InputError);
    await expect(readResultFiles(folderOf({}))).rejects.toThrow(/no files/);
    await expect(readResultFiles([])).rejects.toThrow("input: no files");
  });

  test("is an error when it is not there", async () => {
    await expect(readResultFiles("/nowhere/a.json")).rejects.toThrow(
      "/nowhere/a.json: no such file",
    );
  });
});

test("of a damaged archive the rows before the damage are read", async () => {
  const rows = Array.from({ length: 5000 }, (_, i) =>
    rowOf({ first: 1_791_500_000_000, span: 900_000 + 7919 * i, count: 16 + i }),
  );
  const whole = gzipSync(writeExport(rows, "rest"));
  const folder = folderOf({ "a.json.gz": whole.subarray(0, whole.length / 2) });
  const [read] = await readResultFiles(join(folder, "a.json.gz"));
  expect(read?.rows.length).toBeGreaterThan(100);
  expect(read?.rows.length).toBeLessThan(5000);
  expect(read?.warnings.map(({ code }) => code)).toContain("broken-input");
});

test("options reach the reading, and a signal stops it", async () => {
  const folder = folderOf({ "a.csv": writeExport(ROWS, "grouped-csv") });
  const [read] = await readResultFiles(folder, { grouping: "," });
  expect(read?.rows[0]?.count).toBe(16);
  const signal = AbortSignal.abort(new Error("stop"));
  await expect(readResultFiles(folder, { signal })).rejects.toThrow("stop");
});
