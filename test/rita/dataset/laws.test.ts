import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Random, randomFrom } from "../../../src/evaluation/random.js";
import { type RitaOptions, type RitaResult, readRita } from "../../../src/node/read-rita.js";
import { type RitaRow, severityOf } from "../../../src/rita/index.js";
import { type LogPart, zeekLogOf } from "../zeek-logs.js";

/** What must hold of the rows of any logs. The worlds are random, but from seeds. */
const SEEDS = ["first", "second", "third", "fourth"];
const START = Date.UTC(2024, 0, 1) / 1000;
const HOURS = [0, 1, 2];
const KINDS = ["conn", "ssl", "http", "open_conn", "open_ssl", "open_http", "dns"] as const;

type Kind = (typeof KINDS)[number];
type Line = NonNullable<LogPart["line"]>;

/** One line of a log, and the hour whose log it stands in. */
interface Entry {
  readonly kind: Kind;
  readonly hour: number;
  readonly time: number;
  readonly line: Line;
}

describe.each(SEEDS)("the %s world", (seed) => {
  const world = worldOf(randomFrom(seed));

  test("has rows of every type, and beacons among them", async () => {
    const { rows } = await read(files(world));
    expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(["sni", "ip", "dns"]));
    expect(rows.filter(({ score }) => score > 0).length).toBeGreaterThan(3);
  });

  test("has the same rows in whatever order its lines stand", async () => {
    const shuffled = shuffle(world, randomFrom(`${seed} shuffled`));
    const { rows } = await read(files(world));
    expect((await read(files(shuffled))).rows).toEqual(rows);
  });

  test("has the same rows when the logs of an hour come in two folders", async () => {
    const random = randomFrom(`${seed} parted`);
    const [some, others] = parted(world, () => random() < 0.5);
    const both = { ...files(some, "a/"), ...files(others, "b/") };
    const { rows } = await read(files(world));
    expect((await read(both)).rows).toEqual(rows);
  });

  test("has the same rows as JSON, and gzipped", async () => {
    const { rows } = await read(files(world));
    expect((await read(files(world, "", "json"))).rows).toEqual(rows);
    const zipped = Object.entries(files(world)).map(([name, log]) => [`${name}.gz`, gzipSync(log)]);
    expect((await read(Object.fromEntries(zipped))).rows).toEqual(rows);
  });

  test("has the same rows with connections that RITA filters out", async () => {
    const noise = world
      .filter(({ kind }) => kind === "conn")
      .map(
        (entry, i): Entry => ({
          ...entry,
          line: { ...entry.line, uid: `N${i}`, ...(i % 2 === 0 ? BOTH_OUTSIDE : NEVER) },
        }),
      );
    expect((await read(files([...world, ...noise]))).rows).toEqual((await read(files(world))).rows);
  });

  test("has the same rows a week later, but for when things were seen", async () => {
    const week = 7 * 86_400;
    const later = world.map((entry) => ({ ...entry, time: entry.time + week }));
    const moved = (await read(files(world))).rows.map((row) => ({
      ...row,
      firstSeen: row.firstSeen + week,
      lastSeen: row.lastSeen + week,
    }));
    expect((await read(files(later))).rows).toEqual(moved);
  });

  test("has rows that add up, in order, one for each group", async () => {
    const { rows } = await read(files(world));
    for (const row of rows) {
      const signs = [row.threatScore, row.longConnectionScore, row.c2OverDnsScore];
      const added = row.modifiers.reduce((sum, { score }) => sum + score, 0);
      expect(row.finalScore).toBeCloseTo(Math.max(...signs) + added, 9);
      expect(row.severity).toBe(severityOf(row.finalScore));
      expect(row.uniqueTimestamps).toBeLessThanOrEqual(row.count);
    }
    const finals = rows.map(({ finalScore }) => finalScore);
    expect(finals).toEqual(finals.toSorted((a, b) => b - a));
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
  });

  test("has the same rows of v4 in whatever hours its logs are", async () => {
    const { rows } = await read(files(world), { version: 4 });
    expect(rows.length).toBeGreaterThan(0);
    const whole = world.map((entry) => ({ ...entry, hour: 0 }));
    expect((await read(files(whole), { version: 4 })).rows).toEqual(rows);
    const shuffled = shuffle(world, randomFrom(`${seed} of v4`));
    expect((await read(files(shuffled), { version: 4 })).rows).toEqual(rows);
  });
});

const BOTH_OUTSIDE: Line = { "id.orig_h": "198.51.100.77", "id.resp_h": "203.0.113.77" };
const NEVER: Line = { "id.orig_h": "10.0.0.1", "id.resp_h": "224.0.0.251" };

/** Three hours of a few hosts: beacons by name and by address, through a proxy too, strays, open connections, queries. */
function worldOf(random: Random): Entry[] {
  const pick = (count: number) => Math.floor(random() * count);
  const entries: Entry[] = [];
  let uids = 0;
  const connect = (open: boolean, hour: number, time: number, ends: Line, host: string | null) => {
    const uid = `C${uids++}`;
    const prefix = open ? "open_" : "";
    const numbers = { duration: pick(40) / 4, orig_ip_bytes: 100 + 10 * pick(4) };
    const add = (kind: "conn" | "ssl" | "http", at: number, line: Line) =>
      entries.push({
        kind: `${prefix}${kind}` as Kind,
        hour,
        time: at,
        line: { uid, ...ends, ...line },
      });
    add("conn", time, { ...numbers, resp_ip_bytes: 50 * pick(5) });
    if (host === null) return;
    if (ends["id.resp_h"] === PROXY) add("http", time, { method: "CONNECT", host });
    else if (pick(2) === 0) add("ssl", time + 1, { server_name: host, ja3: `ja3-${pick(3)}` });
    else {
      // Requests of one second would be told apart by the order of lines.
      for (let i = 0; i <= pick(3); i++)
        add("http", time + i, requestOf(i === 0 ? host : name(pick(3)), pick));
    }
  };
  for (const hour of HOURS) {
    for (let beacon = 0; beacon < 4; beacon++) {
      const every = 60 + 30 * pick(3);
      const host = beacon % 2 === 0 ? name(beacon) : null;
      const resp = beacon === 2 ? PROXY : `203.0.113.${beacon}`;
      for (let time = pick(60); time < 3600; time += every + pick(2)) {
        const ends = { "id.orig_h": `10.0.0.${beacon}`, "id.resp_h": resp };
        connect(false, hour, START + 3600 * hour + time, ends, host);
      }
    }
    for (let stray = 0; stray < 40; stray++) {
      const ends = { "id.orig_h": `10.0.0.${pick(6)}`, "id.resp_h": `203.0.113.${pick(6)}` };
      const host = pick(2) === 0 ? name(pick(5)) : null;
      connect(pick(8) === 0, hour, START + 3600 * hour + pick(3600), ends, host);
    }
    for (let query = 0; query < 60; query++) {
      const line = { "id.orig_h": `10.0.0.${pick(9)}`, "id.resp_h": "10.0.0.53" };
      const query = pick(4) === 0 ? name(pick(5)) : `x${pick(1000)}.example.com`;
      const time = START + 3600 * hour + pick(3600);
      entries.push({
        kind: "dns",
        hour,
        time,
        line: { ...line, query, answers: `203.0.113.${pick(6)}` },
      });
    }
  }
  return entries;
}

const PROXY = "10.0.0.80";

function name(i: number): string {
  return `name-${i}.example`;
}

function requestOf(host: string, pick: (count: number) => number): Line {
  const line = { method: "GET", uri: pick(2) === 0 ? "/" : "/a.txt", resp_mime_types: "text/html" };
  return { ...line, host: pick(5) === 0 ? null : host, user_agent: `agent-${pick(3)}` };
}

/** The logs of entries by name, as Security Onion names them. */
function files(
  entries: readonly Entry[],
  folder = "",
  format: "tsv" | "json" = "tsv",
): Record<string, string> {
  const logs: Record<string, string> = {};
  for (const kind of KINDS) {
    for (const hour of HOURS) {
      const own = entries.filter((entry) => entry.kind === kind && entry.hour === hour);
      if (own.length === 0) continue;
      const parts = own.map(
        ({ time, line }): LogPart => ({ at: new Date(time * 1000).toISOString(), line }),
      );
      logs[`${folder}${kind}_20240101_0${hour}_00_00.log`] = zeekLogOf(kind, { format, parts });
    }
  }
  return logs;
}

async function read(
  logs: Readonly<Record<string, string | Uint8Array>>,
  options: RitaOptions = {},
): Promise<RitaResult> {
  const folder = mkdtempSync(join(tmpdir(), "beaconry-laws-"));
  try {
    for (const [path, log] of Object.entries(logs)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), log);
    }
    return await readRita(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shuffle<Value>(values: readonly Value[], random: Random): Value[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

function parted<Value>(values: readonly Value[], isFirst: () => boolean): [Value[], Value[]] {
  const parts: [Value[], Value[]] = [[], []];
  for (const value of values) parts[isFirst() ? 0 : 1].push(value);
  return parts;
}

function keyOf({ type, source, destination, fqdn }: RitaRow): string {
  return [type, source, destination, fqdn].join(" ");
}
