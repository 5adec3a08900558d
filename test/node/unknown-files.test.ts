import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.js";
import { randomFrom } from "../../src/evaluation/random.js";
import { readFiles } from "../../src/node/index.js";
import { folderOf, zeekHeader, zeekLog } from "./logs.js";

/** The first bytes of a PNG file and then `length` random ones. */
function png(seed: string, length = 5000): Uint8Array {
  const random = randomFrom(seed);
  const magic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([...magic, ...Array.from({ length }, () => Math.floor(random() * 256))]);
}

/** The error that reading ends in. */
async function errorOf(reading: Promise<unknown>): Promise<unknown> {
  return reading.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a file of no known format", () => {
  test("is skipped and named beside one that is known", async () => {
    const folder = folderOf({
      "a.png": png("a"),
      "conn.log": zeekLog("conn", 4),
      "z.png": png("z"),
    });
    const table = await readFiles([folder]);
    expect(table.input).toEqual({ files: 1, records: 4, accepted: 4, rejected: 0, ignored: 0 });
    expect(table.warnings).toEqual(
      ["a.png", "z.png"].map((name) => ({
        code: "unknown-format",
        message: expect.stringMatching(
          `^${join(folder, name)}: not one of the known formats \\(pcap, zeek, ecs, suricata, qradar, leef, cef, sysmon, squid, csv.*\\); skipped$`,
        ),
      })),
    );
  });

  test("is an error when there is no other: it names the first and counts the others", async () => {
    const folder = folderOf({
      "1.png": png("1"),
      "2/a.png": png("2"),
      "2/b.png": png("3"),
      "3": "",
    });
    const error = await errorOf(readFiles([folder]));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      file: join(folder, "1.png"),
      line: undefined,
      reason: expect.stringMatching(/^not one of the known formats .* \(nor any of the other 3\)$/),
    });
    const alone = await errorOf(readFiles([join(folder, "1.png")]));
    expect((alone as InputError).reason).not.toContain("nor any");
  });

  test.each(["1", "2", "3", "4", "5"])("is not mistaken for a log by chance (%s)", async (seed) => {
    const folder = folderOf({ "a.bin": png(seed, 100_000) });
    await expect(readFiles([folder])).rejects.toThrow(/not one of the known formats/);
  });

  test("is told that it is empty when it is", async () => {
    const folder = folderOf({ "conn.log": zeekLog("conn", 1), "empty.log": "" });
    const table = await readFiles([folder]);
    expect(table.warnings).toEqual([
      { code: "unknown-format", message: `${join(folder, "empty.log")}: empty; skipped` },
    ]);
    await expect(readFiles([join(folder, "empty.log")])).rejects.toThrow("empty.log: empty");
  });

  test.each(["le", "be"])("is told that it is UTF-16 when it is (%s)", async (order) => {
    const text = Buffer.from(`\ufeff${zeekLog("conn", 3)}`, "utf16le");
    const folder = folderOf({ "conn.log": order === "le" ? text : text.swap16() });
    await expect(readFiles([folder])).rejects.toThrow("conn.log: UTF-16 text; convert it to UTF-8");
  });

  test("is also one that turns out not to fit: a table without a column it needs", async () => {
    const noPort = "time,source,destination\n1790000000,10.0.0.1,203.0.113.9\n";
    const folder = folderOf({ "a.csv": noPort, "conn.log": zeekLog("conn", 2) });
    const table = await readFiles([folder]);
    expect(table.input).toMatchObject({ files: 1, accepted: 2 });
    expect(table.warnings).toEqual([
      {
        code: "unknown-format",
        message: expect.stringMatching(`^${join(folder, "a.csv")}: no column for port`),
      },
    ]);
    await expect(readFiles([join(folder, "a.csv")])).rejects.toThrow(/a\.csv: no column for port/);
  });
});

describe("a log", () => {
  test("that is a header alone has no records, and is no error", async () => {
    const folder = folderOf({
      "conn.log": `${zeekHeader("conn").join("\n")}\n`,
      "x.csv": "time,source,destination,port",
    });
    const table = await readFiles([folder]);
    expect(table.input).toEqual({ files: 2, records: 0, accepted: 0, rejected: 0, ignored: 0 });
    expect(table.warnings).toEqual([]);
    expect(table.length).toBe(0);
  });

  test("may begin with the byte order mark of UTF-8", async () => {
    const csv = "time,source,destination,port\n1790000000,10.0.0.1,203.0.113.9,443\n";
    const json = JSON.stringify({
      ts: 1790000000,
      "id.orig_h": "10.0.0.1",
      uid: "C1",
      _path: "dns",
    });
    for (const text of [zeekLog("conn", 3), csv, `${json}\n`]) {
      const folder = folderOf({ plain: text, marked: `\ufeff${text}` });
      const plain = await readFiles([join(folder, "plain")]);
      expect(await readFiles([join(folder, "marked")])).toStrictEqual(plain);
      expect(plain.input.records).toBeGreaterThan(0);
    }
  });
});

describe("a file that is not there", () => {
  test("is named in a warning, and the others are read", async () => {
    const folder = folderOf({ "conn.log": zeekLog("conn", 3) });
    const missing = join(folder, "http.log");
    const table = await readFiles([missing, join(folder, "conn.log")]);
    expect(table.input).toMatchObject({ files: 1, accepted: 3 });
    expect(table.warnings).toEqual([
      { code: "unreadable", message: `${missing}: no such file; skipped` },
    ]);
  });

  test("is an error when it is the only input", async () => {
    const folder = folderOf({});
    const error = await errorOf(readFiles([join(folder, "conn.log")]));
    expect(error).toStrictEqual(new InputError(join(folder, "conn.log"), "no such file"));
  });

  test("may have vanished while others were read: all that is left is read", async () => {
    const csv = "time,source,destination,port\n1790000000,10.0.0.1,203.0.113.9,443\n";
    const folder = folderOf({ "1.csv": csv, "2.csv": csv, "3.csv": csv });
    const seen: number[] = [];
    const table = await readFiles([folder], {
      onProgress({ bytes, totalBytes }) {
        rmSync(join(folder, "2.csv"), { force: true });
        seen.push(bytes / totalBytes);
      },
    });
    expect(table.input).toMatchObject({ files: 2, accepted: 2 });
    expect(table.warnings).toEqual([
      { code: "unreadable", message: `${join(folder, "2.csv")}: no such file; skipped` },
    ]);
    expect(seen.at(-1)).toBe(1);
  });
});
