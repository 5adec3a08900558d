import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";
import { logFolder, ritaDay } from "./rita-logs.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const day = logFolder(ritaDay());
const JA3 = "0123456789abcdef0123456789abcdef";

/** What is wrong with a command line, in pieces. */
async function problemsOf(...args: string[]): Promise<string[]> {
  const { status, out, err } = await cli(["rita", ...args]);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toMatch(/^beaconry: usage: [^\n]*\n$/);
  return err.trimEnd().slice("beaconry: usage: ".length).split("; ");
}

async function shown(...args: string[]): Promise<string> {
  const { status, out } = await cli(["rita", day, ...args]);
  expect(status).toBe(0);
  return out;
}

const V5_HEADER =
  "Severity,Source IP,Destination IP,FQDN,Beacon Score,Strobe,Total Duration,Long Connection Score,Subdomains,C2 Over DNS Score,Threat Intel,Prevalence,First Seen,Missing Host Header,Connection Count,Total Bytes,Port:Proto:Service,Modifiers\n";

describe("rita prints", () => {
  test("the contract's JSON: its fields in its order, then the others", async () => {
    const report = JSON.parse(await shown());
    expect(Object.keys(report).slice(0, 4)).toEqual(["version", "preset", "window", "rows"]);
    expect(report).toMatchObject({
      version: 5,
      preset: "file",
      window: { start: Date.UTC(2026, 10, 23) / 1000, end: Date.UTC(2026, 10, 23, 5, 59) / 1000 },
      present: Date.UTC(2026, 10, 23, 5, 59) / 1000,
      input: { files: 18, accepted: 793, rejected: 0, ignored: 72 },
      warnings: [],
    });
    expect(Object.keys(report.rows[0]).slice(0, 20)).toEqual([
      ...["type", "source", "destination", "fqdn", "count", "uniqueTimestamps", "totalBytes"],
      ...["totalDuration", "score", "timestampScore", "dataSizeScore", "durationScore"],
      ...["histogramScore", "threatScore", "longConnectionScore", "strobe", "missingHostCount"],
      ...["modifiers", "finalScore", "severity"],
    ]);
    expect(report.rows).toMatchObject([
      { type: "sni", fqdn: "c2.example", count: 360, topInterval: 60, severity: "Critical" },
      { type: "sni", fqdn: "relay.example:443", proxyCount: 72, proxyIps: ["10.0.0.99"] },
      { type: "ip", destination: "198.51.100.7", longConnectionScore: 0.5, severity: "Medium" },
    ]);
    const lines = (await shown("--format", "ndjson")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(report.rows);
  });

  test("RITA v5's own CSV, byte for byte", async () => {
    expect(await shown("--format", "csv")).toBe(
      V5_HEADER +
        `Critical,10.0.0.5,::,c2.example,1,false,360,0,0,0,false,0.25,5 hours ago,false,360,108000,"443:tcp:ssl","rare_signature:${JA3}"\n` +
        'High,10.0.0.7,::,relay.example:443,1,false,72,0,0,0,false,0.5,5 hours ago,false,72,21600,"3128:tcp:http","rare_signature:curl/8"\n' +
        'Medium,10.0.0.6,198.51.100.7,,0,false,21600,0.5,0,0,false,0.25,5 hours ago,false,1,300,"22:tcp:ssh",""\n',
    );
  });

  test("RITA v4's own CSV of each kind of beacon, byte for byte", async () => {
    const args = ["--version", "4", "--format", "csv"];
    const ip =
      "Score,Source IP,Destination IP,Connections,Avg. Bytes,Total Bytes,TS Score,DS Score,Dur Score,Hist Score,Top Intvl\n" +
      "1,10.0.0.5,203.0.113.9,360,300,108000,1,1,1,1,60\n";
    expect(await shown(...args)).toBe(ip);
    expect(await shown(...args, "--beacons", "ip")).toBe(ip);
    expect(await shown(...args, "--beacons", "sni")).toBe(
      ip.replace("Destination IP", "SNI").replace("203.0.113.9", "c2.example"),
    );
    expect(await shown(...args, "--beacons", "proxy")).toBe(
      "Score,Source IP,FQDN,Proxy IP,Connections,TS Score,Dur Score,Hist Score,Top Intvl\n" +
        "1,10.0.0.7,relay.example:443,10.0.0.99,72,1,1,1,300\n",
    );
    const { err } = await cli(["rita", day, ...args]);
    expect(err).toContain("1 in that of --beacons sni, 1 in that of --beacons proxy");
    const kinds = JSON.parse(await shown("--version", "4")).rows;
    expect(kinds.map(({ type }: { type: string }) => type).sort()).toEqual(["ip", "proxy", "sni"]);
    const [only, ...others] = JSON.parse(await shown("--version", "4", "--beacons", "sni")).rows;
    expect([only.type, others]).toEqual(["sni", []]);
  });

  test("a table, with what moved each score below it and what it is of at the end", async () => {
    const out = await shown("--format", "table");
    expect(out.split("\n")[0]?.split(/ {2,}/)).toEqual([
      ...["severity", "score", "beacon", "source", "destination", "connections", "connected"],
      ...["times", "sizes", "duration", "histogram", "signs"],
    ]);
    expect(out).toMatch(/^Critical {2}0\.950 {3}1\.000 {2}10\.0\.0\.5 {2}c2\.example .* 6 min /m);
    expect(out).toContain("relay.example:443 (by proxy)");
    expect(out).toMatch(/^Medium .* 6 h +–.* long connection$/m);
    expect(out.replace(/\s+/g, " ")).toContain(
      'Modifiers: its source uses "curl/8" for nothing else +0.15; 50 % of the hosts inside talk to it −0.15.',
    );
    expect(out).toMatch(
      /\n3 of 3 rows of RITA v5 \(preset file\) from 865 records \(0 rejected, 72 ignored\), 2026-11-23 00:00:00 to 2026-11-23 05:59:00 UTC\n$/,
    );
    expect(await shown("--format", "table", "--version", "4")).not.toContain("severity");
  });

  test("the first rows only, and that there are more", async () => {
    const { out, err } = await cli(["rita", day, "--top", "1"]);
    expect(JSON.parse(out).rows).toHaveLength(1);
    expect(err).toBe("beaconry: warning: the first 1 of 3 rows; --top 0 shows all\n");
    const table = await cli(["rita", day, "--top", "1", "--format", "table"]);
    expect(table.out).toContain("1 of 3 rows");
    expect(table.out).toMatch(/; --top 0 shows all\n$/);
    expect(table.err).toBe("");
    expect((await cli(["rita", day, "--top", "1", "--quiet"])).err).toBe("");
  });

  test("the same to a file, as JSON unless told otherwise", async () => {
    const path = folder.path("rows.csv");
    const { out } = await cli(["rita", day, "--format", "csv", "--output", path]);
    expect(out).toBe("");
    expect(readFileSync(path, "utf8")).toBe(await shown("--format", "csv"));
    expect((await cli(["rita", day], { tty: true })).out).toMatch(/^severity/);
  });
});

describe("--version", () => {
  test("after rita is which RITA; before a command, and after others, it tells the program's", async () => {
    expect(JSON.parse(await shown("--version", "4")).version).toBe(4);
    for (const args of [["--version"], ["--version", "rita", day], ["score", "--version"]]) {
      expect(await cli(args)).toMatchObject({ status: 0, out: expect.stringMatching(/^\d+\.\d+/) });
    }
    expect(await problemsOf(day, "--version", "6")).toEqual([
      '--version takes one of 5, 4, not "6"',
    ]);
    expect(await cli(["rita", day, "--version"])).toMatchObject({
      status: 2,
      err: "beaconry: option '--version <n>' argument missing\n",
    });
  });
});

describe("rita is set", () => {
  test("by a preset, or a configuration of its own", async () => {
    const finals = async (...args: string[]) => {
      const { preset, rows } = JSON.parse(await shown(...args));
      return [preset, ...rows.map(({ finalScore }: { finalScore: number }) => finalScore)];
    };
    expect(await finals("--preset", "code")).toEqual(["code", 0.8, 0.8, 0.5]);
    const config = folder.file(
      "config.hjson",
      "{\n  # no more than this\n  modifiers: { rare_signature_score_increase: 0.05, },\n}\n",
    );
    const [name, first] = await finals("--config", config);
    expect([name, first]).toEqual(["custom", expect.closeTo(0.85, 9)]);
  });

  test("by internal networks beside RITA's own, and by what comes in from outside", async () => {
    const at = "2026-11-23T00:00:00Z";
    const conn = (line: object) => ({ at, repeat: 20, every: 600, line: { ...line } });
    const logs = logFolder({
      "conn.log": [
        conn({ "id.orig_h": "198.51.100.1", "id.resp_h": "203.0.113.9" }),
        conn({ "id.orig_h": "203.0.113.77", "id.resp_h": "10.0.0.5" }),
      ],
    });
    const nothing = await cli(["rita", logs]);
    expect([nothing.status, nothing.out]).toEqual([1, ""]);
    expect(nothing.err).toMatch(/^beaconry: .*leave no connection .*--internal adds some\n$/);
    const sources = async (...args: string[]) =>
      JSON.parse((await cli(["rita", logs, ...args])).out).rows.map(
        ({ source }: { source: string }) => source,
      );
    expect(await sources("--internal", "198.51.100.0/24")).toEqual(["198.51.100.1"]);
    expect(await sources("--external-to-internal", "keep")).toEqual(["203.0.113.77"]);
  });

  test("as a rolling data set, whose ages are counted back from --now", async () => {
    const ages = async (...args: string[]) => {
      const lines = (await shown("--format", "csv", ...args)).trimEnd().split("\n").slice(1);
      return lines.map((line) => line.split(",")[12]);
    };
    const now = ["--now", "2026-11-23T18:00:00Z"];
    expect(await ages("--rolling", ...now)).toEqual(Array(3).fill("18 hours ago"));
    expect(await ages("--rolling", "--now", "2026-11-23 18:00:00")).toEqual(
      Array(3).fill("18 hours ago"),
    );
    expect(await ages("--rolling", "--now", "2027-03-01")).toEqual(Array(3).fill("5 hours ago"));
    const [first] = JSON.parse(await shown("--rolling", ...now)).rows;
    expect(first.modifiers).toContainEqual({ name: "first_seen", value: "0.8 days", score: 0.15 });
    const still = await cli(["rita", day, ...now, "--format", "csv"]);
    expect(still.out).toBe(await shown("--format", "csv"));
    expect(still.err).toContain("--now changes nothing without --rolling");
  });
});

describe("wrong usage of rita", () => {
  test("is told all at once, the configuration's problems too", async () => {
    const config = folder.file(
      "bad.hjson",
      '{ scoring: { beacon: { unique_connection_threshold: 2, colour: 1 } }, shape: "round" }',
    );
    const problems = await problemsOf(
      ...[day, "--preset", "x", "--internal", "10.0.0.0/99", "--external-to-internal", "maybe"],
      ...["--now", "soon", "--now", "data", "--top", "-1", "--max-events", "0", "--config", config],
      ...["--beacons", "sni", "--format", "xml", "--frobnicate"],
    );
    const begin = (text: string) => problems.filter((problem) => problem.startsWith(text)).length;
    for (const flag of ["preset", "internal", "external-to-internal", "top", "max-events"]) {
      expect(begin(`--${flag} takes`), flag).toBe(1);
    }
    expect(begin("--now takes now, epoch milliseconds, an ISO date or time, not ")).toBe(2);
    expect(begin("--config: ")).toBe(3);
    expect(problems).toContain("--beacons: only with --version 4");
    expect(problems).toContain("unknown option '--frobnicate'");
  });

  test("is a configuration that cannot be read, or v4 as a rolling data set", async () => {
    expect(await problemsOf(day, "--config", folder.path("none"))).toEqual([
      `--config: cannot read ${folder.path("none")} (no such file or directory)`,
    ]);
    expect(await problemsOf(day, "--version", "4", "--rolling")).toEqual([
      "--rolling: not with --version 4",
    ]);
    expect(await problemsOf()).toHaveLength(1);
  });
});

describe("rita cannot read", () => {
  const at = "2026-11-23T00:00:00Z";

  test("files with names that RITA does not know, and says which it knows", async () => {
    const logs = logFolder({ "traffic.log": [{ at, repeat: 9 }] });
    const { status, out, err } = await cli(["rita", logs]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^beaconry: [^\n]*no log that RITA reads[^\n]*begin with conn[^\n]*\n$/);
    const none = folder.path("no-such.log");
    expect(await cli(["rita", none])).toMatchObject({ status: 1, out: "" });
    expect((await cli(["rita", "-"])).err).toContain("name files or folders");
  });

  test("logs whose names tell no hour, or no connections: they are left out with a warning", async () => {
    const logs = logFolder({
      "conn.log": [{ at, repeat: 9, every: 60 }],
      "conn.25:00:00-26:00:00.log": [{ at, repeat: 9, every: 60 }],
      "2026-11-22/ssl.log": [{ at, repeat: 9, line: { server_name: "a.example" } }],
    });
    const { status, out, err } = await cli(["rita", logs]);
    expect(status).toBe(0);
    expect(JSON.parse(out).rows[0].count).toBe(9);
    expect(err).toMatch(/warning: [^\n]*conn\.25[^\n]* RITA does not read it: /);
    expect(err).toMatch(/warning: [^\n]*ssl\.log[^\n]* RITA does not read it: no conn log/);
  });

  test("broken lines: they are rejected, written out, and fail --strict", async () => {
    const broken = `${JSON.stringify({ ts: 1 })}\n{"broken\n`;
    const good = Array.from({ length: 9 }, (_, i) =>
      JSON.stringify({
        ...{ ts: 1_795_392_000 + i * 60, uid: `C${i}`, "id.orig_h": "10.0.0.5" },
        ...{ "id.orig_p": 1, "id.resp_h": "203.0.113.9", "id.resp_p": 443, proto: "tcp" },
        orig_ip_bytes: 100,
      }),
    );
    const logs = logFolder({ "conn.log": `${good.join("\n")}\n${broken}` });
    const rejects = folder.path("rejects.ndjson");
    const args = ["rita", logs, "--rejects", rejects];
    expect((await cli(args)).status).toBe(0);
    const strict = await cli([...args, "--strict"]);
    expect(strict.status).toBe(3);
    expect(JSON.parse(strict.out).input.rejected).toBeGreaterThan(0);
    expect(readFileSync(rejects, "utf8")).toContain('{\\"broken');
    const few = await cli(["rita", logs, "--max-events", "5"]);
    expect([few.status, few.out]).toEqual([1, ""]);
    expect(few.err).toContain("more than 5 events");
  });
});

test("rita shows that there are no rows", async () => {
  const at = "2026-11-23T00:00:00Z";
  const logs = logFolder({ "conn.log": [{ at, repeat: 2, every: 60 }] });
  const out = async (format: string) => {
    const outcome = await cli(["rita", logs, "--format", format]);
    expect(outcome.status).toBe(0);
    return outcome.out;
  };
  expect(await out("csv")).toBe(V5_HEADER);
  expect(await out("ndjson")).toBe("");
  expect(JSON.parse(await out("json")).rows).toEqual([]);
  expect(await out("table")).toMatch(/^No rows\.\n\n0 of 0 rows of RITA v5 /);
});

test("no text of a log leaves its cell, begins a formula, or reaches the terminal", async () => {
  const hostile = '=cmd()|"a",\u001b[31m\u009b\u202e\nx';
  const line = { server_name: hostile, ja3: `${hostile};@y` };
  const parts = [{ at: "2026-11-23T00:00:00Z", repeat: 20, every: 60 }];
  const logs = logFolder({
    "conn.log": {
      format: "json",
      parts: parts.map((part) => ({ ...part, line: { service: hostile } })),
    },
    "ssl.log": { format: "json", parts: parts.map((part) => ({ ...part, line })) },
  });
  for (const version of ["5", "4"]) {
    for (const format of ["table", "json", "csv", "ndjson"]) {
      const args = ["rita", logs, "--version", version, "--format", format];
      const { out, err } = await cli(args, { tty: true });
      expect((out + err).replaceAll("\r\u001b[K", "")).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    }
  }
  const csv = (await cli(["rita", logs, "--format", "csv"])).out;
  expect(csv.split("\n")).toHaveLength(3);
  const cell = `'=cmd()|""a"",\\u001b[31m\\u009b\\u202e`;
  expect(csv).toContain(`,::,"${cell}`);
  expect(csv).toContain(`;'@y"\n`);
});

test("rita shows progress on a terminal only, erases it, and stops when interrupted", async () => {
  const { err } = await cli(["rita", day], { tty: true });
  const frames = err.split("\r\u001b[K");
  expect([frames[0], frames.at(-1)]).toEqual(["", ""]);
  expect(frames[1]).toMatch(/ % {2}.*records/);
  const stopped = await cli(["rita", day], { signal: AbortSignal.abort() });
  expect([stopped.status, stopped.err]).toEqual([1, "beaconry: interrupted\n"]);
});

test("the help of rita teaches by examples with its own options, and names what may surprise", async () => {
  const { status, out } = await cli(["rita", "--help"]);
  expect(status).toBe(0);
  const examples = Array.from(out.matchAll(/beaconry (rita\b.*)/g), String);
  expect(examples.length).toBeGreaterThan(4);
  for (const flag of examples.join(" ").match(/--[a-z-]+/g) ?? []) {
    expect(out).toMatch(new RegExp(`^ +${flag}\\b`, "m"));
  }
  for (const word of ["Files", "Hours", "Window", "Inside", "Rolling", "Presets"]) {
    expect(out).toMatch(new RegExp(`^ {2}${word} `, "m"));
  }
  expect((await cli(["--help"])).out).toContain("beaconry rita /opt/zeek/logs/");
});
