import { afterAll, describe, expect, test } from "vitest";
import { integer } from "../../src/evaluation/distributions.js";
import { randomFrom } from "../../src/evaluation/random.js";
import type { Finding } from "../../src/scoring/index.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const START = Date.UTC(2026, 10, 23);
const JA3 = {
  implant: "72a589da586844d7f0818ce684948eea",
  browser: "cd08e31494f9531f560d64c695473da9",
};

interface Line {
  readonly time: number;
  readonly source: string;
  readonly destination: string;
  readonly host: string;
  readonly fingerprint: string;
}

const csv = (name: string, lines: readonly Line[]) =>
  folder.file(
    name,
    [
      "time,source,destination,port,host,ja3",
      ...lines
        .toSorted((a, b) => a.time - b.time)
        .map(({ time, source, destination, host, fingerprint }) =>
          [new Date(time).toISOString(), source, destination, 443, host, fingerprint].join(),
        ),
      "",
    ].join("\n"),
  );

/** A check-in every five minutes or up to a minute later, at one of ten addresses and under one name. */
const beacon = (source: string): Line[] => {
  const random = randomFrom(`beacon ${source}`);
  return Array.from({ length: 200 }, (_, i) => ({
    ...{ source, host: "beacon.example", fingerprint: JA3.implant },
    destination: `203.0.113.${integer(random, 0, 9)}`,
    time: START + i * 300_000 + integer(random, 0, 60_000),
  }));
};

/** What a browser does at times by chance, at five sites. */
const browser = (source: string): Line[] => {
  const random = randomFrom(`browser ${source}`);
  return Array.from({ length: 60 }, (_, i) => ({
    ...{ source, fingerprint: JA3.browser },
    ...{ host: `site-${i % 5}.example`, destination: `198.51.100.${i % 5}` },
    time: START + integer(random, 0, 60_000_000),
  }));
};

const log = csv("log.csv", [...beacon("10.0.0.1"), ...browser("10.0.0.1"), ...browser("10.0.0.2")]);
const findingsOf = (out: string): Finding[] => JSON.parse(out).findings;

describe("score --key", () => {
  test("host finds a beacon behind many addresses as one, where pairs show nothing", async () => {
    const pairs = findingsOf((await cli(["score", log])).out);
    expect(pairs.every(({ key, level }) => key === "pair" && level === "none")).toBe(true);
    const [first] = findingsOf((await cli(["score", log, "--key", "host"])).out);
    expect(first).toMatchObject({ key: "host", host: "beacon.example", count: 200, level: "high" });
    expect(first?.destinations).toHaveLength(10);
  });

  test("fingerprint finds it beside a browser, whose destinations are listed by themselves", async () => {
    const [first, ...others] = findingsOf((await cli(["score", log, "--key", "fingerprint"])).out);
    expect(first).toMatchObject({ key: "fingerprint", fingerprint: JA3.implant, count: 200 });
    const own = others.filter(({ fingerprint }) => fingerprint === JA3.browser);
    expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(120);
  });

  test("pair is the default: the same bytes in every format", async () => {
    for (const format of ["json", "ndjson", "csv", "table"]) {
      const args = ["score", log, "--format", format];
      expect(await cli([...args, "--key", "pair"])).toEqual(await cli(args));
    }
  });

  test("shows how many addresses a group has, and by what it was grouped", async () => {
    const { out } = await cli(["score", log, "--key", "host", "--format", "table"]);
    expect(out).toMatch(/beacon\.example \(203\.0\.113\.\d:443 and 9 more\)/);
    expect(out).toMatch(/Taken together by host beacon\.example: 10 addresses/);
    expect(out).toMatch(/\n\d+ by host of 20 pairs from /);
  });

  test("adds two columns to the CSV, behind those of --key pair", async () => {
    const lines = async (...args: string[]) =>
      (await cli(["score", log, "--format", "csv", ...args])).out.split("\r\n");
    const [header] = await lines();
    const [grouped, first] = await lines("--key", "host");
    expect(grouped).toBe(`${header},key,destinations`);
    expect(first).toMatch(/,host,203\.0\.113\.\d( 203\.0\.113\.\d){9}$/);
  });

  test("refuses what it does not know, with all else that is wrong", async () => {
    const { status, err } = await cli(["score", log, "--key", "name", "--min-count", "0"]);
    expect(status).toBe(2);
    expect(err).toContain("--key takes one of pair, address, host, fingerprint");
    expect(err).toContain("--min-count takes");
  });
});

describe("score --intel", () => {
  test("says in a finding what the list has its fingerprint as", async () => {
    const list = folder.file("list.csv", `# mine\n${JA3.implant},Some implant\n`);
    const { out } = await cli(["score", log, "--key", "host", "--intel", list]);
    const [first, ...others] = findingsOf(out);
    expect(first?.intel).toBe("Some implant");
    expect(first?.explanation).toContain(
      "By the list given, its TLS fingerprint may be that of Some implant.",
    );
    expect(others.every(({ intel }) => intel === null)).toBe(true);
    const without = findingsOf((await cli(["score", log, "--key", "host"])).out);
    expect(first?.score).toBeGreaterThan(without[0]!.score);
  });

  test("has a column for it, and refuses a list with nothing on it", async () => {
    const list = folder.file("one.txt", `${"a".repeat(32)} Some implant\n`);
    const { out } = await cli(["score", log, "--intel", list, "--format", "csv"]);
    expect(out.split("\r\n")[0]).toMatch(/,explanation,intel$/);
    const empty = await cli(["score", log, "--intel", folder.file("empty.txt", "# cut off\n")]);
    expect([empty.status, empty.err]).toEqual([2, expect.stringContaining("has no entries")]);
  });

  test("refuses a list it cannot read, with the file's name and the line", async () => {
    const list = folder.file("wrong.txt", "nothing Label\n");
    const wrong = await cli(["score", log, "--intel", list, "--key", "name"]);
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain(`--intel: ${list}: `);
    expect(wrong.err).toContain("--key takes one of");
    const missing = await cli(["score", log, "--intel", folder.path("none")]);
    expect(missing).toMatchObject({ status: 2, out: "" });
    expect(missing.err).toContain("cannot read");
  });
});

describe("clusters", () => {
  const hosts = Array.from({ length: 100 }, (_, i) => `10.0.1.${i}`);
  const estate = csv("estate.csv", [
    ...hosts.flatMap(browser),
    ...hosts.slice(0, 5).flatMap((host) => beacon(host)),
  ]);

  test("are told of one implant on several hosts, whose beacons are one each by host", async () => {
    const { out } = await cli(["score", estate, "--key", "host"]);
    const { clusters } = JSON.parse(out);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]).toMatchObject({
      ...{ type: "multi-host implant", fingerprint: JA3.implant },
      ...{ sources: 5, beacons: 5, pairs: 5, hosts: 5, allHosts: 100 },
    });
    expect(Object.keys(JSON.parse(out))).toEqual([
      ...["beaconry", "profile", "input", "warnings", "findings", "clusters"],
    ]);
  });

  test("stand below the findings of the table, and are left out where there are none", async () => {
    const shown = await cli(["score", estate, "--key", "host", "--format", "table"]);
    expect(shown.out).toMatch(
      /TLS clients with more beacons than chance explains\n.*\n *multi-host implant +72a589da/,
    );
    expect((await cli(["score", log, "--format", "table"])).out).not.toContain("TLS clients");
    expect(JSON.parse((await cli(["score", log])).out).clusters).toEqual([]);
  });

  test("have no part of pairs on the allow list", async () => {
    const allow = folder.file("allow.txt", "beacon.example\n");
    const { out } = await cli(["score", estate, "--key", "host", "--allow", allow]);
    expect(JSON.parse(out).clusters).toEqual([]);
  });
});
