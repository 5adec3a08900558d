import { expect, test } from "vitest";
import { rowsByPair } from "../../../src/qradar/rescore/rows-by-pair.js";
import type { ResultRow } from "../../../src/qradar/result-row.js";
import { exportOf, resultRow, START } from "./rows.js";

/** A row of these seconds of the day. */
const row = (from: number, to: number, more: Partial<ResultRow> = {}) =>
  resultRow({ first: START + from * 1000, spanMs: (to - from) * 1000, ...more });

test.each<[string, [string, ResultRow], [string, ResultRow]]>([
  ["that ends later", ["b", row(5, 60, { count: 90 })], ["a", row(0, 61)]],
  [
    "that begins later, of those with one end",
    ["b", row(0, 60, { count: 2000 })],
    ["a", row(5, 60)],
  ],
  [
    "with more requests, of those with the same times",
    ["b", row(0, 60, { count: 90, row: 2 })],
    ["a", row(0, 60, { count: 91 })],
  ],
  ["of the later file by name, of equal ones", ["a", row(0, 60, { row: 2 })], ["b", row(0, 60)]],
  ["of the higher number, in one file", ["a", row(0, 60)], ["a", row(0, 60, { row: 2 })]],
])("of a pair's rows the one %s is the latest", (_, [fileOfOne, one], [fileOfLatest, latest]) => {
  const exports = [exportOf([one], fileOfOne), exportOf([latest], fileOfLatest)];
  for (const order of [exports, exports.toReversed()]) {
    const [rows] = rowsByPair(order, "double").values();
    expect(rows?.map((placed) => placed.row)).toEqual([one, latest]);
    expect(rows?.at(-1)?.from.file).toBe(fileOfLatest);
  }
});

test("rows of another source, destination or port are another pair's", () => {
  const rows = [
    ...[row(0, 60), row(0, 60, { source: "10.9.9.9" })],
    ...[row(0, 60, { destination: "192.0.2.1" }), row(0, 60, { port: 80 })],
  ];
  expect(rowsByPair([exportOf(rows)], "double").size).toBe(4);
});
