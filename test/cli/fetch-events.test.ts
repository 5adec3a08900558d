import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { writeDrillDown } from "../../src/cli/drill-down.js";
import * as scope from "../../src/cli/ends-all.js";
import { fetchEvents } from "../../src/cli/fetch-events.js";
import { arielClient } from "../../src/qradar/ariel/index.js";
import { drillDownQueries } from "../../src/qradar/hand-over/drill-down.js";
import { finding } from "../qradar/hand-over/findings.js";
import {
  type ArielServer,
  type ArielServerOptions,
  arielServer,
  errorBody,
  type SeenRequest,
  TOKEN,
} from "../support/ariel-server.js";
import { temporaryFolder } from "../support/cli.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const open: ArielServer[] = [];
afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

const { queries } = drillDownQueries([1, 2, 3, 4, 5].map((port) => finding({ port })));
const again = "the same command with --force";
const portOf = (aql: string) => Number(/destinationport = (\d+)/.exec(aql)?.[1]);

let made = 0;
/** What is told of the fetching, by a client that does not wait between its two tries. */
async function fetched(options: ArielServerOptions, isGone = false) {
  const server = await arielServer({ answer: () => [{ starttime: 1 }], ...options });
  if (isGone) await server.close();
  else open.push(server);
  const sleep = async () => {};
  const client = arielClient({ url: server.url, token: TOKEN, retries: 1, sleep });
  const path = folder.path(`queries-${made++}`);
  let err = "";
  const io = {
    stdout: { write: () => true },
    stderr: { write: (text: string) => (err += text), isTTY: true },
  };
  const { unchanged } = await writeDrillDown(path, queries, false, io);
  const to = { folder: path, again, quiet: false };
  const warnings = await fetchEvents(client, { queries, unchanged }, to, io);
  return { warnings, err, events: readdirSync(join(path, "events")), asked: server.asked() };
}

describe("the events of several queries", () => {
  test("are announced, and all there", async () => {
    const { warnings, err, events } = await fetched({});
    expect(warnings).toEqual([]);
    expect(err).toMatch(/^beaconry: 5 searches for events to run on the console\n/);
    expect(err).toContain("2 of 5  COMPLETED  1 rows of 1");
    expect(events).toEqual(queries.map(({ file }) => file.replace(".aql", ".json")));
  });

  test("are those of the searches that end well; of the others three are named", async () => {
    const { warnings, events } = await fetched({ ending: "ERROR" });
    expect(events).toEqual([]);
    const [warning] = warnings;
    expect([warnings.length, warning?.code]).toEqual([1, "drill-down-failed"]);
    expect(warning?.message).toMatch(
      /^5 of 5 searches for events failed: 001\S+: .*; 002.*; 003.*failed; and 2 more; the same command with --force fetches only what is missing$/,
    );
    expect(warning?.message).not.toContain("not run");
  });

  test("are left where nothing listens", async () => {
    const { warnings, events } = await fetched({}, true);
    expect(events).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(["drill-down-failed"]);
    expect(warnings[0]?.message).toMatch(
      /^1 of 5 searches .*001\S+: .*nothing listens there.*; after 001\S+ 4 more would have failed alike, and were not run;/,
    );
  });

  test("are left where the console refuses the first query, and asked on after it took one", async () => {
    const refusing = (isRefused: (port: number) => boolean) => ({
      fault({ method, path }: SeenRequest) {
        const aql = new URL(path, "http://console.invalid").searchParams.get("query_expression");
        if (method !== "POST" || aql === null || !isRefused(portOf(aql))) return undefined;
        return { status: 422, body: errorBody(422, 2000, "no such property") };
      },
    });
    const all = await fetched(refusing(() => true));
    expect(all.warnings[0]?.message).toMatch(/^1 of 5 searches .*001\S+: .*4 more would have/);
    const later = await fetched(refusing((port) => port === 2 || port === 3));
    expect(later.events).toHaveLength(3);
    expect(later.warnings[0]?.message).toMatch(/^2 of 5 searches .*002\S+: .*003\S+: /);
    expect(later.warnings[0]?.message).not.toContain("not run");
  });

  test("name what ended them before what failed by itself", async () => {
    const body = errorBody(500, 0, "no");
    const fault = ({ method, path }: SeenRequest) => {
      const aql = new URL(path, "http://console.invalid").searchParams.get("query_expression");
      if (method !== "POST" || aql === null) return undefined;
      return { status: portOf(aql) < 4 ? 500 : 503, body };
    };
    const { warnings } = await fetched({ fault });
    expect(warnings[0]?.message).toMatch(
      /^4 of 5 searches for events failed: 004\S+: .*Ariel is offline.*; 001\S+: .*; 002\S+: .*; and 1 more; after 004\S+ 1 more/,
    );
  });
});

test("what ends them is as its documentation shows", () => {
  const source = readFileSync(new URL("../../src/cli/ends-all.ts", import.meta.url), "utf8");
  const examples = examplesIn(source);
  expect(examples).toHaveLength(6);
  for (const example of examples) expect(runExample(example, scope)).toBe(1);
});
