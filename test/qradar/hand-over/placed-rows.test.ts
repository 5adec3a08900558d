import { describe, expect, test } from "vitest";
import {
  drillDownQueries,
  placedRows,
  readResultRows,
  rescore,
} from "../../../src/qradar/index.js";
import type { ResultExport } from "../../../src/qradar/result-row.js";
import { score } from "../../../src/scoring/index.js";
import { exportOf, resultRow, START } from "../rescore/rows.js";

const HOUR = 3_600_000;
const SPAN = 199 * 60_000;
const sound = resultRow({ count: 200, spanMs: SPAN });
/** Half a day lies between the times that is not in the duration. */
const wrong = resultRow({ row: 2, port: 8443, count: 200, spanMs: SPAN });
const moved = { ...wrong, lastSeen: { ...wrong.lastSeen, ms: wrong.lastSeen.ms + 12 * HOUR } };

const placed = (exports: readonly ResultExport[], options = {}) => {
  const result = rescore(exports, options);
  return placedRows(result.findings, exports, result.warnings);
};

describe("placed rows", () => {
  test("are those whose times fit their durations, with all of their events", () => {
    const { placed: kept, contradicted } = placed([exportOf([sound, moved])]);
    expect(kept.map(({ row, firstSeen, lastSeen }) => [row, firstSeen, lastSeen])).toEqual([
      [1, START, START + SPAN],
    ]);
    expect(contradicted.map(({ row }) => row)).toEqual([2]);
  });

  test("are as wide as all that a time may mean: the hour that clocks show twice", () => {
    const text = JSON.stringify([
      {
        ...{ sourceip: "10.1.2.3", destinationip: "203.0.113.9", destinationport: 443 },
        ...{ FirstSeen: "2026-10-25 02:10:00", LastSeen: "2026-10-25 02:50:00" },
        ...{ RequestCount: 41, DurationSeconds: 2400, AvgIntervalSeconds: 60 },
      },
    ]);
    const exports = [readResultRows("rows", text, { timeZone: "Europe/Berlin" })];
    const { findings, warnings } = rescore(exports);
    const first = Date.UTC(2026, 9, 25, 0, 10);
    expect(findings[0]?.lastSeen).toBe(first + 2_400_000);
    const [query] = drillDownQueries(placedRows(findings, exports, warnings).placed).queries;
    expect([query?.start, query?.end]).toEqual([first, first + 2_400_000 + HOUR + 999]);
  });

  test("are none of an export that a clock of twelve hours printed, and all of another", () => {
    const half = resultRow({ count: 200, spanMs: SPAN });
    const exports = [exportOf([half], "twelve"), exportOf([{ ...half, port: 80 }], "sound")];
    const { findings, warnings } = rescore(exports);
    const told = { code: "twelve-hour-clock", message: "", file: "twelve" };
    const { placed: kept, contradicted } = placedRows(findings, exports, [...warnings, told]);
    expect(kept.map(({ file }) => file)).toEqual(["sound"]);
    expect(contradicted.map(({ file }) => file)).toEqual(["twelve"]);
  });

  test.each(["clock-change", "wrong-zone"])(
    "are none with printed times of an export with %s, and those with exact ones",
    (code) => {
      const after = resultRow({ row: 2, port: 80, count: 200, spanMs: SPAN, first: START + HOUR });
      const exact = { ...after, row: 3, port: 8443, firstMs: START + 5, lastMs: START + SPAN + 5 };
      const exports = [exportOf([sound, after, exact], "off")];
      const { findings, warnings } = rescore(exports);
      const told = { code, message: "", file: "off" };
      const { placed: kept, contradicted } = placedRows(findings, exports, [...warnings, told]);
      expect(kept.map(({ row, firstSeen }) => [row, firstSeen])).toEqual([[3, START + 5]]);
      expect(contradicted.map(({ row }) => row).sort()).toEqual([1, 2]);
    },
  );

  test("keep the times of events where those were read, whatever the row says", () => {
    const { source, destination, port } = moved;
    const events = Array.from({ length: 200 }, (_, i) => ({
      ...{ source, destination, port },
      time: START + i * 60_000 + 5,
    }));
    const { placed: kept, contradicted } = placed([exportOf([moved])], { scored: score(events) });
    expect(kept).toMatchObject([
      { row: 2, firstSeen: START + 5, lastSeen: START + SPAN + 5, resolutionMs: 1 },
    ]);
    expect(contradicted).toEqual([]);
    // And of a sound row, which is printed to the second.
    const own = events.map((event) => ({ ...event, port: 443 }));
    expect(placed([exportOf([sound])], { scored: score(own) }).placed).toMatchObject([
      { row: 1, firstSeen: START + 5, lastSeen: START + SPAN + 5, resolutionMs: 1 },
    ]);
  });

  test("are findings without a row, too, and no row that is in no export given", () => {
    const { findings } = rescore([exportOf([sound])]);
    expect(placedRows(findings, [], []).contradicted).toEqual(findings);
    const events = findings.map((finding) => ({ ...finding, row: null, file: null }));
    expect(placedRows(events, [], []).placed).toEqual(events);
  });

  test("are told apart by their pairs where two exports have one name", () => {
    const other = resultRow({ port: 80, count: 200, spanMs: SPAN, first: START + HOUR });
    const { placed: kept } = placed([exportOf([sound]), exportOf([other])]);
    const starts = new Map(kept.map(({ port, firstSeen }) => [port, firstSeen]));
    expect([starts.get(443), starts.get(80)]).toEqual([START, START + HOUR]);
  });
});
