import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Reject } from "../../src/intake.js";
import { readFiles } from "../../src/node/index.js";
import { rowsOf } from "../support/rows.js";
import { folderOf, HEADER_LINES, START, zeekLines, zeekLog } from "./logs.js";

const NAME = "conn.log.gz";

/** Reads one gzip file; its rejects and the number of every connection that was read. */
async function readGzip(content: Uint8Array) {
  const folder = folderOf({ [NAME]: content });
  const rejects: Reject[] = [];
  const table = await readFiles([folder], { onReject: (reject) => rejects.push(reject) });
  const numbers = rowsOf(table).map(({ time }) => (time / 1000 - START) / 60);
  return { file: join(folder, NAME), table, rejects, numbers };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("gzip", () => {
  test("is read like the text in it", async () => {
    const { table, numbers } = await readGzip(gzipSync(zeekLog("conn", 50_000)));
    expect(table.input).toEqual({
      files: 1,
      records: 50_000,
      accepted: 50_000,
      rejected: 0,
      ignored: 0,
    });
    expect(table.warnings).toEqual([]);
    expect(numbers).toEqual(upTo(50_000));
  });

  test("is told from its first bytes, whatever the file is called", async () => {
    const folder = folderOf({ "conn.log": gzipSync(zeekLog("conn", 5)) });
    expect((await readFiles([folder])).length).toBe(5);
  });

  test("of several members is read to the end, also where a line crosses members", async () => {
    const text = Buffer.from(zeekLog("conn", 30_000));
    const cuts = [0, 1, 2, 700, 70_000, 70_001, 500_000, text.length];
    const members = cuts.slice(1).map((to, i) => gzipSync(text.subarray(cuts[i], to)));
    const { numbers, table } = await readGzip(Buffer.concat(members));
    expect(numbers).toEqual(upTo(30_000));
    expect(table.warnings).toEqual([]);
  });

  test.each([200, 40_000])(
    "that is cut off keeps what was unzipped (%i records)",
    async (count) => {
      const zipped = gzipSync(zeekLog("conn", count));
      const cut = zipped.subarray(0, Math.floor(zipped.length * 0.6));
      const { file, table, rejects, numbers } = await readGzip(cut);
      const whole = table.input.accepted;
      expect(numbers).toEqual(upTo(whole));
      expect(whole).toBeGreaterThan(count / 4);
      expect(table.input).toMatchObject({ records: whole + 1, rejected: 1, ignored: 0 });
      const [line] = zeekLines("conn", 1, { first: whole });
      expect(rejects).toMatchObject([{ file, line: HEADER_LINES + whole + 1, reason: "cut off" }]);
      expect(`${line}\n`.startsWith(rejects[0]!.text.trimEnd())).toBe(true);
      expect(table.warnings.map(({ code }) => code)).toEqual(["rejected", "broken-input"]);
      expect(table.warnings[1]?.message).toContain(`${file}: damaged or cut-off gzip`);
    },
  );

  test("that is cut off at the end of a line loses no record", async () => {
    const member = gzipSync(zeekLog("conn", 1000));
    const { table, numbers } = await readGzip(Buffer.concat([member, member.subarray(0, 12)]));
    expect(numbers).toEqual(upTo(1000));
    expect(table.input.rejected).toBe(0);
    expect(table.warnings.map(({ code }) => code)).toEqual(["broken-input"]);
  });

  test("that is damaged in its check sum loses next to nothing", async () => {
    const zipped = gzipSync(zeekLog("conn", 20_000));
    zipped[zipped.length - 6]! ^= 0xff;
    const { table, numbers } = await readGzip(zipped);
    expect(numbers).toEqual(upTo(table.input.accepted));
    expect(table.input.accepted).toBeGreaterThan(18_000);
    expect(table.warnings.map(({ code }) => code)).toContain("broken-input");
  });

  test.each([300, 20_000, 60_000])(
    "that is damaged keeps what came before (%i records)",
    async (count) => {
      const good = gzipSync(zeekLog("conn", count));
      const bad = gzipSync("x");
      // A first block of a kind that does not exist.
      bad[10] = 0b111;
      const { table, rejects, numbers } = await readGzip(Buffer.concat([good, bad]));
      expect(numbers).toEqual(upTo(table.input.accepted));
      expect(table.input.accepted).toBeGreaterThan(count * 0.9);
      expect(table.input.records).toBe(table.input.accepted + rejects.length);
      expect(rejects.length).toBeLessThanOrEqual(1);
      expect(table.warnings.map(({ code }) => code)).toContain("broken-input");
    },
  );

  test("that is damaged in its middle keeps what came before", async () => {
    const zipped = gzipSync(zeekLog("conn", 40_000));
    const middle = Math.floor(zipped.length / 2);
    zipped.fill(0xff, middle, middle + 64);
    expect(() => gunzipSync(zipped)).toThrow();
    const { table, rejects, numbers } = await readGzip(zipped);
    const { records, accepted, rejected, ignored } = table.input;
    expect(accepted + rejected + ignored).toBe(records);
    expect(rejects.length).toBe(rejected);
    expect(accepted).toBeGreaterThan(10_000);
    expect(numbers.slice(0, 10_000)).toEqual(upTo(10_000));
    expect(table.warnings.map(({ code }) => code)).toContain("broken-input");
  });

  test("that is damaged from its beginning is named with that reason", async () => {
    const zipped = gzipSync(zeekLog("conn", 10));
    zipped[10] = 0b111;
    const folder = folderOf({ "bad.log.gz": zipped, "conn.log": zeekLog("conn", 10) });
    const path = join(folder, "bad.log.gz");
    const table = await readFiles([folder]);
    expect(table.input).toMatchObject({ files: 1, accepted: 10 });
    expect(table.warnings).toEqual([
      { code: "unreadable", message: expect.stringContaining(`${path}: damaged or cut-off gzip`) },
    ]);
    await expect(readFiles([path])).rejects.toThrow(/bad\.log\.gz: damaged or cut-off gzip/);
  });

  test("beside the same log as text counts both and warns", async () => {
    const text = zeekLog("conn", 20);
    const folder = folderOf({ "x.log": text, "x.log.gz": gzipSync(text), "y.log": text });
    const table = await readFiles([folder]);
    expect(table.input).toMatchObject({ files: 3, accepted: 60 });
    expect(table.warnings).toEqual([
      {
        code: "same-records",
        message: `${join(folder, "x.log.gz")}: seems to hold the same records as another input; both count`,
      },
    ]);
  });

  test("beside a text of the same name that cannot be read is no twin", async () => {
    const folder = folderOf({ "x.log": "", "x.log.gz": gzipSync(zeekLog("conn", 3)) });
    const table = await readFiles([folder]);
    expect(table.warnings.map(({ code }) => code)).toEqual(["unknown-format"]);
  });

  test.each([
    ["zeros", Buffer.alloc(512)],
    ["one zero", Buffer.alloc(1)],
    ["junk", Buffer.from("not gzip")],
  ])("followed by %s is read as gzip reads it", async (_, padding) => {
    const folder = folderOf({
      "conn.log.gz": Buffer.concat([gzipSync(zeekLog("conn", 5000)), padding]),
    });
    const table = await readFiles([folder]);
    expect(table.input.accepted).toBeGreaterThan(4500);
    expect(table.input.rejected).toBeLessThanOrEqual(1);
  });
});
