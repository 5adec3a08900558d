import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { drillDownQueries } from "../../../src/qradar/hand-over/drill-down.js";
import { rescore } from "../../../src/qradar/rescore/index.js";
import { examplesIn, runExample } from "../../support/doc-examples.js";
import { exportOf, resultRow } from "../rescore/rows.js";

/** A row of 200 requests a minute apart. */
const row = resultRow({ count: 200, spanMs: 199 * 60_000 });
const exported = exportOf([row]);

const FOLDER = new URL("../../../src/qradar/hand-over/", import.meta.url);
const files = readdirSync(FOLDER)
  .map((name) => ({ name, examples: examplesIn(readFileSync(new URL(name, FOLDER), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

test.each(files)("the examples in src/qradar/hand-over/$name hold", async ({ name, examples }) => {
  const given = { row, exported, rescore, drillDownQueries };
  const scope = { ...given, ...(await import(new URL(name, FOLDER).pathname)) };
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
