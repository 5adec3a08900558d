import { describe, expect, test } from "vitest";
import { rowPopulation } from "../../../src/qradar/rescore/row-population.js";
import { rowsByPair } from "../../../src/qradar/rescore/rows-by-pair.js";
import type { ResultRow } from "../../../src/qradar/result-row.js";
import { exportOf, resultRow } from "./rows.js";

const DESTINATION = "203.0.113.9";
/** A row of so many requests with a mean of so many seconds. */
const polling = (mean: number, count: number, more: Partial<ResultRow> = {}) =>
  resultRow({ count, spanMs: mean * 1000 * (count - 1), ...more });
const populationOf = (...rows: readonly ResultRow[]) =>
  rowPopulation(rowsByPair([exportOf(rows)], "double").values());

describe("a source with rows to several ports of a destination", () => {
  test.each([
    ["first", [443, 8443]],
    ["last", [8443, 443]],
  ])("polls it as the row with most requests says, be it the %s", (_, ports) => {
    const [busy, quiet] = ports as [number, number];
    const rows = [polling(60, 200, { port: busy }), polling(90, 100, { port: quiet })];
    for (const population of [populationOf(...rows), populationOf(...rows.toReversed())]) {
      expect(population.alike(DESTINATION, 60)).toBe(1);
      expect(population.alike(DESTINATION, 90)).toBe(0);
    }
  });

  test("polls it at the shorter mean of rows with as many, whatever their order", () => {
    const rows = [polling(60, 100), polling(90, 100, { port: 8443 })];
    for (const population of [populationOf(...rows), populationOf(...rows.toReversed())]) {
      expect(population.alike(DESTINATION, 60)).toBe(1);
      expect(population.alike(DESTINATION, 90)).toBe(0);
    }
  });

  test("is one source, and as many rows as ports", () => {
    const population = populationOf(polling(60, 100), polling(90, 100, { port: 8443 }));
    expect(population).toMatchObject({ rows: 2, sources: 1 });
    expect(population.sourcesOf(DESTINATION)).toBe(1);
    expect(population.sourcesOf("192.0.2.1")).toBe(0);
  });
});

test("means within three hundredths are alike, others are not", () => {
  const sources = [58.2, 58.3, 60, 61.7, 61.9].map((mean, i) =>
    polling(mean, 101, { source: `10.0.0.${i}` }),
  );
  expect(populationOf(...sources).alike(DESTINATION, 60)).toBe(3);
});

test("rows with a mean that is near no setting whatever are not compared", () => {
  const rows = [polling(60, 100), polling(0.1, 100, { port: 80 }), polling(0, 1, { port: 8080 })];
  expect(populationOf(...rows).rows).toBe(1);
});
