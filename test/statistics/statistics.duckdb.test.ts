import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { madSorted } from "../../src/statistics/mad.js";
import { quantileSorted } from "../../src/statistics/quantile.js";
import { ascending, numbers, RUNS } from "../support/arrays.js";

test("quartiles and MAD are those of DuckDB's quantile_cont and mad", async () => {
  const samples = fc.sample(numbers(1), { ...RUNS, numRuns: 200 });
  const rows = samples.flatMap((values, id) => values.map((x) => `(${id},${x}::DOUBLE)`));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT quantile_cont(x, 0.25), quantile_cont(x, 0.5), quantile_cont(x, 0.75), mad(x)
     FROM (VALUES ${rows.join()}) samples(id, x) GROUP BY id ORDER BY id`,
  );
  for (const [id, theirs] of (reader.getRows() as number[][]).entries()) {
    const sorted = ascending(samples[id] as number[]);
    const ours = [0.25, 0.5, 0.75].map((p) => quantileSorted(sorted, p));
    for (const [i, value] of [...ours, madSorted(sorted)].entries()) {
      expect(Math.abs(value - (theirs[i] as number))).toBeLessThanOrEqual(4 * Number.EPSILON * 1e6);
    }
  }
  connection.closeSync();
  instance.closeSync();
});
