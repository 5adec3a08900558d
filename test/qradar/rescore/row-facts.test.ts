import { describe, expect, test } from "vitest";
import { drillDownQueries } from "../../../src/qradar/hand-over/drill-down.js";
import { rescore } from "../../../src/qradar/rescore/index.js";
import { rowFacts } from "../../../src/qradar/rescore/row-facts.js";
import { readResultRows } from "../../../src/qradar/rows/read-result-rows.js";
import { resultRow, START } from "./rows.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a row of printed seconds", () => {
  test("with a duration goes on for it, to the millisecond where that is known", () => {
    const row = resultRow({ count: 11, durationSeconds: 600.5 });
    expect(rowFacts(row, "double")).toMatchObject({ spanMs: 600_500, errorMs: 0, mean: 60.05 });
    const whole = resultRow({ count: 11, durationSeconds: 600 });
    expect(rowFacts(whole, "integer")).toMatchObject({ spanMs: 600_000, errorMs: 999 });
  });

  test("without one goes on for the middle of what its times leave open", () => {
    const row = resultRow({ count: 11, spanMs: 600_000, durationSeconds: null });
    const facts = rowFacts(row, "double");
    expect(facts).toMatchObject({ spanMs: 600_000, errorMs: 999, mean: 60 });
    expect(facts.meanError).toBeCloseTo(0.0999, 12);
  });

  test.each([
    ["first", { firstMs: START + 7 }],
    ["last", { lastMs: START + 600_007 }],
  ])("and of which only the %s is exact is one of printed times", (_, exact) => {
    const row = resultRow({ count: 11, spanMs: 600_000, durationSeconds: null, ...exact });
    const times = { first: START, last: START + 600_000, spanMs: 600_000, resolutionMs: 1000 };
    expect(rowFacts(row, "double")).toMatchObject(times);
  });
});

test("exact times go before printed ones and the duration", () => {
  const exact = { firstMs: START + 7, lastMs: START + 600_507 };
  const row = resultRow({ count: 11, spanMs: 900_000, durationSeconds: null, ...exact });
  const times = { first: START + 7, last: START + 600_507, spanMs: 600_500, resolutionMs: 1 };
  expect(rowFacts(row, "integer")).toMatchObject({ ...times, errorMs: 0, mean: 60.05 });
});

test("a last time before the first is none, a single request has no mean", () => {
  const row = resultRow({ count: 1, spanMs: -5000, durationSeconds: null });
  expect(rowFacts(row, "double")).toMatchObject({ last: START, spanMs: 0, mean: null });
});

describe("times that may mean several instants are read by the duration:", () => {
  const foundIn = (row: object, options: Parameters<typeof readResultRows>[2]) => {
    const given = {
      ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
      ...{ RequestCount: 101, ...row },
    };
    const exported = readResultRows("rows.json", JSON.stringify([given]), options);
    return rescore(exported, { arithmetic: "double" });
  };
  const windowOf = ({ findings }: ReturnType<typeof rescore>) => {
    const [query] = drillDownQueries(findings, { minScore: 0 }).queries;
    return [query?.start, query?.end];
  };

  test("the second 02:30 of a night on which clocks go back", () => {
    const [first, last] = [Date.UTC(2026, 9, 24, 23, 50), Date.UTC(2026, 9, 25, 1, 30)];
    const times = { FirstSeen: "2026-10-25 01:50:00", LastSeen: "2026-10-25 02:30:00" };
    const result = foundIn({ ...times, DurationSeconds: 6000.125 }, { timeZone: "Europe/Berlin" });
    const seen = { firstSeen: first, lastSeen: last };
    expect(result.findings[0]).toMatchObject({ ...seen, resolutionMs: 1000, history: [seen] });
    expect(result.findings[0]?.averageIntervalSeconds).toBeCloseTo(60.00125, 10);
    expect(result.input).toMatchObject({ start: first, end: last });
    expect(windowOf(result)).toEqual([first, last + 999]);
  });

  test("02:00 of a clock of twelve hours, six hours after 08:00", () => {
    const times = { FirstSeen: "2026-11-23 08:00:00", LastSeen: "2026-11-23 02:00:00" };
    const format = { timeFormat: "yyyy-MM-dd hh:mm:ss" };
    const result = foundIn({ ...times, DurationSeconds: 21_600 }, format);
    const first = START + 8 * HOUR;
    expect(result.findings[0]).toMatchObject({ firstSeen: first, lastSeen: first + 6 * HOUR });
  });

  test("minutes stand for a minute", () => {
    const times = { FirstSeen: "2026-11-23 08:00", LastSeen: "2026-11-23 09:40" };
    const result = foundIn({ ...times, DurationSeconds: 6000.125 }, {});
    expect(result.findings[0]?.resolutionMs).toBe(MINUTE);
    expect(windowOf(result)).toEqual([START + 8 * HOUR, START + 9 * HOUR + 41 * MINUTE - 1]);
  });
});
