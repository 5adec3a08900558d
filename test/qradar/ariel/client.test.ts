import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type ArielClientOptions,
  ArielError,
  arielClient,
  type SearchProgress,
} from "../../../src/qradar/ariel/index.js";
import {
  type ArielServer,
  type ArielServerOptions,
  arielServer,
  errorBody,
  Refusal,
  type SeenRequest,
  TOKEN,
} from "../../support/ariel-server.js";

const AQL = "SELECT sourceip, COUNT(*) AS n FROM events GROUP BY sourceip START 0 STOP 60000";
const HUNDRED = Array.from({ length: 100 }, (_, i) => ({ n: i }));

const open: ArielServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A console, a client of it that does not really wait, and how long it would have. */
async function consoleWith(
  options: ArielServerOptions = {},
  more: Partial<ArielClientOptions> = {},
) {
  const server = await arielServer({ answer: () => HUNDRED, ...options });
  open.push(server);
  const waits: number[] = [];
  const sleep = async (ms: number, signal: AbortSignal) => {
    waits.push(ms);
    // Lets timers and the server have their turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  };
  const client = arielClient({ url: server.url, token: TOKEN, sleep, ...more });
  return { server, client, waits };
}

/** The error that a query ends with. */
async function failure(work: Promise<unknown>): Promise<ArielError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ArielError);
  expect((error as Error).message).not.toContain(TOKEN);
  expect((error as Error).message).not.toContain("\n");
  expect(JSON.stringify(error)).not.toContain(TOKEN);
  return error as ArielError;
}

/** A fault of the first so many requests that this is true of. */
function first(times: number, concerns: (request: SeenRequest) => boolean, fault: object) {
  let left = times;
  return (request: SeenRequest) => (concerns(request) && left-- > 0 ? fault : undefined);
}

const isCreate = ({ method, path }: SeenRequest) =>
  method === "POST" && /searches(\?query_expression=.*)?$/.test(path);
const isStatus = ({ method, path }: SeenRequest) => method === "GET" && /searches\/\w+$/.test(path);
const isResults = ({ path }: SeenRequest) => path.endsWith("/results");

describe("a query", () => {
  test("is created, asked for until it is complete, fetched and deleted", async () => {
    const { server, client, waits } = await consoleWith({ polls: 3 });
    const { rows, warnings, partial } = await client.search(AQL);
    expect(rows).toEqual(HUNDRED);
    expect([warnings, partial]).toEqual([[], false]);
    expect(server.asked()).toEqual([
      "POST /searches",
      ...new Array(4).fill("GET /searches/id"),
      "GET /searches/id/results",
      "DELETE /searches/id",
    ]);
    expect(waits).toEqual([200, 300, 450, 675]);
    expect(server.kept()).toEqual([]);
  });

  test("is a parameter, with the token in each request's header and nowhere else", async () => {
    const { server, client } = await consoleWith({}, { version: "16.0" });
    const strange = `SELECT "a+b & c" AS x FROM events WHERE y = '%26€' START 0 STOP 60000`;
    await client.search(strange);
    const [create] = server.requests;
    const { searchParams } = new URL(create?.path ?? "", server.url);
    expect(searchParams.get("query_expression")).toBe(strange);
    for (const { headers, path, body } of server.requests) {
      expect(headers).toMatchObject({ sec: TOKEN, accept: "application/json", version: "16.0" });
      expect(path + body).not.toContain(TOKEN);
    }
  });

  test("goes as a form where it is too long for a URL", async () => {
    const { server, client } = await consoleWith({});
    const long = `SELECT x FROM events WHERE y = '${"€".repeat(2000)}' START 0 STOP 60000`;
    await client.search(long);
    const [create] = server.requests;
    expect(create?.path).toMatch(/searches$/);
    expect(new URLSearchParams(create?.body).get("query_expression")).toBe(long);
    expect(create?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
  });

  test("asks for no version unless one is given", async () => {
    const { server, client } = await consoleWith();
    await client.search(AQL);
    for (const { headers } of server.requests) expect(headers.version).toBeUndefined();
  });

  test("works behind a base path", async () => {
    const { server } = await consoleWith();
    const client = arielClient({ url: `${server.url}/siem/`, token: TOKEN, sleep: async () => {} });
    expect((await client.search(AQL)).rows).toHaveLength(100);
    expect(server.requests.every(({ path }) => path.startsWith("/siem/api/ariel/"))).toBe(true);
  });

  test("tells how far it is", async () => {
    const { client } = await consoleWith({ polls: 2 });
    const told: SearchProgress[] = [];
    await client.search(AQL, { pageSize: 60, onProgress: (progress) => told.push(progress) });
    expect(told.map(({ status, progress, fetched }) => [status, progress, fetched])).toEqual([
      ["WAIT", 0, 0],
      ["EXECUTE", 33, 0],
      ["EXECUTE", 66, 0],
      ["COMPLETED", 100, 0],
      ["COMPLETED", 100, 60],
      ["COMPLETED", 100, 100],
    ]);
  });

  test("waits longer and longer, five seconds at most, or as long as the console asks", async () => {
    const slow = await consoleWith({ polls: 20 });
    await slow.client.search(AQL);
    expect(slow.waits.at(-1)).toBe(5000);
    const fault = first(1, isStatus, { status: 503, headers: { "retry-after": "17" } });
    const patient = await consoleWith({ fault });
    await patient.client.search(AQL);
    expect(patient.waits).toEqual([200, 17_000]);
  });

  test("stays on the console when it is to be kept", async () => {
    const { server, client } = await consoleWith();
    await client.search(AQL, { keep: true });
    expect(server.kept()).toEqual(["s1"]);
  });

  test("gives what the database is called, too, and an empty answer", async () => {
    const flows = await consoleWith({ database: "flows", answer: () => [{ a: 1 }] });
    expect((await flows.client.search(AQL)).rows).toEqual([{ a: 1 }]);
    const none = await consoleWith({ answer: () => [] });
    expect((await none.client.search(AQL)).rows).toEqual([]);
  });

  test("says that processors did not answer", async () => {
    const warn = { code: "x", contexts: ["ep17"], message: "Query timed out", severity: "WARN" };
    const { client } = await consoleWith({ messages: [warn, { ...warn, severity: "INFO" }] });
    const { rows, partial, warnings } = await client.search(AQL);
    expect([rows.length, partial]).toEqual([100, true]);
    const message = "the console's answer is incomplete: Query timed out ep17";
    expect(warnings).toEqual([{ code: "partial", message }]);
  });

  test("says that there are fewer rows than it claims, unless each page tells its place", async () => {
    const some = await consoleWith({ contentRange: false, records: 147 });
    const { rows, partial, warnings } = await some.client.search(AQL);
    expect([rows.length, partial]).toEqual([100, true]);
    const message = "the console's answer is incomplete: it has 147 rows and gave 100";
    expect(warnings).toEqual([{ code: "partial", message }]);
    const told = await consoleWith({ records: 147 });
    expect((await told.client.search(AQL)).warnings).toEqual([]);
  });

  test("tells the types of its columns without being run", async () => {
    const { server, client } = await consoleWith();
    expect(await client.columns(AQL)).toEqual([{ name: "n", type: "Double", nullable: true }]);
    expect(server.asked()).toEqual(["POST /processors/aql_metadata?query_expression=…"]);
  });

  test("gives text that is JSON, a row a line", async () => {
    const { client } = await consoleWith();
    const collect = async (pieces: AsyncIterable<string>) => {
      let text = "";
      for await (const piece of pieces) text += piece;
      return text;
    };
    const text = await collect(client.text(AQL, { pageSize: 30 }));
    expect(JSON.parse(text)).toEqual({ events: HUNDRED });
    expect(text.split("\n")).toHaveLength(103);
    const none = await consoleWith({ answer: () => [] });
    expect(JSON.parse(await collect(none.client.text(AQL)))).toEqual({ events: [] });
  });
});

describe("pages", () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ n: i, text: `row ${i}` }));

  test.each([
    [true, "by Content-Range"],
    [false, "by the first page that is not full"],
  ])("bring 100,000 rows, and end %s %s", async (contentRange) => {
    const { server, client } = await consoleWith({ answer: () => rows, contentRange });
    let next = 0;
    for await (const page of client.pages(AQL)) {
      expect(page.length).toBeLessThanOrEqual(10_000);
      for (const { n } of page) if (n !== next++) throw new Error(`row ${n} at ${next - 1}`);
    }
    expect(next).toBe(100_000);
    const ranges = server.requests.filter(isResults).map(({ headers }) => headers.range);
    expect(ranges.length).toBe(contentRange ? 10 : 11);
    expect(ranges[1]).toBe("items=10000-19999");
  });

  test("come again when their connection breaks, with no row twice and none lost", async () => {
    const drop = first(
      3,
      (request) => isResults(request) && /items=[37]0-/.test(request.headers.range ?? ""),
      { cutAfter: 37 },
    );
    const { server, client } = await consoleWith({ fault: drop });
    const { rows } = await client.search(AQL, { pageSize: 10 });
    expect(rows).toEqual(HUNDRED);
    expect(server.requests.filter(isResults)).toHaveLength(13);
  });

  test("that keep breaking are given up, and the search deleted", async () => {
    const drop = first(99, isResults, { cutAfter: 37 });
    const { server, client, waits } = await consoleWith({ fault: drop }, { retries: 3 });
    const { message } = await failure(client.search(AQL));
    expect(message).toMatch(/: the connection broke \(\w+\)$/);
    expect(server.requests.filter(isResults)).toHaveLength(66);
    const minutes = waits.reduce((sum, ms) => sum + ms, 0) / 60_000;
    expect(minutes).toBeGreaterThan(4);
    expect(minutes).toBeLessThan(6);
    expect(server.kept()).toEqual([]);
    expect(server.cancelled()).toEqual([]);
  });

  test("that are cut by a proxy, whose connection ends well, come again", async () => {
    const json = { "content-type": "application/json" };
    const cut = first(1, isResults, { status: 200, headers: json, body: '{"events":[{"n":1},{"n' });
    const { client } = await consoleWith({ fault: cut });
    expect((await client.search(AQL)).rows).toEqual(HUNDRED);
  });

  test("with fewer rows than they claim come again", async () => {
    const headers = { "content-type": "application/json", "content-range": "items 0-49/100" };
    const short = first(1, isResults, { status: 200, headers, body: { events: [{ n: 49 }] } });
    const { client } = await consoleWith({ fault: short });
    expect((await client.search(AQL, { pageSize: 50 })).rows).toEqual(HUNDRED);
  });

  test("with other rows than were asked for are an error", async () => {
    const headers = { "content-type": "application/json", "content-range": "items 0-9/100" };
    const body = { events: HUNDRED.slice(0, 10) };
    const { client } = await consoleWith({
      fault: first(9, isResults, { status: 200, headers, body }),
    });
    const { message } = await failure(client.search(AQL, { pageSize: 10 }));
    expect(message).toMatch(/asked for rows from 10 on, it gave others/);
  });

  test("that end before the console says they do are an error", async () => {
    const headers = { "content-type": "application/json", "content-range": "items 0-9/10" };
    const { client } = await consoleWith({
      answer: () => HUNDRED.slice(0, 10),
      fault: ({ path, headers: { range } }) => {
        if (!path.endsWith("/results")) return undefined;
        const body = { events: range === "items=0-4" ? HUNDRED.slice(0, 5) : [] };
        const place = range === "items=0-4" ? "items 0-4/10" : "items 5-4/10";
        return { status: 200, headers: { ...headers, "content-range": place }, body };
      },
    });
    const { message } = await failure(client.search(AQL, { pageSize: 5 }));
    expect(message).toMatch(/no rows from 5 on, though there are 10/);
  });

  test("end at 416, which is what a server may say behind the last row", async () => {
    const behind = first(1, (request) => request.headers.range === "items=100-149", {
      status: 416,
    });
    const { client } = await consoleWith({ contentRange: false, fault: behind });
    expect((await client.search(AQL, { pageSize: 50 })).rows).toEqual(HUNDRED);
  });

  test("are one when the console does not look at Range", async () => {
    const { server, client } = await consoleWith({ ranges: false });
    expect((await client.search(AQL, { pageSize: 30 })).rows).toEqual(HUNDRED);
    expect(server.requests.filter(isResults)).toHaveLength(1);
  });

  test("are waited for when the search turns out to be running still", async () => {
    const early = errorBody(
      404,
      1003,
      "Search results not found. The search is still in progress.",
    );
    const { client, waits } = await consoleWith({
      fault: first(2, isResults, { status: 404, body: early }),
    });
    expect((await client.search(AQL)).rows).toEqual(HUNDRED);
    expect(waits).toEqual([200, 200, 300]);
  });

  test("stop, and the search with them, when the caller has seen enough", async () => {
    const { server, client } = await consoleWith();
    for await (const page of client.pages(AQL, { pageSize: 10 })) {
      expect(page).toHaveLength(10);
      break;
    }
    expect(server.requests.filter(isResults)).toHaveLength(1);
    expect(server.kept()).toEqual([]);
  });

  test("have at least a row", async () => {
    const { server, client } = await consoleWith();
    await expect(client.search(AQL, { pageSize: 0 })).rejects.toThrow(/pageSize/);
    expect(server.requests).toEqual([]);
  });

  test("past the limit of rows are an error, never a cut", async () => {
    const { server, client } = await consoleWith();
    const { message } = await failure(client.search(AQL, { pageSize: 10, maxRows: 25 }));
    expect(message).toMatch(/more than 25 rows/);
    expect(server.requests.filter(isResults)).toHaveLength(3);
    expect(server.kept()).toEqual([]);
  });
});

describe("an earlier search of the same text", () => {
  test("is left alone, and told of when its window was relative", async () => {
    const { server, client } = await consoleWith({ executionTime: 60_000 });
    const relative = "SELECT sourceip FROM events LAST 24 HOURS";
    const message = expect.stringMatching(
      /whose window ended when it was made: give START and STOP$/,
    );
    for (const [aql, expected] of [
      [AQL, []],
      [relative, [{ code: "search-reused", message }]],
    ] as const) {
      await client.search(aql, { keep: true });
      const { rows, warnings } = await client.search(aql);
      expect(rows).toEqual(HUNDRED);
      expect(warnings).toEqual(expected);
    }
    expect(server.kept()).toEqual(["s1", "s2"]);
  });

  test.each([409, 429, 503])(
    "is left alone when the console made none at first and said so: %i",
    async (status) => {
      const body = errorBody(status, 1004, "not now");
      const { server, client } = await consoleWith({
        ...{ atOnce: true, executionTime: 60_000 },
        fault: first(1, isCreate, { status, body }),
      });
      expect((await client.search(AQL)).rows).toEqual(HUNDRED);
      expect(server.kept()).toEqual(["s1"]);
    },
  );

  test.each([
    [1000, [1200], true],
    [1000, [800], false],
    [1000, [1200, 800], false],
    [1000, [800, 1200], true],
  ])("that took %i ms is ours when its request took longer: %j", async (took, requests, isOurs) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const left = [...requests];
    const deleted: string[] = [];
    const body = { search_id: "s1", status: "COMPLETED", query_execution_time: took };
    const fetch = async (_: unknown, { method }: RequestInit = {}) => {
      if (method === "DELETE") deleted.push("s1");
      if (method !== "POST") return Response.json({ events: [] });
      vi.setSystemTime(Date.now() + (left.shift() ?? 0));
      return left.length > 0 ? new Response("", { status: 503 }) : Response.json(body);
    };
    const options = { url: "https://console.example", token: TOKEN, sleep: async () => {} };
    await arielClient({ ...options, fetch }).search(AQL);
    vi.useRealTimers();
    expect(deleted).toEqual(isOurs ? ["s1"] : []);
  });

  test("is none that is complete at once and took no longer than the request", async () => {
    const { server, client } = await consoleWith({ atOnce: true, executionTime: 0 });
    const { rows, warnings } = await client.search("SELECT sourceip FROM events LAST 24 HOURS");
    expect([rows, warnings]).toEqual([HUNDRED, []]);
    expect(server.asked()).toEqual([
      "POST /searches",
      "GET /searches/id/results",
      "DELETE /searches/id",
    ]);
    expect(server.kept()).toEqual([]);
  });

  test("that came to nothing says how to get another", async () => {
    const interrupt = new AbortController();
    const isDelete = ({ method }: SeenRequest) => method === "DELETE";
    const { client } = await consoleWith({ polls: 3, fault: first(1, isDelete, { status: 500 }) });
    const onProgress = () => interrupt.abort();
    await client.search(AQL, { signal: interrupt.signal, onProgress }).catch(() => {});
    expect((await failure(client.search(AQL))).message).toMatch(
      /the search was cancelled .*: it is an earlier one of the same text: move the window/,
    );
  });

  test("is ours when it was made by an attempt whose answer was lost", async () => {
    const { server, client } = await consoleWith({ fault: first(1, isCreate, { cutAfter: 10 }) });
    const { rows, warnings } = await client.search(AQL);
    expect([rows.length, warnings]).toEqual([100, []]);
    expect(server.kept()).toEqual([]);
  });
});

describe("a console that refuses", () => {
  const refused = (status: number, code: number, message: string) =>
    consoleWith({ fault: first(99, isCreate, { status, body: errorBody(status, code, message) }) });

  test("a query that it cannot parse says where, and is asked once", async () => {
    const { server, client } = await consoleWith({
      answer: () => {
        throw new Refusal("Line 1:8 - no viable alternative at input");
      },
    });
    const error = await failure(client.search(AQL));
    expect(error).toMatchObject({ status: 422, code: 2000 });
    expect(error.message).toMatch(
      /^http:\S+: 422 \(code 2000\): Line 1:8 - no viable alternative at input: .*Advanced Search/,
    );
    expect(server.asked()).toEqual(["POST /searches"]);
  });

  test("a property that it does not have says how to name another", async () => {
    const { client } = await refused(
      422,
      2000,
      'Field "bytesout" does not exist in catalog "events"',
    );
    const { message } = await failure(client.search(AQL));
    expect(message).toMatch(/Field "bytesout" does not exist .*bytesOutProperty .*--rule/);
  });

  test.each([
    [401, 18, "No SEC header present in request.", /401 \(code 18\).*does not know the token/],
    [403, 26, "Insufficient capabilities", /403 \(code 26\): Insufficient .*Log Activity/],
    [404, 1001, "no such endpoint", /404 \(code 1001\).*no Ariel API at this address: check it$/],
    [422, 1005, "A request parameter is not valid.", /422 \(code 1005\): A request parameter/],
    [500, 1020, "An error occurred", /500 \(code 1020\): An error occurred: the console failed/],
  ])("with %i says what to do, and is asked once", async (status, code, message, expected) => {
    const { server, client } = await refused(status, code, message);
    const error = await failure(client.search(AQL));
    expect(error).toMatchObject({ status, code });
    expect(error.message).toMatch(expected);
    expect(server.requests).toHaveLength(1);
  });

  test("since the same search is being made is asked again", async () => {
    const inUse = { status: 409, body: errorBody(409, 1004, "already in use") };
    const { client, waits } = await consoleWith({ fault: first(2, isCreate, inUse) });
    expect((await client.search(AQL)).rows).toEqual(HUNDRED);
    expect(waits).toEqual([200, 300, 200]);
    const always = await refused(409, 1004, "already in use");
    expect((await failure(always.client.search(AQL))).message).toMatch(
      /409 \(code 1004\): already in use: .*try again/,
    );
  });

  test("a search that is there no more says so", async () => {
    const gone = { status: 404, body: errorBody(404, 1002, "The search does not exist.") };
    const { client } = await consoleWith({ fault: first(1, isStatus, gone) });
    expect((await failure(client.search(AQL))).message).toMatch(
      /404 \(code 1002\).*deleted, or has expired/,
    );
  });

  test("the token says so, and does not say the token", async () => {
    const { server } = await consoleWith();
    const client = arielClient({ url: server.url, token: "wrong-token" });
    const { message } = await failure(client.search(AQL));
    expect(message).toMatch(/401/);
    expect(message).not.toContain("wrong-token");
  });

  test("and sends the token back does not make us show it", async () => {
    const { client } = await refused(403, 26, `no rights for ${TOKEN}\n at line 1`);
    expect((await failure(client.search(AQL))).message).toContain("no rights for … at line 1");
    const messages = [{ severity: "ERROR", message: `failed for ${TOKEN}` }];
    const failing = await consoleWith({ ending: "ERROR", messages });
    const { message } = await failure(failing.client.search(AQL));
    expect(message).toContain("the search failed: failed for …");
  });

  test("for a while is asked again until it is ready", async () => {
    const offline = errorBody(503, 1010, "The Ariel server might be temporarily unavailable");
    const fault = first(4, (request) => !isResults(request), { status: 503, body: offline });
    const { client, waits } = await consoleWith({ fault });
    expect((await client.search(AQL)).rows).toEqual(HUNDRED);
    expect(waits).toEqual([200, 300, 450, 675, 200]);
  });

  test("for good is given up", async () => {
    const { server, client, waits } = await refused(503, 1010, "The Ariel server may be offline");
    const { message } = await failure(client.search(AQL));
    expect(message).toMatch(/503 \(code 1010\).*Ariel is offline or busy/);
    expect(server.requests).toHaveLength(9);
    expect(Math.round(waits.reduce((sum, ms) => sum + ms, 0) / 1000)).toBe(10);
  });

  test("is asked for a search no sooner than it wants, and again where it told of none", async () => {
    const state = { search_id: "s1", status: "EXECUTE" };
    const fault = first(1, isStatus, { status: 200, headers: { "retry-after": "9" }, body: state });
    const slow = await consoleWith({ fault });
    await slow.client.search(AQL);
    expect(slow.waits).toEqual([200, 9000]);
    const json = { "content-type": "application/json" };
    const other = first(2, isStatus, { status: 200, headers: json, body: { hello: 1 } });
    const { client } = await consoleWith({ fault: other });
    expect((await client.search(AQL)).rows).toEqual(HUNDRED);
  });

  test("while a search runs is asked until it answers: the search runs on", async () => {
    const fault = first(500, isStatus, { status: 503 });
    const { server, client } = await consoleWith({ fault, polls: 1 }, { retries: 0 });
    expect((await client.search(AQL)).rows).toEqual(HUNDRED);
    expect(server.requests.filter(isStatus)).toHaveLength(502);
    const failure500 = first(3, isStatus, { status: 500 });
    const failing = await consoleWith({ fault: failure500, polls: 1 });
    const stalls: boolean[] = [];
    const onProgress = ({ isStalled }: SearchProgress) => stalls.push(isStalled);
    expect((await failing.client.search(AQL, { onProgress })).rows).toEqual(HUNDRED);
    expect(stalls.slice(0, 5)).toEqual([false, true, true, true, false]);
    expect(server.cancelled()).toEqual([]);
  });

  test("until the time is over has its reason told", async () => {
    const fault = first(1e9, isStatus, { status: 503 });
    const { client } = await consoleWith({ fault }, { deadlineMs: 100 });
    expect((await failure(client.search(AQL))).message).toMatch(
      /the query took longer than 0\.1 s(; the last that went wrong: .*503: .*)?$/,
    );
  });

  test.each([
    ["CANCELED", /the search was cancelled on the console$/],
    ["ERROR", /the search failed$/],
  ])("a search that ends as %s, of which the rows would be part only", async (ending, expected) => {
    const { server, client } = await consoleWith({ ending });
    expect((await failure(client.search(AQL))).message).toMatch(expected);
    expect(server.kept()).toEqual([]);
    expect(server.asked()).not.toContain("GET /searches/id/results");
  });
});

describe("an answer that is not the API's", () => {
  const answered = (status: number, body: unknown, headers?: Record<string, string>) =>
    consoleWith({ fault: first(99, () => true, { status, body, ...(headers && { headers }) }) });
  const message = async ({ client }: Awaited<ReturnType<typeof consoleWith>>) =>
    (await failure(client.search(AQL))).message;
  const page = "<!DOCTYPE html><html><body>Log in</body></html>";

  test("is a page, as a success or as an error, empty, or JSON of something else", async () => {
    expect(await message(await answered(200, page))).toMatch(/text\/html.*login page/);
    expect(await message(await answered(404, page))).toMatch(
      /404: an answer of text\/html.*address/,
    );
    expect(await message(await answered(502, page))).toMatch(/502: .*proxy/);
    expect(await message(await answered(500, ""))).toMatch(/500: /);
    expect(await message(await answered(201, { hello: 1 }))).toMatch(/broken or unknown JSON/);
    const id = { search_id: "../../auth/logout", status: "WAIT" };
    expect(await message(await answered(201, id))).toMatch(/a search id that is none/);
  });

  test.each([
    "..",
    ".",
    ".hidden",
    "a/b",
    "a b",
    "%2e%2e",
    "s1?x",
    "s1#x",
    "s1\n",
    "s".repeat(300),
  ])("may name a search by what would change a path: %j", async (search_id) => {
    const console = await answered(201, { search_id, status: "WAIT" });
    expect(await message(console)).toMatch(/a search id that is none$/);
    expect(console.server.asked()).toEqual(["POST /searches"]);
  });

  test.each(["..", "s2", "../../auth/logout"])(
    "may tell of another search than was asked for: %j",
    async (search_id) => {
      const other = { status: 200, body: { search_id, status: "COMPLETED", record_count: 1 } };
      const console = await consoleWith({ fault: first(9, isStatus, other) });
      expect(await message(console)).toMatch(/asked for a search, it told of another$/);
      const paths = console.server.requests.map(({ method, path }) => `${method} ${path}`);
      expect(paths.slice(1)).toEqual([
        "GET /api/ariel/searches/s1",
        "POST /api/ariel/searches/s1?status=CANCELED",
        "DELETE /api/ariel/searches/s1",
      ]);
    },
  );

  test("may be huge: an error is read to 64 KB and shown in a line", async () => {
    const huge = `{"message":"${"x".repeat(3_000_000)}"}`;
    const text = await message(await answered(500, huge, { "content-type": "application/json" }));
    expect(text.length).toBeLessThan(1000);
    expect(text).not.toContain("xxx");
  });

  test("is a redirect, which is told and never followed, since the token would go with it", async () => {
    const other = await consoleWith();
    const target = `${other.server.url}/login?next=x`;
    const shown = await message(await answered(302, "", { location: target }));
    expect(shown).toContain(`redirects to ${other.server.url}/login: the token is not sent on`);
    expect(shown).not.toContain("next=");
    expect(await message(await answered(307, ""))).toMatch(/redirects elsewhere/);
    expect(other.server.requests).toEqual([]);
  });
});

describe("a console that cannot be reached", () => {
  test("is tried a few times when nothing listens there", async () => {
    const { server, client, waits } = await consoleWith({}, { retries: 2 });
    await server.close();
    const { message } = await failure(client.search(AQL));
    expect(message).toMatch(/: nothing listens there: check address and port \(ECONNREFUSED\)$/);
    expect(waits).toEqual([200, 300]);
  });

  test.each([
    ["SELF_SIGNED_CERT_IN_CHAIN", /not trusted \(SELF.*\): .*NODE_EXTRA_CA_CERTS/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /NODE_EXTRA_CA_CERTS/],
    ["CERT_HAS_EXPIRED", /does not hold for this address \(CERT_HAS_EXPIRED\)/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /does not hold for this address/],
    ["ENOTFOUND", /no such host \(ENOTFOUND\): check the address/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /does not speak TLS \(\w+\): check the port/],
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", /no TLS connection comes about/],
  ])("is tried once for %s", async (code, expected) => {
    let asked = 0;
    const fetch = async () => {
      asked++;
      throw new TypeError(`fetch failed for ${TOKEN}`, {
        cause: Object.assign(new Error(), { code }),
      });
    };
    const client = arielClient({ url: "https://console.example", token: TOKEN, fetch });
    expect((await failure(client.search(AQL))).message).toMatch(expected);
    expect(asked).toBe(1);
  });

  test.each([
    ["ETIMEDOUT", /no answer to the connection.*VPN \(ETIMEDOUT\)/],
    ["UND_ERR_CONNECT_TIMEOUT", /no answer to the connection/],
    ["EHOSTUNREACH", /no way to its network/],
    ["EAI_AGAIN", /cannot be looked up now/],
    ["ECONNRESET", /the connection broke/],
    ["ESOMETHING", /cannot be reached, or the connection broke \(ESOMETHING\)/],
  ])("is tried again for %s, and says what it means", async (code, expected) => {
    let asked = 0;
    const fetch = async () => {
      asked++;
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });
    };
    const options = { url: "https://console.example", token: TOKEN, fetch, retries: 1 };
    const client = arielClient({ ...options, sleep: async () => {} });
    expect((await failure(client.search(AQL))).message).toMatch(expected);
    expect(asked).toBe(2);
  });

  test("is told from one that answers without TLS", async () => {
    const { server } = await consoleWith();
    const url = server.url.replace("http:", "https:");
    const client = arielClient({ url, token: TOKEN });
    expect((await failure(client.search(AQL))).message).toMatch(/does not speak TLS/);
    expect(server.requests).toEqual([]);
  });

  test("is given up when it is silent", async () => {
    const fault = first(99, isCreate, { silent: true });
    const { server, client } = await consoleWith({ fault }, { timeoutMs: 100, retries: 1 });
    expect((await failure(client.search(AQL))).message).toMatch(/no answer for 0\.1 s/);
    expect(server.requests).toHaveLength(2);
  });

  test("a query that never ends is cancelled and deleted when its time is over", async () => {
    const { server, client } = await consoleWith({ polls: 1e9 }, { deadlineMs: 60 });
    expect((await failure(client.search(AQL))).message).toMatch(
      /the query took longer than 0\.06 s/,
    );
    expect(server.cancelled()).toEqual(["s1"]);
    expect(server.kept()).toEqual([]);
  });
});

describe("the time that a request may take", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A console whose answers come in pieces, a second apart. */
  const slowly = (pieces: number) =>
    arielClient({
      ...{ url: "https://console.example", token: TOKEN, timeoutMs: 1500, retries: 0 },
      fetch: async () => {
        let left = pieces;
        const body = new ReadableStream<Uint8Array>({
          async pull(stream) {
            await new Promise((resolve) => setTimeout(resolve, 1000));
            const text = --left > 0 ? " " : '{"columns":[]}';
            stream.enqueue(new TextEncoder().encode(text));
            if (left === 0) stream.close();
          },
        });
        return new Response(body, { headers: { "content-type": "application/json" } });
      },
    });

  test("is counted from the last piece that came, and leaves no timer behind", async () => {
    vi.useFakeTimers();
    const columns = slowly(20).columns(AQL);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await columns).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends a fetch that does not look at its signal", async () => {
    vi.useFakeTimers();
    const fetch = () => new Promise<Response>(() => {});
    const options = { url: "https://console.example", token: TOKEN, timeoutMs: 1500, retries: 0 };
    const { search } = arielClient({ ...options, fetch });
    const ending = failure(search(AQL));
    await vi.advanceTimersByTimeAsync(1500);
    expect((await ending).message).toMatch(/no answer for 1\.5 s/);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("an interrupt", () => {
  const reason = new Error("interrupted");

  test("cancels and deletes the search, and is the reason of the end", async () => {
    const interrupt = new AbortController();
    const { server, client } = await consoleWith({ polls: 1e9 });
    const onProgress = ({ status }: SearchProgress) => {
      if (status === "EXECUTE") interrupt.abort(reason);
    };
    const { signal } = interrupt;
    await expect(client.search(AQL, { signal, onProgress, keep: true })).rejects.toBe(reason);
    expect(server.cancelled()).toEqual(["s1"]);
    expect(server.kept()).toEqual([]);
    expect(server.asked().slice(-2)).toEqual([
      "POST /searches/id?status=CANCELED",
      "DELETE /searches/id",
    ]);
  });

  test("while rows come deletes the search, which is complete", async () => {
    const interrupt = new AbortController();
    const { server, client } = await consoleWith();
    const { signal } = interrupt;
    const pages = client.pages(AQL, { signal, pageSize: 10 });
    await pages.next();
    interrupt.abort(reason);
    await expect(pages.next()).rejects.toBe(reason);
    expect([server.cancelled(), server.kept()]).toEqual([[], []]);
  });

  test("while the search is being made waits for its id, and cancels it", async () => {
    const interrupt = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      interrupt.signal.addEventListener("abort", () => setTimeout(resolve, 10));
    });
    const { server, client } = await consoleWith({
      polls: 1e9,
      fault: (request) => (isCreate(request) ? { until: aborted } : undefined),
    });
    const ending = client.search(AQL, { signal: interrupt.signal });
    ending.catch(() => {});
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    interrupt.abort(reason);
    await expect(ending).rejects.toBe(reason);
    expect([server.cancelled(), server.kept()]).toEqual([["s1"], []]);
  });

  test("before anything was asked asks for nothing", async () => {
    const { server, client } = await consoleWith();
    await expect(client.search(AQL, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test("interrupts a request that is not answered, and waiting", async () => {
    const interrupt = new AbortController();
    const fault = first(99, isStatus, { silent: true });
    const { server, client } = await consoleWith({ fault });
    const ending = client.search(AQL, { signal: interrupt.signal });
    ending.catch(() => {});
    while (!server.requests.some(isStatus)) await new Promise((resolve) => setTimeout(resolve, 1));
    interrupt.abort(reason);
    await expect(ending).rejects.toBe(reason);
    expect(server.kept()).toEqual([]);
    const waiting = new AbortController();
    const real = arielClient({ url: server.url, token: TOKEN });
    const onProgress = () => queueMicrotask(() => waiting.abort(reason));
    const { signal } = waiting;
    await expect(real.search(AQL, { signal, onProgress })).rejects.toBe(reason);
  });

  test("leaves no timer behind", async () => {
    vi.useFakeTimers();
    const interrupt = new AbortController();
    const fetch = async () => Response.json({ search_id: "s1", status: "WAIT" });
    const client = arielClient({ url: "https://console.example", token: TOKEN, fetch });
    const onProgress = () => interrupt.abort(reason);
    const { signal } = interrupt;
    await expect(client.search(AQL, { signal, onProgress })).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test("does not hide behind a console that refuses to cancel", async () => {
    const interrupt = new AbortController();
    const isTidying = ({ method, path }: SeenRequest) =>
      method === "DELETE" || /CANCELED/.test(path);
    const { client } = await consoleWith({
      polls: 1e9,
      fault: first(9, isTidying, { status: 500 }),
    });
    const onProgress = () => interrupt.abort(reason);
    await expect(client.search(AQL, { signal: interrupt.signal, onProgress })).rejects.toBe(reason);
  });
});
