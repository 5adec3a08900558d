import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { profiles } from "../../src/scoring/index.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

/** A beacon of `count` connections every `seconds`, as CSV. */
function beacon(count: number, seconds: number, destination = "203.0.113.9"): string[] {
  const start = Date.UTC(2026, 10, 23);
  return Array.from({ length: count }, (_, i) =>
    [new Date(start + i * seconds * 1000).toISOString(), "10.0.0.1", destination, 443, 512].join(),
  );
}
const HEADER = "time,src,dst,dport,bytes_out";
const csv = (lines: readonly string[]) => `${[HEADER, ...lines].join("\n")}\n`;

const log = folder.file("log.csv", csv(beacon(100, 60)));
const rejecting = folder.file(
  "rejecting.csv",
  csv([...beacon(100, 60), "never,10.0.0.1,203.0.113.9,443,1"]),
);
const hostile = folder.file(
  "hostile.csv",
  csv([...beacon(50, 60), "\u001b]0;pwned\u0007,10.0.0.1,203.0.113.9,443,1"]),
);

describe("beaconry score", () => {
  it("prints JSON where output is no terminal, and a table on one", async () => {
    const piped = await cli(["score", log]);
    expect(piped.status).toBe(0);
    expect(Object.keys(JSON.parse(piped.out))).toEqual([
      "beaconry",
      "profile",
      "input",
      "warnings",
      "findings",
      "clusters",
    ]);
    const shown = await cli(["score", log], { tty: true });
    expect(shown.out).toMatch(/^#\s+score\s+chance\s+level\s+source/);
    expect(shown.out).toContain("Sleeps 60 s each time");
  });

  it("gives each finding the fields of the contract, in order", async () => {
    const { out } = await cli(["score", log]);
    const { input, findings } = JSON.parse(out);
    expect(Object.keys(input)).toEqual([
      "files",
      "records",
      "accepted",
      "rejected",
      "ignored",
      "pairs",
      "start",
      "end",
    ]);
    expect(Object.keys(findings[0])).toEqual([
      ...[
        "rank",
        "source",
        "destination",
        "port",
        "host",
        "fingerprint",
        "count",
        "firstSeen",
        "lastSeen",
      ],
      ...[
        "durationSeconds",
        "averageIntervalSeconds",
        "bytesOut",
        "bytesIn",
        "score",
        "level",
        "falseAlarm",
      ],
      ...[
        "periodSeconds",
        "jitter",
        "sleepLaw",
        "scores",
        "reference",
        "explanation",
        "intervalHistogram",
        "key",
        "destinations",
        "intel",
      ],
    ]);
    expect(findings[0]).toMatchObject({
      rank: 1,
      count: 100,
      averageIntervalSeconds: 60,
      bytesIn: null,
      periodSeconds: 60,
      sleepLaw: "fixed",
    });
    expect(findings[0].falseAlarm).toBeLessThan(1e-4);
    expect(findings[0].reference).toEqual({
      returned: true,
      confidence: "high",
      reason: "band60",
      dropped: null,
      detail: null,
    });
  });

  it("writes CSV with the contract's columns, then one a scorer, then the explanation", async () => {
    const { out } = await cli(["score", log, "--format", "csv"]);
    expect(out.split("\r\n")[0]).toBe(
      "rank,score,level,source,destination,port,host,fingerprint,count,firstSeen,lastSeen,durationSeconds,averageIntervalSeconds,periodSeconds,jitter,bytesOut,bytesIn,falseAlarm,referenceConfidence,interval-variation,interval-bound,comb,periodicity,interval-mad,interval-skew,size-consistency,activity-histogram,persistence,prevalence,fingerprint-cluster,explanation",
    );
  });

  it("writes one finding a line as NDJSON, and the same bytes each time", async () => {
    const args = ["score", "examples/data", "--format", "ndjson", "--top", "0"];
    const [first, second] = [await cli(args), await cli(args)];
    expect(second.out).toBe(first.out);
    const ranks = first.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).rank);
    expect(ranks).toEqual(ranks.map((_, i) => i + 1));
  });

  it("writes to a file, as JSON unless told otherwise", async () => {
    const { out } = await cli(["score", log, "--output", folder.path("out.json")], { tty: true });
    expect(out).toBe("");
    expect(JSON.parse(readFileSync(folder.path("out.json"), "utf8")).findings).toHaveLength(1);
  });

  it("leaves out what --top, --min-score, --min-count and --allow say", async () => {
    const findings = async (...args: string[]) =>
      JSON.parse((await cli(["score", "examples/data", ...args])).out).findings;
    expect(await findings("--top", "3")).toHaveLength(3);
    for (const { score } of await findings("--min-score", "0.5"))
      expect(score).toBeGreaterThanOrEqual(0.5);
    for (const { count } of await findings("--min-count", "100"))
      expect(count).toBeGreaterThanOrEqual(100);
    const allow = folder.file("allow.txt", "198.18.0.0/15 # tests\n203.0.113.0/24\n");
    const left = await findings("--allow", allow);
    for (const { destination } of left)
      expect(destination).not.toMatch(/^(198\.1[89]|203\.0\.113)\./);
  });

  it("uses the scorers and the profile it is told to", async () => {
    const profile = folder.file(
      "profile.json",
      '{"name":"mine","weights":{"interval-mad":0.5},"prior":0.1}',
    );
    const { out } = await cli(["score", log, "--scorers", "interval-mad", "--profile", profile]);
    const { profile: name, findings } = JSON.parse(out);
    expect(name).toBe("mine");
    expect(findings[0].scores.map(({ id }: { id: string }) => id)).toEqual(["interval-mad"]);
    const { falseAlarm, score } = findings[0];
    expect(score / (1 - score)).toBeCloseTo((0.1 / 2) * falseAlarm ** -0.25, 9);
  });

  it("goes by the chance alone with the profile timing", async () => {
    const { out } = await cli(["score", log, "--profile", "timing"]);
    const { profile, findings } = JSON.parse(out);
    expect(profile).toBe("timing");
    for (const { score, falseAlarm } of findings) {
      expect(score / (1 - score)).toBeCloseTo(
        profiles.timing!.prior / (2 * Math.sqrt(falseAlarm)),
        9,
      );
    }
    expect(findings.length).toBeGreaterThan(0);
  });

  it("looks at the last hours before the end only", async () => {
    const count = async (...args: string[]) =>
      JSON.parse((await cli(["score", log, ...args])).out).findings[0].count;
    expect(await count("--hours", "1")).toBe(61);
    expect(await count("--end", "2026-11-23T00:30:00Z")).toBe(31);
    expect(await count("--end", String(Date.UTC(2026, 10, 23, 1)), "--hours", "0.5")).toBe(31);
    expect(await count("--end", "2026-11-23 01:30:00", "--time-zone", "Europe/Berlin")).toBe(31);
  });

  it("ends with 3 when --strict and a record was rejected, and writes it out", async () => {
    expect((await cli(["score", rejecting])).status).toBe(0);
    const { status } = await cli([
      "score",
      rejecting,
      "--strict",
      "--rejects",
      folder.path("rejects"),
    ]);
    expect(status).toBe(3);
    expect(JSON.parse(readFileSync(folder.path("rejects"), "utf8"))).toEqual({
      file: rejecting,
      line: 102,
      reason: 'bad time "never"',
      text: "never,10.0.0.1,203.0.113.9,443,1",
    });
  });

  it("ends with 4 when a finding reaches the level of --fail-on", async () => {
    expect((await cli(["score", log, "--fail-on", "high"])).status).toBe(4);
    expect((await cli(["score", log, "--fail-on", "critical"])).status).toBe(0);
  });

  it("ends with 1, and one line, when there is nothing to read", async () => {
    for (const input of [
      folder.path("no-such.log"),
      folder.file("empty.log", ""),
      folder.file("x.png", "\u0089PNG\r\n\u001a\n"),
    ]) {
      const { status, out, err } = await cli(["score", input]);
      expect([status, out]).toEqual([1, ""]);
      expect(err).toMatch(/^beaconry: [^\n]*\n$/);
      expect(err).toContain(input);
    }
    const header = await cli(["score", folder.file("header.csv", csv([]))]);
    expect(header).toMatchObject({ status: 1, out: "" });
  });

  it("reads the other inputs, and ends with 1, when one cannot be read", async () => {
    const { status, out, err } = await cli(["score", log, folder.path("no-such.log")]);
    expect(status).toBe(1);
    expect(JSON.parse(out).findings).toHaveLength(1);
    expect(err).toContain("no such file");
  });

  it("ends with 2 and tells every problem of the command line at once", async () => {
    const { status, out, err } = await cli([
      "score",
      log,
      "--top",
      "x",
      "--hours",
      "-1",
      "--scorers",
      "nope",
      "--format",
      "xml",
    ]);
    expect([status, out]).toEqual([2, ""]);
    for (const flag of ["--top", "--hours", "--scorers", "--format"]) expect(err).toContain(flag);
    expect(err).toMatch(/^beaconry: [^\n]*\n$/);
  });

  it.each([[["scor", "x"]], [["score"]], [["score", "x", "--frobnicate"]], [["--nope"]]])(
    "ends with 2 for the command line %j",
    async (args) => {
      expect((await cli(args)).status).toBe(2);
    },
  );

  it("lets no control character of a log or a file name reach the terminal", async () => {
    const name = folder.file(
      "\u001b[31mred\u009b.csv",
      csv(["x,10.0.0.1,203.0.113.9,443,1", ...beacon(9, 60)]),
    );
    for (const args of [
      ["score", hostile],
      ["score", name],
      ["score", "\u001b[2J"],
      ["reference", name, "--explain"],
    ]) {
      for (const format of ["table", "json", "csv", "ndjson"]) {
        const { out, err } = await cli([...args, "--format", format], { tty: true });
        const written = (out + err).replaceAll("\r\u001b[K", "");
        expect(written).not.toMatch(/(?![\r\n])\p{Cc}/u);
      }
    }
  });

  it("is an error, not a cut, past --max-events", async () => {
    const { status, err } = await cli(["score", log, "--max-events", "99"]);
    expect(status).toBe(1);
    expect(err).toContain("more than 99 events");
  });

  it("shows progress on a terminal only, and erases it", async () => {
    expect((await cli(["score", log])).err).toBe("");
    const { err } = await cli(["score", log, "--quiet"], { tty: true });
    expect(err).toBe("");
    const shown = (await cli(["score", log], { tty: true })).err;
    expect(shown.includes("records") ? shown : "\r\u001b[K").toContain("\r\u001b[K");
  });

  it("stops when it is interrupted", async () => {
    const { status, err } = await cli(["score", log], { signal: AbortSignal.abort() });
    expect([status, err]).toEqual([1, "beaconry: interrupted\n"]);
  });
});

describe("beaconry reference", () => {
  it("gives the contract's JSON and exactly the query's columns as CSV", async () => {
    const { out } = await cli(["reference", log, "--explain"]);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual([
      "rule",
      "window",
      "timeZone",
      "arithmetic",
      "input",
      "warnings",
      "rows",
      "dropped",
    ]);
    expect(report.rows[0]).toMatchObject({
      RequestCount: 100,
      AvgIntervalSeconds: 60,
      BeaconConfidence: "high",
      BytesReceived: null,
    });
    const csvOut = (await cli(["reference", log, "--format", "csv"])).out;
    expect(csvOut.split("\r\n")[0]).toBe(
      "FirstSeen,LastSeen,sourceip,destinationip,destinationport,RequestCount,BytesSent,BytesReceived,DurationSeconds,AvgIntervalSeconds,BeaconConfidence",
    );
    expect(csvOut.split("\r\n")[1]).toBe(
      "2026-11-23 00:00:00,2026-11-23 01:39:00,10.0.0.1,203.0.113.9,443,100,51200,,5940,60,high",
    );
  });

  it("tells which clause dropped a pair", async () => {
    const few = folder.file("few.csv", csv([...beacon(10, 60), ...beacon(20, 60, "10.9.9.9")]));
    const { dropped } = JSON.parse(
      (await cli(["reference", few, "--explain", "--internal", "10.0.0.1"])).out,
    );
    expect(dropped).toEqual([
      {
        sourceip: "10.0.0.1",
        destinationip: "10.9.9.9",
        destinationport: 443,
        RequestCount: 20,
        clause: "direction",
        detail: expect.any(String),
      },
      {
        sourceip: "10.0.0.1",
        destinationip: "203.0.113.9",
        destinationport: 443,
        RequestCount: 10,
        clause: "count",
        detail: "10 is not > 15",
      },
    ]);
  });

  it("takes a rule from a variant, a file and single options, in this order", async () => {
    const rule = folder.file("rule.json", '{"minCount":5,"bounds":"inclusive"}');
    const args = ["reference", log, "--variant", "splunk", "--rule", rule, "--arithmetic", "mixed"];
    const report = JSON.parse((await cli(args)).out);
    expect(report.rule).toMatchObject({
      timeFloorMs: 60000,
      minCount: 5,
      bounds: "inclusive",
      arithmetic: "mixed",
    });
    expect(report.arithmetic).toEqual({ mode: "mixed", source: "option" });
  });

  it("tells everything that is wrong with a rule at once", async () => {
    const rule = folder.file("bad-rule.json", '{"ports":[70000],"hours":-1,"colour":"red"}');
    const { status, err } = await cli(["reference", log, "--rule", rule]);
    expect(status).toBe(2);
    for (const word of ["ports", "hours", "colour"]) expect(err).toContain(word);
    expect((await cli(["reference", log, "--rule", folder.file("broken.json", "{")])).status).toBe(
      2,
    );
  });

  it("prints times in the zone asked for", async () => {
    const { rows } = JSON.parse((await cli(["reference", log, "--time-zone", "Asia/Tokyo"])).out);
    expect(rows[0].FirstSeen).toBe("2026-11-23 09:00:00");
  });
});

describe("beaconry aql and help", () => {
  it("writes the default rule as the query", async () => {
    const { status, out } = await cli(["aql"], { tty: true });
    expect(status).toBe(0);
    expect(out).toMatch(/^SELECT\s+DATEFORMAT/);
    expect(out.trimEnd()).toMatch(/LAST 24 HOURS$/);
  });

  it("writes variants and options", async () => {
    expect((await cli(["aql", "--variant", "sentinel"], { tty: true })).out).toContain("LONG(");
    expect((await cli(["aql", "--count-field", "eventcount"], { tty: true })).out).toContain(
      "SUM(eventcount)",
    );
  });

  it.each([[["--help"]], [["score", "--help"]], [["reference", "--help"]], [["aql", "--help"]]])(
    "explains %j",
    async (args) => {
      const { status, out } = await cli(args);
      expect(status).toBe(0);
      expect(out).toContain("Usage: beaconry");
    },
  );

  it("tells its version", async () => {
    expect((await cli(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
