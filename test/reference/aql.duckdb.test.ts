import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tableFromEvents } from "../../src/formats/qradar.js";
import { pairOf } from "../../src/pairs.js";
import { toImprovedAql } from "../../src/reference/improved-aql.js";
import { IMPROVED_RULE } from "../../src/reference/improved-rule.js";
import { toPairAql } from "../../src/reference/pair-aql.js";
import { reference } from "../../src/reference/reference.js";
import type { ReferenceRow } from "../../src/reference/reference-row.js";
import type { Rule } from "../../src/reference/rule.js";
import { widenedForJitter } from "../../src/reference/widened-for-jitter.js";
import { tableOf } from "./events.js";
import { loadEvents } from "./load-events.js";
import { CREATE_EVENTS, ELEVEN_COLUMNS } from "./rule-sql.js";
import { scenarios, WINDOW_END } from "./scenarios.js";

/** What Ariel has and DuckDB has not. */
const ARIEL = `
CREATE OR REPLACE VIEW events AS
SELECT *, CAST(floor(time) AS BIGINT) AS starttime, CAST(floor(devicetimes) AS BIGINT) AS devicetime,
  40000 AS sourceport, 6 AS protocolid, 'al''ice' AS username, 1 AS qid,
  CAST(1 + destinationport % 3 AS INTEGER) AS logsourceid
FROM records;
CREATE MACRO UNIQUECOUNT(x) AS count(DISTINCT x);
CREATE MACRO LOGSOURCENAME(id) AS 'source ' || id;
CREATE MACRO QIDNAME(id) AS 'event ' || id;
CREATE MACRO octet(ip, i) AS TRY_CAST(split_part(ip, '.', i) AS BIGINT);
CREATE MACRO number(ip) AS ((octet(ip, 1) * 256 + octet(ip, 2)) * 256 + octet(ip, 3)) * 256 + octet(ip, 4);
CREATE MACRO ends(cidr) AS CAST(pow(2, 32 - CAST(split_part(cidr, '/', 2) AS INTEGER)) AS BIGINT);
CREATE MACRO INCIDR(cidr, ip) AS number(ip) // ends(cidr) = number(split_part(cidr, '/', 1)) // ends(cidr);
`;

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  connection = await instance.connect();
  await connection.run(CREATE_EVENTS);
  await connection.run(ARIEL);
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** Events with IPv4 destinations; in Ariel every record has an eventcount. */
const events = scenarios.map((all) =>
  all
    .filter(({ destination }) => /^[\d.]+$/.test(destination))
    .map((event) => ({ ...event, eventCount: event.eventCount ?? 1 })),
);

const changes: fc.Arbitrary<Partial<Rule>> = fc.record(
  {
    ports: fc.constantFrom([], [443]),
    directions: fc.constantFrom<Rule["directions"][]>([], ["L2R"]),
    excludeNetworks: fc.constantFrom(["203.0.113.0/24"], ["100.64.0.0/10", "fe80::/10"]),
    minCount: fc.constantFrom(1, 14, 16),
    interval: fc.constantFrom<Rule["interval"][]>([0, 900], [1, 65]),
    bands: fc.constantFrom<Rule["bands"][]>([], [[0.5, 60.5]]),
    volume: fc.constantFrom(0, 15, 30),
    volumeMaxInterval: fc.constantFrom(null, 65),
    bounds: fc.constant<Rule["bounds"]>("strict"),
    countField: fc.constant<Rule["countField"]>("records"),
  },
  { requiredKeys: [] },
);

describe("DuckDB, given the text of the improved query,", () => {
  test("answers what reference answers for its rule, and enough to recompute it", async () => {
    const jitters = fc.constantFrom(0, 0.2, 0.5);
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(events, changes, jitters, async (all, changed, jitter) => {
        await loadEvents(connection, all);
        const rule = { ...IMPROVED_RULE, ...changed };
        const answer = await connection.runAndReadAll(asSql(toImprovedAql(rule, { jitter })));
        const expected = answer.getRowObjectsJS();
        const eleven = expected.map(({ FirstMs, LastMs, N, RawEvents, ...row }) => row);
        const widened = widenedForJitter(rule, jitter);
        const actual = reference(tableOf(all), { rule: widened, end: WINDOW_END }).rows;
        expect(byKey(actual)).toEqual(byKey(eleven as unknown as ReferenceRow[]));
        for (const row of expected as unknown as (ReferenceRow & Record<string, number>)[]) {
          rows++;
          const { FirstMs = 0, LastMs = 0, N = 0, RawEvents = 0 } = row;
          const count = rule.countField === "records" ? N : RawEvents;
          expect(row.RequestCount).toBe(count);
          expect(row.DurationSeconds).toBe((LastMs - FirstMs) / 1000);
          expect(row.AvgIntervalSeconds).toBe((LastMs - FirstMs) / 1000 / (count - 1));
        }
      }),
      { seed: 20261124, numRuns: 40 },
    );
    expect(rows).toBeGreaterThan(25);
  }, 60_000);
});

describe("DuckDB, given the text of a pair's query,", () => {
  test("answers the pair's events inside the window, which score reads back", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(events, fc.nat(86_400_000), async (all, before) => {
        const [first] = all;
        if (first === undefined || !/^[\d.]+$/.test(first.source)) return;
        await loadEvents(connection, all);
        const { source, destination, port } = first;
        const window = { start: WINDOW_END - before, end: WINDOW_END };
        const text = toPairAql({ source, destination, port, ...window });
        const answer = await connection.runAndReadAll(text.replace(/START \d+ STOP \d+$/, ""));
        const rows = JSON.parse(JSON.stringify(answer.getRowObjectsJS(), plain)) as object[];
        const wanted = all
          .map((event) => ({ ...event, time: Math.floor(event.time) }))
          .filter((event) => event.source === source && event.destination === destination)
          .filter(
            ({ port: at, time }) => at === port && time >= window.start && time <= window.end,
          );
        const table = tableFromEvents(rows);
        expect([table.length, table.input.rejected, table.input.ignored]).toEqual([
          wanted.length,
          0,
          0,
        ]);
        if (wanted.length === 0) return;
        seen++;
        const [back, original] = [pairOf(table, 0), pairOf(tableOf(wanted), 0)];
        expect([back.source, back.destination, back.port]).toEqual([source, destination, port]);
        expect(back.times).toEqual(original.times);
        expect(table.bytesOut.toSorted()).toEqual(tableOf(wanted).bytesOut.toSorted());
        expect(table.optional.eventCount?.toSorted()).toEqual(
          tableOf(wanted).optional.eventCount?.toSorted(),
        );
      }),
      { seed: 7, numRuns: 80 },
    );
    expect(seen).toBeGreaterThan(15);
  }, 60_000);
});

/** AQL in DuckDB's words, numbers of every kind as doubles. */
function asSql(aql: string): string {
  const start = WINDOW_END - IMPROVED_RULE.hours * 3_600_000;
  const text = aql
    .replaceAll("LONG(", "to_long(")
    .replaceAll("DOUBLE(", "to_double(")
    .replace("FROM events", `FROM (FROM events WHERE starttime BETWEEN ${start} AND ${WINDOW_END})`)
    .replace(/LAST \d+ HOURS$/, "");
  const whole = ["FirstMs", "LastMs", "N", "RawEvents"];
  const doubles = whole.map((name) => `CAST(${name} AS DOUBLE) AS ${name}`).join(", ");
  return `SELECT ${ELEVEN_COLUMNS}, ${doubles} FROM (${text})`;
}

function byKey(rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
  const key = (row: ReferenceRow) => `${row.sourceip} ${row.destinationip} ${row.destinationport}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
