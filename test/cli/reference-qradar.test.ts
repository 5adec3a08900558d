import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type ArielServer,
  type ArielServerOptions,
  arielServer,
  Refusal,
  TOKEN,
} from "../support/ariel-server.js";
import { cli } from "../support/cli.js";

const END = Date.UTC(2025, 10, 24, 8);
const AT_END = ["--end", String(END)];
const ROW = {
  ...{ FirstSeen: "2025-11-23 08:00:00", LastSeen: "2025-11-24 07:59:00" },
  ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
  ...{ RequestCount: 1440, BytesSent: 12345678, BytesReceived: null },
  ...{ DurationSeconds: 86340.125, AvgIntervalSeconds: 60.00008686587908 },
  BeaconConfidence: "high",
};

let asked: string[] = [];
const open: ArielServer[] = [];
async function server(options: ArielServerOptions = {}) {
  const answer = (aql: string) => {
    asked.push(aql);
    return [ROW];
  };
  const made = await arielServer({ answer, ...options });
  open.push(made);
  return made;
}

beforeEach(() => {
  asked = [];
  vi.stubEnv("QRADAR_TOKEN", TOKEN);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const made of open.splice(0)) await made.close();
});

const problemsOf = async (...args: string[]) => {
  const { status, out, err } = await cli(["reference", ...args]);
  expect([status, out]).toEqual([2, ""]);
  expect(err).not.toContain(TOKEN);
  return err.trimEnd().slice("beaconry: usage: ".length).split("; ");
};

describe("reference --qradar", () => {
  test("runs the rule on the console over whole minutes and prints its rows", async () => {
    const { url, kept } = await server();
    const args = ["reference", "--qradar", url, "--hours", "24", "--end", "2025-11-24T08:00:00Z"];
    const { status, out, err } = await cli(args);
    expect([status, err]).toEqual([0, ""]);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual([
      "rule",
      "window",
      "timeZone",
      "arithmetic",
      "input",
      "warnings",
      "rows",
    ]);
    expect(report.rows).toEqual([ROW]);
    expect(report.window).toEqual({ start: END - 86_400_000, end: END - 1 });
    expect(report.arithmetic).toEqual({
      ...{ mode: "double", source: "inferred" },
      evidence: expect.stringContaining("fraction of a second"),
    });
    expect(report.input).toEqual({
      files: 1,
      records: 1,
      accepted: 1,
      rejected: 0,
      ignored: 0,
      pairs: 1,
    });
    const [own] = (await cli(["aql"])).out.split("\nLAST 24 HOURS");
    expect(asked).toEqual([`${own}\nSTART ${END - 86_400_000} STOP ${END}`]);
    expect(kept()).toEqual([]);
  });

  test("looks at the minutes that are over, unless an end is given", async () => {
    const { url } = await server();
    vi.useFakeTimers({ now: END + 59_999, toFake: ["Date"] });
    await cli(["reference", "--qradar", url, "--hours", "1.5"]);
    await cli(["reference", "--qradar", url, "--end", String(END + 1)]);
    expect(asked.map((aql) => aql.split("\n").at(-1))).toEqual([
      `START ${END - 5_400_000} STOP ${END}`,
      `START ${END - 86_340_000} STOP ${END + 60_000}`,
    ]);
  });

  test("takes the rule's options, and its formats", async () => {
    const { url } = await server();
    const args = [
      "reference",
      "--qradar",
      url,
      "--variant",
      "sentinel",
      "--count-field",
      "eventcount",
    ];
    const { out } = await cli([...args, "--format", "csv"]);
    expect(out.split("\n")[1]).toMatch(
      /^2025-11-23 08:00:00,.*,1440,12345678,,86340.125,60\.00008/,
    );
    expect(asked[0]).toContain("SUM(eventcount) > 15");
    const table = await cli([...args, "--end", "now"], { tty: true });
    expect(table.out).toContain("1 of 1 pairs");
    expect(table.err).toMatch(/COMPLETED {2}1 rows of 1/);
  });

  test("tells what the console says when it refuses, and ends with 1", async () => {
    const answer = () => {
      throw new Refusal('Field "bytesout" does not exist in catalog "events"');
    };
    const { url } = await server({ answer });
    const { status, out, err } = await cli(["reference", "--qradar", url]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(
      /^beaconry: [^\n]*"bytesout" does not exist[^\n]*bytesOutProperty[^\n]*\n$/,
    );
    vi.stubEnv("QRADAR_TOKEN", "another");
    expect((await cli(["reference", "--qradar", url])).err).toMatch(/401.*does not know the token/);
  });

  test("says when the answer is incomplete, or holds rows that are none", async () => {
    const messages = [{ severity: "WARN", message: "ep17 did not answer" }];
    const { url } = await server({ messages, answer: () => [ROW, { ...ROW, RequestCount: null }] });
    const { status, out, err } = await cli(["reference", "--qradar", url]);
    expect(status).toBe(0);
    expect(JSON.parse(out).input).toMatchObject({ records: 2, accepted: 1, rejected: 1 });
    expect(err).toMatch(/1 record rejected \(first: .*row 2, RequestCount: no value\)/);
    expect(err).toContain("incomplete: ep17 did not answer");
    const bad = await server({ answer: () => [{ a: 1 }] });
    expect((await cli(["reference", "--qradar", bad.url])).status).toBe(1);
    const lacking = await server({ answer: () => [{ ...ROW, AvgIntervalSeconds: null }] });
    const none = await cli(["reference", "--qradar", lacking.url, ...AT_END]);
    expect(none.status).toBe(1);
    expect(JSON.parse(none.out).input).toMatchObject({ records: 1, accepted: 0, rejected: 1 });
    expect(none.err).toContain("1 rows without DurationSeconds, AvgIntervalSeconds or");
  });

  test("has no rows where the console has none", async () => {
    const { url } = await server({ answer: () => [] });
    const { status, out, err } = await cli(["reference", "--qradar", url, ...AT_END]);
    expect([status, err, JSON.parse(out).rows]).toEqual([0, "", []]);
    expect(JSON.parse(out).arithmetic).toMatchObject({ mode: "double", source: "default" });
  });

  test("says when the rows contradict the arithmetic that was chosen", async () => {
    const { url } = await server();
    const args = ["reference", "--qradar", url, ...AT_END, "--arithmetic"];
    const { out } = await cli([...args, "integer"]);
    expect(JSON.parse(out).arithmetic).toEqual({ mode: "integer", source: "option" });
    const [{ code, message }, ...others] = JSON.parse(out).warnings;
    expect([code, others]).toEqual(["arithmetic-contradicted", []]);
    expect(message).toMatch(/^the rule has integer arithmetic, and the rows double: /);
    expect(JSON.parse((await cli([...args, "double"])).out).warnings).toEqual([]);
  });

  test("says when the rows are of another time than was asked about", async () => {
    const { url } = await server();
    const args = ["reference", "--qradar", url, ...AT_END];
    const { out, err } = await cli([...args, "--time-zone", "Asia/Tokyo"]);
    expect(JSON.parse(out).warnings).toMatchObject([{ code: "outside-window" }]);
    expect(err).toMatch(/1 of 1 rows .*9 h later.*--time-zone/);
    expect((await cli(args)).err).toBe("");
  });

  test("says when the window ends in the future", async () => {
    const { url } = await server();
    vi.useFakeTimers({ now: END - 90_000, toFake: ["Date"] });
    const { out } = await cli(["reference", "--qradar", url, "--hours", "25", ...AT_END]);
    const [{ code, message }] = JSON.parse(out).warnings;
    expect(code).toBe("end-in-future");
    expect(message).toContain("ends 2 min from now");
  });

  test("cancels a query that takes longer than its option says", async () => {
    const made = await server({ polls: 1e9 });
    const args = ["reference", "--qradar", made.url, "--timeout", "0.005"];
    const { status, err } = await cli(args);
    expect(status).toBe(1);
    expect(err).toContain("the query took longer than 0.3 s");
    expect([made.cancelled(), made.kept()]).toEqual([["s1"], []]);
  });

  test("cancels the search when it is interrupted", async () => {
    const interrupt = new AbortController();
    const made = await server({ polls: 1e9 });
    const ending = cli(["reference", "--qradar", made.url], { signal: interrupt.signal });
    while (made.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    interrupt.abort(new Error("interrupted"));
    expect(await ending).toEqual({ status: 1, out: "", err: "beaconry: interrupted\n" });
    expect([made.cancelled(), made.kept()]).toEqual([["s1"], []]);
  });
});

describe("wrong usage of reference --qradar", () => {
  test("is no token, which is never an option", async () => {
    vi.stubEnv("QRADAR_TOKEN", "");
    const problems = await problemsOf("--qradar", "http://console.example");
    expect(problems[0]).toMatch(/needs the token .* in QRADAR_TOKEN/);
    expect(problems.at(-1)).toMatch(/--qradar: http would send the token in clear text/);
    vi.stubEnv("QRADAR_TOKEN", "two words");
    const [problem] = await problemsOf("--qradar", "https://console.example");
    expect(problem).toBe("QRADAR_TOKEN: expected printable ASCII without spaces");
  });

  test("is inputs as well, or neither", async () => {
    const [both] = await problemsOf("conn.log", "--qradar", "https://console.example");
    expect(both).toBe("--qradar takes the place of inputs: give one or the other");
    expect((await problemsOf())[0]).toMatch(/^no inputs/);
    const [timeout] = await problemsOf("conn.log", "--timeout", "5");
    expect(timeout).toBe("--timeout goes with --qradar only");
    const [none] = await problemsOf("--qradar", "https://console.example", "--timeout", "0");
    expect(none).toMatch(/^--timeout takes a number over 0/);
  });

  test("is what needs events or logs, all at once", async () => {
    const url = "https://console.example";
    const args = ["--explain", "--strict", "--internal", "10.0.0.0/8", "--end", "data"];
    const problems = await problemsOf("--qradar", url, ...args, "--from", "zeek", "--hours", "x");
    const begin = (text: string) => problems.filter((problem) => problem.startsWith(text)).length;
    for (const flag of ["--explain", "--strict", "--internal", "--end", "--from", "--hours"]) {
      expect(begin(flag), flag).toBe(1);
    }
    expect(problems.join()).toContain("the console sends the query's rows, not the events");
  });
});
