import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tableFrom } from "../../src/index.js";
import { pairCount, pairOf } from "../../src/pairs.js";
import type { Clause } from "../../src/reference/clause.js";
import { type QueryOptions, queryOf } from "../../src/reference/query.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";
import { type Verdict, verdictOf } from "../../src/reference/verdict.js";
import { type ConnectionTable, destinationOf, portOf, sourceOf } from "../../src/table.js";
import { beacon, PAIR, type TestEvent, tableOf } from "./events.js";
import { directionOf, scenarios, WINDOW_END } from "./scenarios.js";

const DAY_MS = 86_400_000;

/** The verdict on the only pair of some events. */
function verdict(events: readonly TestEvent[], options: QueryOptions = {}): Verdict {
  return verdictOf(queryOf(tableOf(events), options), 0);
}

function dropped(events: readonly TestEvent[], options: QueryOptions = {}): unknown[] {
  const found = verdict(events, options).dropped;
  return found === null ? [] : [found.clause, found.detail];
}

describe("verdictOf", () => {
  test("says of a returned pair its confidence and the reason", () => {
    expect(verdict(beacon(16, 900_000))).toEqual({
      returned: true,
      confidence: "high",
      reason: "band60",
      dropped: null,
    });
    expect(verdict(beacon(16, 450_000)).reason).toBe("none");
    expect(verdict(beacon(16, 450_000)).confidence).toBe("medium");
    expect(verdict(beacon(101, 100_000)).reason).toBe("volume");
  });

  test("says of any other pair the clause and the numbers", () => {
    expect(verdict(beacon(10, 900_000))).toEqual({
      returned: false,
      confidence: null,
      reason: null,
      dropped: { clause: "count", detail: "10 is not > 15" },
    });
  });

  test("reaches every clause, with its numbers", () => {
    const sixteen = (changes: Partial<TestEvent>) => beacon(16, 900_000, changes);
    expect(dropped(sixteen({}), { end: 2 * DAY_MS })).toEqual([
      "window",
      "no record from 1970-01-02 00:00:00 to 1970-01-03 00:00:00",
    ]);
    expect(dropped(sixteen({ port: 22 }))).toEqual(["port", "22 is not 80, 443, 8080 or 8443"]);
    expect(dropped(sixteen({ direction: "L2L" }))).toEqual(["direction", "L2L is not L2R or R2R"]);
    expect(dropped(sixteen({ destination: "10.0.0.9", direction: "L2R" }))).toEqual([
      "private-destination",
      "10.0.0.9 begins with 10.",
    ]);
    expect(dropped(sixteen({}), { rule: { excludeNetworks: ["203.0.113.0/24"] } })).toEqual([
      "private-destination",
      "203.0.113.9 lies in 203.0.113.0/24",
    ]);
    expect(dropped(beacon(15, 900_000))).toEqual(["count", "15 is not > 15"]);
    expect(dropped(beacon(16, 13_500_001))).toEqual([
      "interval",
      "average interval 900.0001 s is not between 1 and 900 s",
    ]);
    expect(dropped(beacon(32, 80_740_631))).toEqual([
      "interval",
      "average interval 2604.54 s is not between 1 and 900 s",
    ]);
    expect(dropped(beacon(16, 15_000), { rule: { bounds: "strict" } })).toEqual([
      "interval",
      "average interval 1 s is not > 1 and < 900 s",
    ]);
  });

  test("names the first clause of those that a pair falls to", () => {
    const hopeless = { port: 22, direction: "L2L", destination: "10.0.0.9" };
    const clauseOf = (changes: Partial<TestEvent>, options: QueryOptions = {}) =>
      verdict(beacon(2, 0, { ...hopeless, ...changes }), options).dropped?.clause;
    expect(clauseOf({}, { end: 2 * DAY_MS })).toBe("window");
    expect(clauseOf({})).toBe("port");
    expect(clauseOf({ port: 80 })).toBe("direction");
    expect(clauseOf({ port: 80, direction: "R2R" })).toBe("private-destination");
    expect(clauseOf({ port: 80, direction: "R2R", destination: "9.9.9.9" })).toBe("count");
  });

  test("measures what the earlier clauses leave", () => {
    const late = beacon(10, 540_000, { time: DAY_MS + 1 });
    const early = beacon(10, 540_000);
    const inward = beacon(10, 100, { time: DAY_MS, direction: "R2L" });
    expect(dropped([...early, ...late])).toEqual(["count", "10 is not > 15"]);
    const outward = late.map((event) => ({ ...event, direction: "L2R" }));
    expect(dropped([...inward, ...outward])).toEqual(["count", "10 is not > 15"]);
  });

  test("lists the directions that a pair has, unknown ones too", () => {
    const events = ["R2L", null, "L2L", "R2L"].map((direction, time) => ({
      ...beacon(1, 0)[0],
      direction,
      time,
    })) as TestEvent[];
    expect(dropped(events)).toEqual(["direction", "L2L, R2L, unknown is not L2R or R2R"]);
    expect(dropped(events, { rule: { directions: ["L2R"] } })[1]).toMatch(/is not L2R$/);
  });

  test("computes the direction of a record whose format has none, and only of that", () => {
    expect(verdict(beacon(16, 900_000)).returned).toBe(true);
    expect(verdict(beacon(16, 900_000, { direction: null })).dropped?.clause).toBe("direction");
    const some = beacon(16, 900_000).map((event, i) =>
      i < 8 ? event : { ...event, direction: "R2R" },
    );
    expect(verdict(some).returned).toBe(true);
    expect(dropped(beacon(16, 900_000, { source: "fd00::1", destination: "fe80::2" }))).toEqual([
      "direction",
      "L2L is not L2R or R2R",
    ]);
  });

  test("adds the caller's networks to the internal ones", () => {
    expect(dropped(beacon(16, 900_000), { internal: ["203.0.113.0/24"] })).toEqual([
      "direction",
      "L2L is not L2R or R2R",
    ]);
  });

  test("takes any direction, the unknown too, when the rule names none", () => {
    const rule = { directions: [] };
    for (const direction of [undefined, null, "L2L", "sideways"]) {
      expect(verdict(beacon(16, 900_000, { direction }), { rule }).returned).toBe(true);
    }
  });

  test("takes any port when the rule names none", () => {
    expect(verdict(beacon(16, 900_000, { port: 22 }), { rule: { ports: [] } }).returned).toBe(true);
  });

  test("excludes by text as LIKE does, and by network", () => {
    const outcome = (destination: string, rule = {}) =>
      verdict(beacon(16, 900_000, { destination, direction: "L2R" }), { rule }).returned;
    expect(
      ["172.15.0.1", "172.32.0.1", "192.169.0.1", "1.10.0.1", "100.64.0.1"].map((d) => outcome(d)),
    ).toEqual(Array(5).fill(true));
    expect(
      ["172.16.0.1", "172.31.0.1", "192.168.0.1", "10.0.0.9", "127.0.0.1"].map((d) => outcome(d)),
    ).toEqual(Array(5).fill(false));
    // The query knows no private IPv6.
    expect(outcome("fe80::1")).toBe(true);
    expect(outcome("fe80::1", { excludeNetworks: ["fe80::/10"] })).toBe(false);
    expect(outcome("fd00::1", { excludePrefixes: ["fd"] })).toBe(false);
  });

  test("has both ends of the window in it, on whole milliseconds", () => {
    const at = (start: number, span: number) =>
      dropped(beacon(16, span, { time: start }), { end: DAY_MS, rule: { interval: [0, 1e9] } });
    expect(at(0, 0)).toEqual([]);
    expect(at(DAY_MS, 0)).toEqual([]);
    expect(at(DAY_MS + 0.999, 0)).toEqual([]);
    expect(at(DAY_MS + 1, 0)[0]).toBe("window");
    expect(at(-1, 0)[0]).toBe("window");
    expect(at(-0.001, 0)[0]).toBe("window");
    expect(at(0, DAY_MS)).toEqual([]);
    expect(at(-1, DAY_MS)).toEqual(["count", "15 is not > 15"]);
  });

  test("is the same before and after somebody sorts the pair", () => {
    const table = tableOf(beacon(16, 900_000).toReversed());
    const query = queryOf(table);
    const before = verdictOf(query, 0);
    pairOf(table, 0);
    expect(verdictOf(query, 0)).toEqual(before);
  });

  test("leaves the rows where they are", () => {
    const table = tableOf(beacon(16, 900_000).toReversed());
    const times = table.times.slice();
    verdictOf(queryOf(table), 0);
    expect(table.times).toEqual(times);
  });

  test("answers for one pair without a thought of the others", () => {
    const table = tableFrom([0, 1].map((time) => ({ ...PAIR, time })));
    expect(verdictOf(queryOf(table), 0).dropped).toEqual({
      clause: "count",
      detail: "2 is not > 15",
    });
  });
});

describe("device times", () => {
  const devicetime = { rule: { timeField: "devicetime" } } as const;

  test("tell first and last, while the window stays one of arrival", () => {
    const events = beacon(16, 900_000, { time: DAY_MS }).map((event) => ({
      ...event,
      deviceTime: (event.time - DAY_MS) / 2 - 5 * DAY_MS,
    }));
    expect(verdict(events).reason).toBe("band60");
    expect(verdict(events, devicetime).reason).toBe("none");
    expect(verdict(events, devicetime).returned).toBe(true);
  });

  test("are skipped where they lack, while the record still counts", () => {
    const events = beacon(16, 900_000).map((event, i) =>
      i === 0 || i === 15 ? { ...event, deviceTime: event.time / 3 } : event,
    );
    expect(dropped(events, devicetime)).toEqual([]);
    expect(verdict(events, { rule: { ...devicetime.rule, bands: [[20, 20]] } }).reason).toBe(
      "band20",
    );
  });
});

describe("the clause", () => {
  test("is that of a reading clause by clause, for any events", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(scenarios, (events) => {
        const table = tableOf(events);
        const query = queryOf(table, { end: WINDOW_END });
        for (let pair = 0; pair < pairCount(table); pair++) {
          const clause = verdictOf(query, pair).dropped?.clause ?? "returned";
          reached.add(clause);
          expect(clause).toBe(readClauseByClause(events.filter(isOf(table, pair))));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
    const clauses = ["window", "port", "direction", "private-destination", "count", "interval"];
    expect([...reached].sort()).toEqual([...clauses, "returned"].sort());
  });
});

function isOf(table: ConnectionTable, pair: number): (event: TestEvent) => boolean {
  const [source, destination, port] = [
    sourceOf(table, pair),
    destinationOf(table, pair),
    portOf(table, pair),
  ];
  return (event) =>
    event.source === source && event.destination === destination && event.port === port;
}

/** The default rule as somebody reads the query: one filter after the other. */
function readClauseByClause(events: readonly TestEvent[]): Clause | "returned" {
  const filters: [Clause, (event: TestEvent) => boolean][] = [
    [
      "window",
      ({ time }) => WINDOW_END - DAY_MS <= Math.floor(time) && Math.floor(time) <= WINDOW_END,
    ],
    ["port", ({ port }) => [80, 443, 8080, 8443].includes(port)],
    ["direction", (event) => ["L2R", "R2R"].includes(directionOf(event) ?? "")],
    [
      "private-destination",
      ({ destination }) =>
        !DEFAULT_RULE.excludePrefixes.some((prefix) => destination.startsWith(prefix)),
    ],
  ];
  let left = events;
  for (const [clause, keeps] of filters) {
    left = left.filter(keeps);
    if (left.length === 0) return clause;
  }
  if (left.length <= 15) return "count";
  const times = left.map(({ time }) => Math.floor(time));
  const mean = (Math.max(...times) - Math.min(...times)) / 1000 / (left.length - 1);
  return mean >= 1 && mean <= 900 ? "returned" : "interval";
}
