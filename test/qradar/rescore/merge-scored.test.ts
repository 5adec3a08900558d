import { describe, expect, test } from "vitest";
import { mergeScored, rescore } from "../../../src/qradar/rescore/index.js";
import { score } from "../../../src/scoring/index.js";
import { exportOf, resultRow, START } from "./rows.js";

const minutes = (count: number, destination = "203.0.113.9") =>
  Array.from({ length: count }, (_, i) => ({
    time: START + i * 60_000,
    source: "10.1.2.3",
    destination,
    port: 443,
  }));

const rows = exportOf([
  resultRow({ count: 200, spanMs: 199 * 60_000 }),
  resultRow({ row: 2, destination: "198.51.100.7", count: 120, spanMs: 119 * 20_000 }),
]);

describe("rows and the events of one of their pairs, and of another pair", () => {
  const merged = mergeScored(
    rescore(rows),
    score([...minutes(200), ...minutes(150, "192.0.2.44")]),
  );
  const on = (wanted: string) => merged.findings.find(({ destination }) => destination === wanted);

  test("the row with events has their score, and keeps its place, history and needs nothing", () => {
    const finding = on("203.0.113.9");
    expect(finding).toMatchObject({ row: 1, file: "rows.json", needs: [], periodSeconds: 60 });
    expect(finding?.score).toBeGreaterThan(0.7);
    expect(finding?.history).toHaveLength(1);
    expect(finding?.explanation.at(-1)).toBe(
      "The row said 200 requests, mean 60 s, high (band60); the events are as many, and the query says the same of them.",
    );
  });

  test("the row without events stays as it was, but for its rank", () => {
    const { rank: _, ...before } = rescore(rows).findings.find(({ row }) => row === 2) ?? {
      rank: 0,
    };
    expect(on("198.51.100.7")).toMatchObject(before);
  });

  test("events without a row are added", () => {
    expect(on("192.0.2.44")).toMatchObject({ row: null, file: null, history: [], needs: [] });
    expect(merged.input.pairs).toBe(3);
  });

  test("ranks follow the scores", () => {
    expect(merged.findings.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(merged.findings.at(-1)?.row).toBe(2);
  });
});

test("fewer events than the row counts are told, warned of and asked for", () => {
  const merged = mergeScored(rescore(rows), score(minutes(150)));
  const finding = merged.findings.find(({ row }) => row === 1);
  expect(finding?.needs).toContain("the other 50 of its events");
  expect(finding?.explanation.join(" ")).toContain("the events are 150, so not");
  expect(merged.warnings.filter(({ code }) => code === "events-differ")).toMatchObject([
    { row: 1, column: "RequestCount" },
  ]);
});
