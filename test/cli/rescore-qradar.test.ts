import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { run } from "../../src/cli/run.js";
import {
  type ArielServer,
  type ArielServerOptions,
  arielServer,
  errorBody,
  Refusal,
  TOKEN,
} from "../support/ariel-server.js";
import { cli, temporaryFolder } from "../support/cli.js";

const folder = temporaryFolder();
afterAll(folder.remove);

const END = Date.UTC(2025, 10, 24, 8);
/** A row a minute for an hour, of a port of its own. */
const row = (destinationport: number, more: object = {}) => ({
  ...{ FirstSeen: "2025-11-24 06:00:00", LastSeen: "2025-11-24 07:00:00" },
  ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport },
  ...{ RequestCount: 61, BytesSent: 12345, BytesReceived: null },
  ...{ DurationSeconds: 3600.125, AvgIntervalSeconds: 60.00208333333333 },
  ...{ BeaconConfidence: "high", ...more },
});
const ROWS = [row(80), row(443), row(8080)];
const event = { starttime: END, sourceip: "10.1.2.3", destinationip: "203.0.113.9" };

const isRows = (aql: string) => aql.includes("GROUP BY");
const portOf = (aql: string) => Number(/destinationport = (\d+)/.exec(aql)?.[1]);

let asked: string[] = [];
const open: ArielServer[] = [];
/** A console with the rows and an event for each. */
async function server({ answer, ...options }: ArielServerOptions = {}) {
  const made = await arielServer({
    answer(aql) {
      asked.push(aql);
      return answer?.(aql) ?? (isRows(aql) ? ROWS : [{ ...event, destinationport: portOf(aql) }]);
    },
    ...options,
  });
  open.push(made);
  return made;
}
const portsAsked = () =>
  asked
    .filter((aql) => !isRows(aql))
    .map(portOf)
    .sort((a, b) => a - b);

beforeEach(() => {
  asked = [];
  vi.stubEnv("QRADAR_TOKEN", TOKEN);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const made of open.splice(0)) await made.close();
});

let made = 0;
function fresh(rows: readonly object[] = ROWS) {
  made++;
  const file = folder.file(`rows-${made}.json`, JSON.stringify(rows));
  return { file, queries: folder.path(`queries-${made}`) };
}
const filesIn = (path: string) => readdirSync(path).sort();
const eventsIn = (path: string) => filesIn(join(path, "events"));

describe("events fetched from a console", () => {
  test("that fails are there as a whole or not at all, and --force fetches the rest", async () => {
    const { file, queries } = fresh();
    let isDown = true;
    const answer = (aql: string) => {
      if (isDown && portOf(aql) === 443) throw new Refusal("Line 1: out of order");
      return [{ ...event, destinationport: portOf(aql) }];
    };
    const { url } = await server({ answer });
    const args = ["rescore", file, "--drill-down", queries, "--qradar", url];
    const failed = await cli(args);
    expect(failed.status).toBe(1);
    expect(JSON.parse(failed.out).findings).toHaveLength(3);
    expect(JSON.parse(failed.out).warnings.at(-1).code).toBe("drill-down-failed");
    expect(failed.err).toMatch(
      /1 of 3 searches for events failed: \d+_\S+_443\.aql: .*out of order.*; the same command with --force fetches only what is missing\n$/,
    );
    const before = eventsIn(queries);
    expect(before).toHaveLength(2);
    expect(before.join()).not.toMatch(/443|part/);
    expect(portsAsked()).toEqual([80, 443, 8080]);
    isDown = false;
    asked = [];
    expect((await cli(args)).err).toContain("is not empty; --force");
    const again = await cli([...args, "--force"], { tty: true });
    expect(again.status).toBe(0);
    expect(again.err).toContain(
      "beaconry: 1 search for events to run on the console; those of 2 of 3 queries are there\n",
    );
    expect(portsAsked()).toEqual([443]);
    expect(eventsIn(queries)).toHaveLength(3);
    for (const name of eventsIn(queries)) {
      const { events } = JSON.parse(readFileSync(join(queries, "events", name), "utf8"));
      expect(events).toHaveLength(1);
    }
  });

  test.each([
    [401, 1, "does not know the token"],
    [403, 1, "security profile"],
    [404, 1, "there is no Ariel API"],
    [500, 3, "the console failed"],
  ])("with the status %i are given up after %i searches", async (code, searches, reason) => {
    const { file, queries } = fresh();
    const fault = () => ({ status: code, body: errorBody(code, 0, "no") });
    const { url, asked: requests } = await server({ fault });
    const args = ["rescore", file, "--drill-down", queries, "--qradar", url];
    const { status, out, err } = await cli(args);
    expect([status, JSON.parse(out).findings.length]).toEqual([1, 3]);
    expect(requests()).toHaveLength(searches);
    expect(err).toMatch(new RegExp(`${searches} of 3 searches .*${reason}`));
    expect(err.includes("2 more would have failed alike, and were not run")).toBe(searches === 1);
  });

  test("stay when the token expires between two searches", async () => {
    const { file, queries } = fresh();
    const fault = () =>
      portsAsked().length === 2 ? { status: 401, body: errorBody(401, 18, "expired") } : undefined;
    const { url } = await server({ fault });
    const args = ["rescore", file, "--drill-down", queries, "--qradar", url, "--quiet"];
    const { status, out, err } = await cli(args);
    expect([status, err]).toEqual([1, ""]);
    expect(JSON.parse(out).warnings.at(-1).message).toMatch(
      /expired.*1 more would have failed alike/,
    );
    expect(eventsIn(queries)).toHaveLength(1);
  });

  test("that cannot be written are told, too", async () => {
    const { file, queries } = fresh();
    const { url } = await server();
    // A directory has the name of the first file.
    mkdirSync(join(queries, "events", "001_10.1.2.3_203.0.113.9_80.json", "x"), {
      recursive: true,
    });
    const args = ["rescore", file, "--drill-down", queries, "--qradar", url, "--force"];
    const { status, out } = await cli(args);
    expect(status).toBe(1);
    expect(JSON.parse(out).warnings.at(-1).message).toMatch(/cannot be written.*2 more/);
  });

  test("of other queries go when a folder is written again, and nobody else's file does", async () => {
    const { file, queries } = fresh();
    const { url } = await server();
    const args = ["--drill-down", queries, "--qradar", url, "--force"];
    await cli(["rescore", file, ...args]);
    writeFileSync(join(queries, "events", "mine.json"), "{}");
    writeFileSync(join(queries, "notes.txt"), "mine");
    const less = fresh([row(443, { LastSeen: "2025-11-24 07:00:01" })]);
    asked = [];
    expect(await cli(["rescore", less.file, ...args])).toMatchObject({ status: 0 });
    expect(portsAsked()).toEqual([443]);
    const name = "001_10.1.2.3_203.0.113.9_443";
    expect(filesIn(queries)).toEqual([`${name}.aql`, "events", "notes.txt", "queries.ndjson"]);
    expect(eventsIn(queries)).toEqual([`${name}.json`, "mine.json"]);
  });

  test("are none for what a list of somebody else's names", async () => {
    const { file, queries } = fresh();
    const outside = folder.file("outside.aql", "mine");
    mkdirSync(queries);
    const list = ["../outside.aql", "001_/../../outside.aql", 7, "notes.txt"];
    const lines = list.map((name) => JSON.stringify({ file: name, aql: "" }));
    writeFileSync(join(queries, "queries.ndjson"), [...lines, "null", "{", ""].join("\n"));
    writeFileSync(join(queries, "notes.txt"), "mine");
    const { status } = await cli(["rescore", file, "--drill-down", queries, "--force"]);
    expect(status).toBe(0);
    expect([existsSync(outside), existsSync(join(queries, "notes.txt"))]).toEqual([true, true]);
  });

  test("that are none are told with their query, and asked for again", async () => {
    const { file, queries } = fresh();
    const answer = (aql: string) => (portOf(aql) === 443 ? [] : [event]);
    const { url } = await server({ answer });
    const args = ["rescore", file, "--drill-down", queries, "--qradar", url, "--force"];
    const { status, err } = await cli(args);
    expect(status).toBe(0);
    expect(err).toMatch(
      /\nbeaconry: warning: the console has no events for \d+_\S+_443\.aql \(1 of 3 queries\): time zone, retention, or/,
    );
    asked = [];
    await cli(args);
    expect(portsAsked()).toEqual([443]);
  });

  test("that are not all say how to fetch them again", async () => {
    const { file, queries } = fresh(ROWS.slice(0, 1));
    const messages = [{ severity: "WARN", message: "ep17 did not answer" }];
    const { url } = await server({ messages });
    const { err } = await cli(["rescore", file, "--drill-down", queries, "--qradar", url]);
    expect(err).toMatch(/_80\.aql: .*ep17 did not answer; without \S+_80\.json --force fetches it/);
  });

  test("have the byte properties of the rule", async () => {
    const { file, queries } = fresh();
    const rule = folder.file(
      "rule.json",
      '{ "bytesOutProperty": "Sent", "bytesInProperty": "Got" }',
    );
    await cli(["rescore", file, "--rule", rule, "--drill-down", queries]);
    const [name = ""] = filesIn(queries);
    const aql = readFileSync(join(queries, name), "utf8");
    expect(aql).toContain('"Sent" AS BytesSent');
    expect(aql).toContain('"Got" AS BytesReceived');
  });
});

describe("rows whose times cannot be right", () => {
  test("have no query, and the others have", async () => {
    const { file, queries } = fresh([...ROWS, row(8443, { LastSeen: "2025-11-24 07:30:00" })]);
    const { status, err } = await cli(["rescore", file, "--drill-down", queries]);
    expect(status).toBe(0);
    expect(err).toMatch(/1 row has no drill-down: .*--time-format "yyyy-MM-dd hh:mm:ss"/);
    expect(filesIn(queries)).toHaveLength(4);
    expect(filesIn(queries).join()).not.toContain("8443");
  });

  test("are all of an export that a clock of twelve hours printed, until that is said", async () => {
    // From 11 to 13 o'clock; the others are right, and cannot be told from 18 to 19.
    const noon = { FirstSeen: "2025-11-24 11:00:00", LastSeen: "2025-11-24 01:00:00" };
    const duration = { DurationSeconds: 7200.5, AvgIntervalSeconds: 7200.5 / 60 };
    const { file, queries } = fresh([...ROWS, row(8443, { ...noon, ...duration })]);
    const args = ["rescore", file, "--drill-down", queries];
    const { out, err } = await cli(args);
    expect(JSON.parse(out).warnings.map(({ code }: { code: string }) => code)).toContain(
      "twelve-hour-clock",
    );
    expect(err).toContain("4 rows have no drill-down");
    expect(filesIn(queries)).toEqual(["queries.ndjson"]);
    const said = await cli([...args, "--force", "--time-format", "yyyy-MM-dd hh:mm:ss"]);
    expect(said.err).not.toContain("no drill-down");
    const aql = filesIn(queries).map((name) => readFileSync(join(queries, name), "utf8"));
    const [, start, end] = /BETWEEN (\d+) AND (\d+)/.exec(
      aql.find((text) => text.includes("destinationport = 8443")) ?? "",
    ) as RegExpExecArray;
    expect([Number(start), Number(end)]).toEqual([END + 3 * 3_600_000, END + 5 * 3_600_000 + 999]);
  });
});

describe("rescore --qradar", () => {
  const args = (url: string) => ["rescore", "--qradar", url, "--end", String(END)];

  test("keeps the rows it asked for, with rule and window, even if their events fail", async () => {
    const { queries } = fresh();
    const answer = (aql: string) => {
      if (isRows(aql)) return ROWS;
      throw new Refusal("Line 1: out of order");
    };
    const { url } = await server({ answer });
    const { status, out, err } = await cli([...args(url), "--drill-down", queries]);
    expect([status, JSON.parse(out).findings.length]).toEqual([1, 3]);
    expect(err).toMatch(
      /1 of 3 searches .*2 more would have failed alike.*the same command with \S+rows\.json and --force, without --hours and --end, fetches/,
    );
    const kept = JSON.parse(readFileSync(join(queries, "rows.json"), "utf8"));
    expect(kept.rows).toEqual(ROWS);
    expect(kept.window).toEqual({ start: END - 86_400_000, end: END - 1 });
    expect(eventsIn(queries)).toEqual([]);
  });

  test("fetches with those rows what was missing, and nothing else", async () => {
    const { queries } = fresh();
    let isDown = true;
    const answer = (aql: string) => {
      if (isDown && portOf(aql) === 443) throw new Refusal("Line 1: out of order");
      return isRows(aql) ? ROWS : [{ ...event, destinationport: portOf(aql) }];
    };
    const { url } = await server({ answer });
    expect((await cli([...args(url), "--drill-down", queries])).status).toBe(1);
    isDown = false;
    asked = [];
    const rows = join(queries, "rows.json");
    const again = ["rescore", rows, "--drill-down", queries, "--qradar", url, "--force"];
    expect((await cli(again)).status).toBe(0);
    expect([asked.length, portsAsked()]).toEqual([1, [443]]);
    expect(filesIn(queries)).toContain("rows.json");
  });

  test("says when the rows are of another time than was asked about", async () => {
    const { url } = await server();
    const { out, err } = await cli([...args(url), "--hours", "3", "--time-zone", "Asia/Tokyo"]);
    expect(err).toMatch(/3 of 3 rows .*later.*--time-zone/);
    const codes = JSON.parse(out).warnings.map(({ code }: { code: string }) => code);
    expect(codes).toContain("outside-window");
  });

  test("says when the window ends in the future", async () => {
    const { url } = await server();
    const later = new Date(Date.now() + 7_200_000).toISOString();
    const { err } = await cli(["rescore", "--qradar", url, "--end", later]);
    expect(err).toMatch(/the window ends 1\d\d min from now/);
  });

  test.each([
    ["the rows", isRows],
    ["their events", (aql: string) => !isRows(aql)],
  ])("can be interrupted while %s are searched for", async (_, isSlow) => {
    const { queries } = fresh();
    const interrupt = new AbortController();
    let reads = 0;
    const console_ = await server({
      fault({ method, path }) {
        const last = asked.at(-1);
        const isStatus = method === "GET" && !path.endsWith("/results");
        if (!isStatus || last === undefined || !isSlow(last)) return undefined;
        interrupt.abort(new Error("interrupted"));
        return { silent: true };
      },
    });
    let [out, err] = ["", ""];
    const status = await run([...args(console_.url), "--drill-down", queries], {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
      signal: interrupt.signal,
      onRead: () => reads++,
    });
    expect({ status, out, err }).toEqual({ status: 1, out: "", err: "beaconry: interrupted\n" });
    // From then on the program would not see an interrupt.
    expect(reads).toBe(0);
    expect(console_.cancelled()).toHaveLength(1);
    expect(console_.kept()).toEqual([]);
    if (existsSync(join(queries, "events"))) expect(eventsIn(queries)).toEqual([]);
  });
});
