import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.js";
import type { Progress } from "../../src/intake.js";
import { readFiles } from "../../src/node/index.js";
import { classic } from "../captures/files.js";
import { frame } from "../captures/frames.js";
import { folderOf, zeekLog } from "./logs.js";

/** The files in the order in which they are read. */
async function orderOf(paths: readonly string[]): Promise<string[]> {
  const order: string[] = [];
  const onProgress = ({ file }: Progress) => order.push(file);
  await readFiles(paths, { onProgress });
  return [...new Set(order)];
}

describe("a directory", () => {
  test("is read recursively, in the order of the names", async () => {
    const names = ["b/conn.log", "a/z/conn.log", "a/conn.log", "c.log", "B/conn.log", "a.log"];
    const folder = folderOf(Object.fromEntries(names.map((name) => [name, zeekLog("conn", 2)])));
    const sorted = ["B/conn.log", "a/conn.log", "a/z/conn.log", "a.log", "b/conn.log", "c.log"];
    const inner = sorted.filter((name) => name.includes("/"));
    expect(await orderOf([folder])).toEqual([
      ...inner.slice(0, 3).map((name) => join(folder, name)),
      // The logs of one folder and hour are read together, from where the first of them stands.
      ...["a.log", "c.log", "b/conn.log"].map((name) => join(folder, name)),
    ]);
  });

  test("and files come in the order in which they are given", async () => {
    const folder = folderOf({ "1.csv": CSV, "2.csv": CSV, "d/3.csv": CSV });
    const paths = ["2.csv", "d", "1.csv"].map((name) => join(folder, name));
    expect(await orderOf(paths)).toEqual(
      ["2.csv", "d/3.csv", "1.csv"].map((name) => join(folder, name)),
    );
  });

  test("behind a link is followed when it is the input, within one only named in a warning", async () => {
    const folder = folderOf({
      "in/conn.log": zeekLog("conn", 3),
      "out/conn.log": zeekLog("conn", 5),
    });
    symlinkSync(join(folder, "out"), join(folder, "in", "link"));
    symlinkSync(join(folder, "in"), join(folder, "in", "loop"));
    const table = await readFiles([join(folder, "in")]);
    expect(table.input).toMatchObject({ files: 1, accepted: 3 });
    expect(table.warnings).toEqual(
      ["link", "loop"].map((name) => ({
        code: "unreadable",
        message: `${join(folder, "in", name)}: a link to a directory, which is not followed; skipped`,
      })),
    );
    expect((await readFiles([join(folder, "in", "link")])).input.accepted).toBe(5);
  });

  test("holds files behind links, and links that lead nowhere", async () => {
    const folder = folderOf({ "in/x.csv": CSV, "out/y.csv": CSV });
    symlinkSync(join(folder, "out", "y.csv"), join(folder, "in", "y.csv"));
    symlinkSync(join(folder, "nowhere"), join(folder, "in", "z.csv"));
    const table = await readFiles([join(folder, "in")]);
    expect(table.input.files).toBe(2);
    expect(table.warnings).toEqual([
      { code: "unreadable", message: `${join(folder, "in", "z.csv")}: no such file; skipped` },
    ]);
  });

  test("does not hang on a named pipe within it", async () => {
    const folder = folderOf({ "x.csv": CSV });
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect((await readFiles([folder])).input.files).toBe(1);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)("that may not be read costs no other input", async () => {
    const folder = folderOf({ "closed/x.csv": CSV, "open/x.csv": CSV });
    chmodSync(join(folder, "closed"), 0);
    try {
      const table = await readFiles([folder]);
      expect(table.input.files).toBe(1);
      expect(table.warnings).toEqual([
        { code: "unreadable", message: `${join(folder, "closed")}: permission denied; skipped` },
      ]);
    } finally {
      chmodSync(join(folder, "closed"), 0o700);
    }
  });

  test("without files is an error that names it", async () => {
    const folder = folderOf({});
    mkdirSync(join(folder, "empty"));
    await expect(readFiles([folder])).rejects.toThrow(InputError);
    await expect(readFiles([folder])).rejects.toThrow(`${folder}: no files`);
    await expect(readFiles([])).rejects.toThrow(new InputError("input", "no files"));
  });

  test("gives the same table when it is read again", async () => {
    const folder = folderOf({
      "a/conn.log": zeekLog("conn", 100),
      "a/ssl.log": zeekLog("ssl", 60),
      "b/http.log": zeekLog("http", 30, { source: "fd00::1" }),
      "c.csv": CSV,
      "d.bin": Uint8Array.of(1, 2, 3),
    });
    expect(await readFiles([folder])).toStrictEqual(await readFiles([folder]));
  });
});

const CSV = "time,source,destination,port\n1790000000,10.0.0.1,203.0.113.9,443\n";

test("a capture beside logs is read like them, and it is told that both count", async () => {
  const packet = frame(0, { from: "10.0.0.1 5000", to: "203.0.113.9 443", flags: "S" });
  const capture = classic([packet]);
  const folder = folderOf({
    "in/conn.log": zeekLog("conn", 1),
    "in/x.pcap": capture,
    "y.pcap": capture,
  });
  const { input, warnings } = await readFiles([folder]);
  expect(input.accepted).toBe(3);
  expect(warnings).toEqual([
    { code: "counted-twice", message: expect.stringContaining(join(folder, "in/x.pcap")) },
  ]);
});
