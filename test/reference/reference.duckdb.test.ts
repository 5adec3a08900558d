import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toAql } from "../../src/reference/aql.js";
import { reference } from "../../src/reference/reference.js";
import type { ReferenceRow } from "../../src/reference/reference-row.js";
import { DEFAULT_RULE, type Rule } from "../../src/reference/rule.js";
import { type TestEvent, tableOf } from "./events.js";
import { loadEvents } from "./load-events.js";
import { CREATE_EVENTS, ELEVEN_COLUMNS, ruleSql } from "./rule-sql.js";
import { scenarios, WINDOW_END } from "./scenarios.js";

const RUNS = { seed: 20261124, numRuns: 60 };

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  connection = await instance.connect();
  await connection.run(CREATE_EVENTS);
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

describe("reference gives what DuckDB gives for the same query", () => {
  test("in all eleven columns, in all three modes of arithmetic", { timeout: 60_000 }, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenarios, async (events) => {
        await loadEvents(connection, events);
        for (const rule of allModes({})) {
          const rows = await expectSame(events, rule, ruleSql(rule, WINDOW_END));
          for (const row of rows) seen.add(`${row.AvgIntervalSeconds} ${row.BeaconConfidence}`);
        }
      }),
      RUNS,
    );
    // The edges that tell the modes apart have really been there.
    expect([...seen]).toEqual(
      expect.arrayContaining(["1 medium", "55 high", "65 high", "65.5 medium", "900 high"]),
    );
  });

  test("at every edge that a rule may close or open", { timeout: 60_000 }, async () => {
    const edges: Partial<Rule>[] = [
      { bounds: "strict" },
      { bands: [], volume: 15, volumeMaxInterval: 65 },
      { bands: [], volume: 15, volumeMaxInterval: 55 },
      { countField: "eventcount", emptySum: "zero" },
      { timeField: "devicetime", timeFloorMs: 1000 },
    ];
    await fc.assert(
      fc.asyncProperty(scenarios, async (events) => {
        await loadEvents(connection, events);
        for (const rule of edges.flatMap(allModes)) {
          await expectSame(events, rule, ruleSql(rule, WINDOW_END));
        }
      }),
      RUNS,
    );
  });

  test("with every other field of the rule changed", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, changes, async (events, changed) => {
        await loadEvents(connection, events);
        for (const rule of allModes(changed)) {
          await expectSame(events, rule, ruleSql(rule, WINDOW_END));
        }
      }),
      RUNS,
    );
  });

  test("when DuckDB is given the rule's AQL text", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, changes, async (events, changed) => {
        // In Ariel every record has an eventcount; sums and device times of nothing are the console's own affair.
        const counted = events.map((event) => ({ ...event, eventCount: event.eventCount ?? 1 }));
        await loadEvents(connection, counted);
        for (const rule of allModes({ ...changed, emptySum: "null", timeField: "starttime" })) {
          await expectSame(counted, rule, aqlAsSql(rule));
        }
      }),
      { ...RUNS, numRuns: 40 },
    );
  });
});

const changes: fc.Arbitrary<Partial<Rule>> = fc.record(
  {
    ports: fc.constantFrom([], [443], [22, 80]),
    directions: fc.constantFrom<Rule["directions"][]>([], ["L2L"], ["R2L", "R2R"]),
    excludePrefixes: fc.constantFrom([], ["203.0.113."], ["10.", "172.16.", "2001:"]),
    hours: fc.constantFrom(1, 12, 48),
    minCount: fc.constantFrom(0, 1, 14, 16),
    interval: fc.constantFrom<Rule["interval"][]>([0, 900], [1, 65], [55, 120], [0, 0]),
    bands: fc.constantFrom<Rule["bands"][]>(
      [],
      [[0, 1]],
      [
        [60, 60],
        [55, 120],
      ],
    ),
    volume: fc.constantFrom(0, 15, 30),
    volumeMaxInterval: fc.constantFrom(1, 65, 120),
    bounds: fc.constant<Rule["bounds"]>("strict"),
    countField: fc.constant<Rule["countField"]>("eventcount"),
    timeField: fc.constant<Rule["timeField"]>("devicetime"),
    timeFloorMs: fc.constantFrom(1000, 60_000),
    emptySum: fc.constant<Rule["emptySum"]>("zero"),
  },
  { requiredKeys: [] },
);

function allModes(changed: Partial<Rule>): Rule[] {
  const modes = ["double", "integer", "mixed"] as const;
  return modes.map((arithmetic) => ({ ...DEFAULT_RULE, ...changed, arithmetic }));
}

/** Compares the two answers, values by Object.is (which toEqual uses for numbers), and checks our order. */
async function expectSame(
  events: readonly TestEvent[],
  rule: Rule,
  sql: string,
): Promise<readonly ReferenceRow[]> {
  const answer = await connection.runAndReadAll(sql);
  const expected = answer.getRowObjectsJS() as unknown as ReferenceRow[];
  const { rows } = reference(tableOf(events), { rule, end: WINDOW_END });
  expect(byKey(rows)).toEqual(byKey(expected));
  const counts = rows.map((row) => row.RequestCount);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  return rows;
}

function byKey(rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
  const key = (row: ReferenceRow) => `${row.sourceip} ${row.destinationip} ${row.destinationport}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** AQL in DuckDB's words: names of casts, division of longs, and the window in place of LAST. */
function aqlAsSql(rule: Rule): string {
  const start = WINDOW_END - rule.hours * 3_600_000;
  const text = toAql(rule)
    .replaceAll("LONG(", "to_long(")
    .replaceAll("DOUBLE(", "to_double(")
    .replaceAll(`(starttime / ${rule.timeFloorMs})`, `(starttime // ${rule.timeFloorMs})`)
    .replace("FROM events", `FROM (FROM events WHERE starttime BETWEEN ${start} AND ${WINDOW_END})`)
    .replace(/LAST \d+ HOURS$/, "");
  return `SELECT ${ELEVEN_COLUMNS} FROM (${text})`;
}
