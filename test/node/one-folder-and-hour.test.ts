import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readFiles } from "../../src/node/index.js";
import { rowsOf } from "../support/rows.js";
import { folderOf, zeekLog } from "./logs.js";

type Files = Parameters<typeof folderOf>[0];

async function read(files: Files) {
  const folder = folderOf(files);
  const table = await readFiles([folder]);
  return { folder, table, rows: rowsOf(table) };
}

const hostsOf = (rows: ReturnType<typeof rowsOf>) => rows.map(({ host }) => host);

describe("the logs of one folder and hour", () => {
  test("are joined by uid: http and ssl give conn records host and fingerprint", async () => {
    const { table, rows } = await read({
      "conn.log": zeekLog("conn", 10),
      "http.log": zeekLog("http", 3),
      "ssl.log.gz": gzipSync(zeekLog("ssl", 4, { first: 5 })),
      "dns.log": zeekLog("dns", 7),
    });
    expect(table.input).toEqual({ files: 4, records: 24, accepted: 10, rejected: 0, ignored: 14 });
    expect(table.warnings).toEqual([]);
    const http = ["h0.example", "h1.example", "h2.example"];
    const ssl = [5, 6, 7, 8].map((n) => `s${n}.example`);
    expect(hostsOf(rows)).toEqual([...http, null, null, ...ssl, null]);
    expect(rows.map(({ fingerprint }) => fingerprint)).toEqual([
      ...[null, null, null, null, null],
      ...[5, 6, 7, 8].map((n) => `${n}`.padStart(32, "a")),
      null,
    ]);
    expect(rows.map(({ bytesOut }) => bytesOut)).toEqual(
      Array.from({ length: 10 }, (_, n) => 100 + (n % 7)),
    );
  });

  test("are joined whatever the order of the files, and however the folder is spelled", async () => {
    const folder = folderOf({ "conn.log": zeekLog("conn", 3), "http.log": zeekLog("http", 3) });
    const conn = join(folder, "conn.log");
    const http = `${relative(process.cwd(), folder)}/./http.log`;
    for (const paths of [
      [conn, http],
      [http, conn],
    ]) {
      const table = await readFiles(paths);
      expect(table.input).toMatchObject({ accepted: 3, ignored: 3 });
      expect(hostsOf(rowsOf(table))).toEqual(["h0.example", "h1.example", "h2.example"]);
    }
  });

  test("count by http and ssl where there is no conn", async () => {
    const { table, rows } = await read({
      "http.log": zeekLog("http", 3),
      "ssl.log": zeekLog("ssl", 4),
      "dns.log": zeekLog("dns", 5),
    });
    expect(table.input).toEqual({ files: 3, records: 12, accepted: 7, rejected: 0, ignored: 5 });
    expect(hostsOf(rows).toSorted()).toEqual(
      ["h0", "h1", "h2", "s0", "s1", "s2", "s3"].map((name) => `${name}.example`),
    );
  });

  test.each([
    [
      "conn.08:00:00-09:00:00.log.gz",
      "http.08:00:00-09:00:00.log.gz",
      "http.09:00:00-10:00:00.log.gz",
    ],
    ["conn.log.2026-11-24-08", "http.log.2026-11-24-08", "http.log.2026-11-24-09"],
    [
      "conn_20261124_08:00:00-09:00:00+0000.log",
      "http_20261124_08:00:00-09:00:00+0000.log",
      "http_20261124_09:00:00-10:00:00+0000.log",
    ],
    [
      "conn-2026-11-24T08:00:00Z.log",
      "http-2026-11-24T08:00:00Z.log",
      "http-2026-11-24T09:00:00Z.log",
    ],
    ["conn.log", "http.log", "http.1.log"],
  ])("are told by their names: %s goes with %s, not with %s", async (conn, http, later) => {
    const zipped = (name: string, text: string) => (name.endsWith(".gz") ? gzipSync(text) : text);
    const { table, rows } = await read({
      [conn]: zipped(conn, zeekLog("conn", 4)),
      [http]: zipped(http, zeekLog("http", 4)),
      [later]: zipped(later, zeekLog("http", 2, { first: 60, source: "10.0.0.2" })),
    });
    expect(table.input).toEqual({ files: 3, records: 10, accepted: 6, rejected: 0, ignored: 4 });
    expect(hostsOf(rows).toSorted()).toEqual(
      ["h0", "h1", "h2", "h3", "h60", "h61"].map((name) => `${name}.example`),
    );
  });

  test("are not joined with those of another hour, even when uids agree", async () => {
    const { table, rows } = await read({
      "conn.08:00:00-09:00:00.log": zeekLog("conn", 2),
      "conn.09:00:00-10:00:00.log": zeekLog("conn", 2, { first: 60 }),
      "ssl.09:00:00-10:00:00.log": zeekLog("ssl", 1),
    });
    expect(table.input).toMatchObject({ accepted: 4, ignored: 1 });
    expect(hostsOf(rows)).toEqual([null, null, null, null]);
  });

  test("are not joined across folders: there http counts itself", async () => {
    const { table, rows } = await read({
      "a/conn.log": zeekLog("conn", 3),
      "b/http.log": zeekLog("http", 3),
    });
    expect(table.input).toEqual({ files: 2, records: 6, accepted: 6, rejected: 0, ignored: 0 });
    expect(hostsOf(rows)).toEqual([null, null, null, "h0.example", "h1.example", "h2.example"]);
  });

  test("leave logs of other formats alone", async () => {
    const csv = "time,source,destination,port\n1790000000,10.0.0.9,203.0.113.9,443\n";
    const { table } = await read({ "conn.log": zeekLog("conn", 2), "http.csv": csv });
    expect(table.input).toMatchObject({ accepted: 3, ignored: 0 });
  });
});
