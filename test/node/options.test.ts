import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { InputError, RuleError } from "../../src/errors.js";
import type { Progress, Reject } from "../../src/intake.js";
import { readFiles } from "../../src/node/index.js";
import { folderOf, HEADER_LINES, zeekHeader, zeekLines, zeekLog } from "./logs.js";

const CSV = "time,source,destination,port\n1790000000,10.0.0.1,203.0.113.9,443\n";

describe("signal", () => {
  test("stops the reading on its way, with the signal's reason", async () => {
    const folder = folderOf({
      "conn.log": zeekLog("conn", 60_000),
      "z/conn.log": zeekLog("conn", 5),
    });
    const controller = new AbortController();
    const reason = new Error("enough");
    let reports = 0;
    const onProgress = () => {
      if (++reports === 2) controller.abort(reason);
    };
    const reading = readFiles([folder], { signal: controller.signal, onProgress });
    await expect(reading).rejects.toBe(reason);
    expect(reports).toBe(2);
  });

  test("that was given before lets nothing be read", async () => {
    const folder = folderOf({ "conn.log.gz": gzipSync(zeekLog("conn", 10)) });
    const onProgress = () => expect.unreachable();
    const reading = readFiles([folder], { signal: AbortSignal.abort("no"), onProgress });
    await expect(reading).rejects.toBe("no");
  });
});

describe("onProgress", () => {
  test.each([
    ["text", (text: string) => text],
    ["gzip", gzipSync],
    ["cut-off gzip", (text: string) => gzipSync(text).subarray(0, -5000)],
  ])("never goes back and ends at totalBytes (%s)", async (_, pack) => {
    const folder = folderOf({
      "a/conn.log": pack(zeekLog("conn", 50_000)),
      "a/ssl.log": pack(zeekLog("ssl", 20_000)),
      "b/conn.log": `${zeekHeader("conn").join("\n")}\n`,
      "b/empty": "",
      "c.csv": CSV,
    });
    const seen: Progress[] = [];
    const table = await readFiles([folder], { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(5);
    const total = seen[0]!.totalBytes;
    let last = { bytes: 0, records: 0 };
    for (const { bytes, records, totalBytes } of seen) {
      expect(totalBytes).toBe(total);
      expect(bytes).toBeGreaterThanOrEqual(last.bytes);
      expect(bytes).toBeLessThanOrEqual(total);
      expect(records).toBeGreaterThanOrEqual(last.records);
      last = { bytes, records };
    }
    expect(last).toEqual({ bytes: total, records: table.input.records });
  });
});

describe("maxEvents", () => {
  test("is an error that says so when there are more, with file and line", async () => {
    const folder = folderOf({ "conn.log": zeekLog("conn", 10) });
    const file = join(folder, "conn.log");
    await expect(readFiles([folder], { maxEvents: 7 })).rejects.toStrictEqual(
      new InputError(file, "more than 7 events; raise the limit or read less", HEADER_LINES + 8),
    );
    expect((await readFiles([folder], { maxEvents: 10 })).length).toBe(10);
  });

  test("counts over all files, and only what is accepted", async () => {
    const folder = folderOf({
      "a/conn.log": zeekLog("conn", 5),
      "b/conn.log": zeekLog("conn", 5),
      "b/dns.log": zeekLog("dns", 50),
    });
    await expect(readFiles([folder], { maxEvents: 9 })).rejects.toThrow(
      /b\/conn\.log:9: more than/,
    );
    expect((await readFiles([folder], { maxEvents: 10 })).input.records).toBe(60);
  });
});

describe("onReject", () => {
  test("gets each rejected record with file, line, reason and text", async () => {
    const [good1, bad, good2] = zeekLines("conn", 3) as [string, string, string];
    const port = bad.replace("\t443\t", "\t70000\t");
    const lines = [...zeekHeader("conn"), good1, port, "half a", good2];
    const folder = folderOf({
      "conn.log": `${lines.join("\n")}\n`,
      "x.csv": `${CSV}soon,10.0.0.1,203.0.113.9,443\n`,
    });
    const rejects: Reject[] = [];
    const table = await readFiles([folder], { onReject: (reject) => rejects.push(reject) });
    const file = join(folder, "conn.log");
    expect(rejects).toEqual([
      { file, line: HEADER_LINES + 2, reason: 'bad port "70000"', text: port },
      { file, line: HEADER_LINES + 3, reason: "1 columns, 10 expected", text: "half a" },
      {
        file: join(folder, "x.csv"),
        line: 3,
        reason: 'bad time "soon"',
        text: "soon,10.0.0.1,203.0.113.9,443",
      },
    ]);
    expect(table.input).toEqual({ files: 2, records: 6, accepted: 3, rejected: 3, ignored: 0 });
    expect(table.warnings).toEqual([
      {
        code: "rejected",
        message: `3 records rejected (first: ${file}:${HEADER_LINES + 2}: bad port "70000")`,
      },
    ]);
  });
});

describe("from", () => {
  test("reads every input as that format, also where its content does not tell", async () => {
    const lines = [
      '{"note":"no record"}',
      '{"ts":1790000000,"id.orig_h":"10.0.0.1","id.resp_h":"203.0.113.9","id.resp_p":443,"_path":"conn"}',
    ];
    const folder = folderOf({ "x.json": `${"\n".repeat(70_000)}${lines.join("\n")}\n` });
    await expect(readFiles([folder])).rejects.toThrow(/not one of the known formats/);
    expect((await readFiles([folder], { from: "zeek" })).input).toMatchObject({ accepted: 1 });
  });

  test("skips what does not fit the format, and is an error when nothing does", async () => {
    const folder = folderOf({ "a.csv": CSV, "b.log": zeekLog("conn", 3) });
    const table = await readFiles([folder], { from: "csv" });
    expect(table.input).toMatchObject({ files: 1, accepted: 1 });
    expect(table.warnings).toEqual([
      {
        code: "unknown-format",
        message: expect.stringMatching(`^${join(folder, "b.log")}: no column for time`),
      },
    ]);
    await expect(readFiles([join(folder, "b.log")], { from: "csv" })).rejects.toThrow(InputError);
  });

  test("that is no format is the caller's mistake", async () => {
    const reading = readFiles(["x"], { from: "zeke" });
    await expect(reading).rejects.toThrow(RuleError);
    await expect(reading).rejects.toThrow(
      /no format is called "zeke"; there are pcap, zeek, ecs, suricata, qradar, leef, cef, sysmon, squid, csv/,
    );
  });
});
