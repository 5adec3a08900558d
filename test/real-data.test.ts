import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Connection } from "../src/connection.js";
import { type ConnectionTable, InputError, pairCount, pairOf, score } from "../src/index.js";
import type { InputSummary } from "../src/intake.js";
import { readFiles } from "../src/node/index.js";
import { difference } from "./support/arrays.js";
import { connectionsOfPcap, connectionsOfSysmon } from "./support/captures.js";
import { describeData } from "./support/data.js";
import { byPair, rowsOf } from "./support/rows.js";

/** A pair of truth.json with its numbers, measured by another program. */
interface Labelled {
  readonly dataset: string;
  readonly file: string;
  readonly src: string;
  readonly dst: string;
  readonly port: number;
  readonly label: "c2" | "benign" | "benign-periodic";
  readonly count_gt_15: boolean;
  /** `med` is in seconds. */
  readonly stats: { readonly n: number; readonly med: number };
}

/** The data sets whose formats are read so far. */
const READABLE = new Set([
  "aktaion-WinBABOAPT-conn",
  "aktaion-benign1-http",
  "aktaion-benign2-http",
  "brimdata-wrccdc-ssl",
  "otrf-apt29-day1-NASHUA",
  "otrf-apt29-day2-UTICA-A",
]);

const keyOf = (pair: { source: string; destination: string; port: number }): string =>
  `${pair.source} ${pair.destination} ${pair.port}`;

function expectBooks({ records, accepted, rejected, ignored }: InputSummary): void {
  expect(accepted + rejected + ignored).toBe(records);
}

/** How many records a log of one record a line has: its lines but for blank ones, Zeek's header and a CSV file's. */
function recordsIn(path: string): number {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.length - (path.endsWith(".csv") ? 1 : 0);
}

/** A table's columns, with texts and names in place of ids. */
function columnsOf(table: ConnectionTable) {
  const { optional, offsets, sources, destinations, ports, times, bytesOut, bytesIn } = table;
  const text = (id: number) => (id === 0 ? null : (table.texts[id - 1] as string));
  const { host, fingerprint, protocol, logSource, ...numbers } = optional;
  const texts = { host, fingerprint, protocol, logSource };
  return {
    numbers: { offsets, sources, destinations, ports, times, bytesOut, bytesIn, ...numbers },
    texts: Object.entries(texts).map(([name, ids]) => ({
      name,
      values: Array.from(ids ?? [], text),
    })),
    names: table.names,
  };
}

describeData("real logs", (data) => {
  const folder = join(data, "traffic");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const logs = files.filter((path) => /\.(log|csv)(\.gz)?$|zat\/json\/|ssl\.json\.gz$/.test(path));

  test("as one folder: the books add up, and every file is read or named in a warning", async () => {
    const table = await readFiles([folder]);
    expectBooks(table.input);
    expect(table.length).toBe(table.input.accepted);
    const named = table.warnings
      .filter(({ code }) => code === "unknown-format")
      .map(({ message }) => files.find((path) => message.startsWith(`${path}: `)));
    expect(new Set(named).size).toBe(named.length);
    expect(named).not.toContain(undefined);
    expect(table.input.files + named.length).toBe(files.length);
    expect(named.filter((path) => path !== undefined && logs.includes(path))).toEqual([]);
    for (const path of named) await expect(readFiles([path!])).rejects.toThrow(InputError);
  });

  test.each(logs.map((path) => relative(folder, path)))(
    "%s: every line is one record",
    async (name) => {
      const { input, warnings, length } = await readFiles([join(folder, name)]);
      expectBooks(input);
      expect(input).toMatchObject({ files: 1, accepted: length, rejected: 0 });
      expect(input.records).toBe(recordsIn(join(folder, name)));
      expect(warnings).toEqual([]);
    },
  );

  test("the same TLS log as TSV and as JSON is the same table, bit for bit", async () => {
    const brim = join(folder, "brimdata-wrccdc");
    const tsv = await readFiles([join(brim, "zeek-default", "ssl.log.gz")]);
    const json = await readFiles([join(brim, "zeek-json", "ssl.json.gz")]);
    expect(tsv.length).toBeGreaterThan(49_000);
    expect(tsv.input).toEqual(json.input);
    const [a, b] = [columnsOf(tsv), columnsOf(json)];
    expect(Object.keys(a.numbers)).toEqual(Object.keys(b.numbers));
    for (const [name, column] of Object.entries(a.numbers)) {
      const other = b.numbers[name as keyof typeof b.numbers] ?? [];
      expect([name, difference(column, other)]).toEqual([name, -1]);
    }
    for (const [i, { name, values }] of a.texts.entries()) {
      expect([name, difference(values as never, b.texts[i]!.values as never)]).toEqual([name, -1]);
    }
    expect(a.texts.find(({ name }) => name === "host")?.values.some((host) => host !== null)).toBe(
      true,
    );
    expect(a.names).toEqual(b.names);
  });

  test("a conn log is joined with the TLS log beside it, by uid", async () => {
    const apt29 = join(folder, "otrf-security-datasets", "apt29-zeek");
    const names = ["UTICA-A_conn.log", "UTICA-A_ssl.log"];
    const [conn, ssl] = names.map((name) => join(apt29, name)) as [string, string];
    const joined = await readFiles([conn, ssl]);
    expect(joined.input.accepted).toBe(recordsIn(conn));
    expect(joined.input.ignored).toBe(recordsIn(ssl));
    // The oracle reads the JSON lines by itself.
    const parse = (path: string) =>
      readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as Record<string, string | undefined>);
    const byUid = new Map<string, Record<string, string | undefined>[]>();
    for (const record of parse(ssl)) {
      const uid = record.uid as string;
      byUid.set(uid, [...(byUid.get(uid) ?? []), record]);
    }
    const first = (uid: string | undefined, name: string): string | null =>
      byUid.get(uid ?? "")?.find((record) => record[name])?.[name] ?? null;
    const expected = byPair(
      parse(conn).map((record) => ({
        source: record.id_orig_h,
        destination: record.id_resp_h,
        port: record.id_resp_p,
        host: first(record.uid, "server_name")?.toLowerCase() ?? null,
        fingerprint: first(record.uid, "ja3"),
      })) as never,
    );
    const rows = rowsOf(joined).map(({ host, fingerprint }) => ({ host, fingerprint }));
    expect(rows).toEqual(
      [...expected.values()].flat().map(({ host, fingerprint }) => ({ host, fingerprint })),
    );
    expect(rows.some(({ fingerprint }) => fingerprint !== null)).toBe(true);
  });

  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as Labelled[];
  const labelled = truth.filter(({ dataset }) => READABLE.has(dataset));

  test.each(labelled)(
    "$dataset: $src to $dst:$port has the count and the median interval it was measured to have",
    async ({ file, src, dst, port, stats }) => {
      const table = await readFiles([join(folder, file)]);
      const wanted = keyOf({ source: src, destination: dst, port });
      const pairs = Array.from({ length: pairCount(table) }, (_, index) => pairOf(table, index));
      const [pair, ...others] = pairs.filter((some) => keyOf(some) === wanted);
      expect(others).toEqual([]);
      expect(pair?.count).toBe(stats.n);
      const intervals = pair!.sortedIntervals;
      const half = (intervals.length - 1) / 2;
      const median = (intervals[Math.floor(half)]! + intervals[Math.ceil(half)]!) / 2;
      expect(Math.abs(median / stats.med - 1)).toBeLessThan(1e-3);
    },
  );

  /** Connections of the sets that no format reads yet, by the set's name. */
  const CAPTURES: Readonly<Record<string, () => Connection[]>> = {
    "corelight-quasarrat": () =>
      connectionsOfPcap(
        files.find((path) => path.includes("quasarrat") && path.endsWith(".pcap"))!,
      ),
    "otrf-sysmon-empire-logonpasswords": () =>
      connectionsOfSysmon(files.find((path) => path.endsWith("logonpasswords.zip"))!),
    "otrf-sysmon-empire-regsvr32": () =>
      connectionsOfSysmon(files.find((path) => path.endsWith("regsvr32.zip"))!),
  };

  test.each([...READABLE, ...Object.keys(CAPTURES)])(
    "%s: labelled C2 with more than 15 connections is among the first ten, what is benign without a schedule below 0.5",
    async (dataset) => {
      const own = truth.filter((pair) => pair.dataset === dataset);
      const input = CAPTURES[dataset]?.() ?? (await readFiles([join(folder, own[0]!.file)]));
      const { findings } = score(input);
      const found = ({ src, dst, port }: Labelled) =>
        findings.find((finding) => keyOf(finding) === `${src} ${dst} ${port}`);
      for (const pair of own.filter(({ label }) => label === "benign")) {
        expect(found(pair)?.score).toBeLessThan(0.5);
      }
      for (const pair of own.filter(({ label, count_gt_15 }) => label === "c2" && count_gt_15)) {
        const c2 = found(pair);
        expect(c2?.count).toBe(pair.stats.n);
        expect(c2?.rank).toBeLessThanOrEqual(10);
        expect(c2?.score).toBeGreaterThan(0.5);
      }
      const benign = own.filter(({ label }) => label === "benign").map(found);
      const c2 = own.filter(({ label }) => label === "c2").map(found);
      for (const one of benign) {
        for (const other of c2) expect(other?.rank ?? 0).toBeLessThan(one?.rank ?? 1);
      }
    },
  );
});
