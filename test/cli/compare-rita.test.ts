import { afterAll, describe, expect, test } from "vitest";
import { cli, temporaryFolder } from "../support/cli.js";
import { logFolder, ritaDay } from "./rita-logs.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const day = logFolder(ritaDay());
const compared = async (...args: string[]) => {
  const { status, out, err } = await cli(["compare", day, ...args]);
  expect([status, err]).toEqual([0, ""]);
  return JSON.parse(out);
};

const AT = "2026-11-23T00:00:00Z";
const every = (seconds: number, line: object, first = 0) => ({
  ...{ at: AT, repeat: 30, every: seconds, first },
  line: { ...line },
});

describe("compare --against rita", () => {
  test("sets our findings beside the rows that RITA v5 would have of the same logs", async () => {
    const result = await compared("--against", "rita");
    expect(result).toMatchObject({
      ...{ ours: "beaconry", theirs: "rita v5", pairs: 2, rankCorrelation: 1 },
      reported: { both: 2, oursOnly: 0, theirsOnly: 0, neither: 0 },
      rows: { all: 3, joined: 2 },
      onlyOurs: { count: 0, pairs: [] },
      onlyTheirs: {
        count: 1,
        rows: [
          {
            ...{ source: "10.0.0.6", destination: "198.51.100.7", fqdn: null, count: 1 },
            theirs: { rank: 3, value: 0.5, flagged: false },
          },
        ],
      },
    });
    const [row] = result.onlyTheirs.rows;
    expect(row.theirs.reason).toBe("Severity Medium. Connected for 6 h, worth 0.5.");
    expect((await compared("--against", "rita", "--min-count", "1")).rows.joined).toBe(3);
  });

  test("or RITA v4, which has no threshold of its own", async () => {
    const result = await compared("--against", "rita", "--version", "4");
    expect(result).toMatchObject({
      theirs: "rita v4",
      reported: null,
      rows: { all: 3, joined: 3 },
    });
  });

  test("takes RITA's options", async () => {
    const rolling = ["--rolling", "--now", "2026-11-23T18:00:00Z"];
    const { onlyTheirs } = await compared("--against", "rita", ...rolling);
    expect(onlyTheirs.rows[0].theirs).toMatchObject({
      value: expect.closeTo(0.65, 9),
      flagged: true,
      reason: expect.stringContaining("first seen 0.8 days ago +0.15"),
    });
    const config = folder.file("bad.hjson", '{ "shape": 1, "colour": 2 }');
    const { status, err } = await cli(["compare", day, "--against", "rita", "--config", config]);
    expect(status).toBe(2);
    expect(err.match(/--config: /g)).toHaveLength(2);
  });

  test("joins a row without a port to the port of the pair that we rank highest", async () => {
    const logs = logFolder({
      "conn.00:00:00-01:00:00.log": [
        every(300, { "id.resp_p": 8443 }),
        { ...every(1, { "id.resp_p": 22 }, 100), repeat: 5 },
        every(600, { "id.orig_h": "10.0.0.9", "id.resp_h": "203.0.113.77" }, 200),
      ],
    });
    const args = ["compare", logs, "--against", "rita", "--top", "0"];
    const result = JSON.parse((await cli(args)).out);
    expect(result).toMatchObject({
      ...{ pairs: 2, rows: { all: 2, joined: 2 } },
      ...{ onlyOurs: { count: 0 }, onlyTheirs: { count: 0 } },
    });
  });

  test("joins a row about a name to the pairs reached by it, whatever their address", async () => {
    const conn = (n: number, server: string, first: number) =>
      every(
        300,
        { "id.orig_h": "10.0.0.5", "id.resp_h": `203.0.113.${n}`, uid: `${server}{n}` },
        first,
      );
    const ssl = (n: number, server: string, first: number) => ({
      ...conn(n, server, first),
      line: { ...conn(n, server, first).line, server_name: `${server}.Example` },
    });
    const logs = logFolder({
      "conn.00:00:00-01:00:00.log": [conn(1, "a", 0), conn(2, "a", 100), conn(3, "b", 200)],
      "ssl.00:00:00-01:00:00.log": [ssl(1, "a", 0), ssl(2, "a", 100), ssl(3, "b", 200)],
    });
    const args = ["compare", logs, "--against", "rita", "--top", "0"];
    const result = JSON.parse((await cli(args)).out);
    expect(result).toMatchObject({ pairs: 2, rows: { all: 2, joined: 2 } });
    expect([result.onlyOurs.count, result.onlyTheirs.count]).toEqual([0, 0]);
  });

  test("tells what one side alone has, and why", async () => {
    const inside = { "id.orig_h": "10.0.0.5", "id.resp_h": "10.0.0.6" };
    const query = (first: number) => ({
      ...{ at: AT, repeat: 100, every: 30, first },
      line: { "id.resp_h": "8.8.8.8", query: "q{n}.tunnel.example" },
    });
    const logs = logFolder({
      "conn.00:00:00-01:00:00.log": [every(300, inside), every(600, {}, 100)],
      "dns.00:00:00-01:00:00.log": [query(0)],
    });
    const args = ["compare", logs, "--against", "rita", "--top", "0"];
    const { out } = await cli(args);
    const { onlyOurs, onlyTheirs, disagreements } = JSON.parse(out);
    expect(onlyOurs).toMatchObject({ count: 1, pairs: [{ destination: "10.0.0.6", count: 30 }] });
    expect(onlyOurs.pairs[0].ours.reason).toMatch(/Every 5 min/);
    expect(onlyTheirs.rows).toMatchObject([{ source: null, fqdn: "tunnel.example", count: 0 }]);
    for (const { theirs } of disagreements) {
      if (theirs.value === null) expect(theirs.reason).toBe("RITA has no row for it.");
    }
    const table = (await cli([...args, "--format", "table"])).out;
    expect(table).toContain(
      "Rows of RITA: 2, 1 about pairs compared, 1 about none, 1 pairs without",
    );
    expect(table).toContain("Pairs that rita v5 has no row for: 1 of 1");
    expect(table).toContain("Rows of rita v5 about no pair compared: 1 of 1");
    expect(table).toContain("100 subdomains queried");
    const csv = (await cli([...args, "--format", "csv"])).out;
    expect(csv).toMatch(/^source,destination,port,count,oursRank,.*theirsReason\r\n/);
    const lines = (await cli([...args, "--format", "ndjson"])).out.split("\n").filter(Boolean);
    expect(lines).toHaveLength(disagreements.length);
  });

  test("is an error of reading where RITA would read nothing", async () => {
    const log = "examples/data/conn.log";
    expect((await cli(["compare", log, "--against", "rita"])).status).toBe(0);
    const logs = logFolder({ "traffic.log": [every(60, {})] });
    const { status, err } = await cli(["compare", logs, "--against", "rita"]);
    expect(status).toBe(1);
    expect(err).toContain("no log that RITA reads");
  });
});

describe("compare --against a CSV of RITA's", () => {
  const exported = async (name: string, ...args: string[]) => {
    const { out } = await cli(["rita", day, "--format", "csv", ...args]);
    return folder.file(name, out);
  };

  test("of v5 finds what it finds against RITA itself", async () => {
    const path = await exported("v5.csv");
    const result = await compared("--against", path);
    const itself = await compared("--against", "rita");
    expect(result.theirs).toBe(`rita v5 (${path})`);
    for (const field of ["pairs", "rankCorrelation", "overlap", "reported", "rows", "onlyOurs"]) {
      expect(result[field], field).toEqual(itself[field]);
    }
    const [row] = result.onlyTheirs.rows;
    expect(row.theirs).toMatchObject({ rank: 3, flagged: false });
    expect(row.theirs.value).toBeGreaterThanOrEqual(0.4);
    expect(row.theirs.value).toBeLessThan(0.6);
    expect(row.theirs.reason).toBe(
      "Severity Medium. Connected for 6 h, worth 0.5. 25 % of the hosts inside talk to it.",
    );
  });

  test.each(["ip", "sni", "proxy"])("of v4's table of kind %s, too", async (kind) => {
    const path = await exported(`v4-${kind}.csv`, "--version", "4", "--beacons", kind);
    const result = await compared("--against", path);
    expect(result).toMatchObject({
      theirs: `rita v4 (${path})`,
      ...{ reported: null, rows: { all: 1, joined: 1 }, onlyOurs: { count: 1 } },
    });
  });

  test("ranks by severity, and within it in the file's order", async () => {
    const [header, ...rows] = (await cli(["rita", day, "--format", "csv"])).out.split("\n");
    const path = folder.file("turned.CSV", [header, ...rows.reverse()].join("\r\n"));
    expect((await compared("--against", path)).rankCorrelation).toBe(1);
  });

  test("tells the names of both headers when it has neither, and every line that is no row", async () => {
    const told = async (path: string) => {
      const { status, out, err } = await cli(["compare", day, "--against", path]);
      expect([status, out]).toEqual([2, ""]);
      return err;
    };
    const other = await told(folder.file("other.csv", "time,src\n1,2\n"));
    expect(other).toContain("RITA v5 (Severity,Source IP,…)");
    expect(other).toContain("v4 (Score,Source IP,…)");
    expect(await told(folder.file("empty.csv", ""))).toContain("Severity,Source IP,…");
    expect(await told(folder.path("none.csv"))).toContain("cannot read");
    const v5 = (await cli(["rita", day, "--format", "csv"])).out;
    const broken = await told(folder.file("broken.csv", `${v5}Grave,10.0.0.1\nHigh,a,b,c,x\n`));
    expect(broken).toMatch(/line 5: no row of RITA v5; --against: line 6: no row of RITA v5/);
    const short = await told(folder.file("short.csv", "Severity,Source IP,FQDN\n"));
    expect(short).toContain('no column "Destination IP"');
    expect(short).toContain('no column "Beacon Score"');
  });

  test("warns when it ends where RITA stops unless told otherwise", async () => {
    const [header, row] = (await cli(["rita", day, "--format", "csv"])).out.split("\n");
    const path = folder.file("hundred.csv", [header, ...Array(100).fill(row), ""].join("\n"));
    const { status, err } = await cli(["compare", day, "--against", path]);
    expect(status).toBe(0);
    expect(err).toMatch(/has 100 rows, which is where RITA stops/);
  });

  test("lets nothing of the file reach the terminal", async () => {
    const v5 = (await cli(["rita", day, "--format", "csv"])).out;
    const path = folder.file(
      "\u001b[31m.csv",
      v5.replace("c2.example", "c2\u001b]0;x\u0007.example"),
    );
    for (const format of ["table", "json", "csv", "ndjson"]) {
      const args = ["compare", day, "--against", path, "--format", format, "--quiet"];
      const { out, err } = await cli(args, { tty: true });
      expect(out + err).not.toMatch(/(?![\r\n])\p{Cc}/u);
    }
  });
});

test("options of RITA are wrong beside another side, or a list that is made already", async () => {
  for (const against of ["flare", "default", "rows.csv"]) {
    const args = ["--version", "4", "--preset", "code", "--rolling", "--now", "now"];
    const { status, err } = await cli(["compare", day, "--against", against, ...args]);
    expect(status).toBe(2);
    for (const flag of ["version", "preset", "rolling", "now"]) {
      expect(err).toContain(`--${flag}: only with --against rita`);
    }
  }
});
