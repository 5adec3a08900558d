import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_FAMILIES, rescore } from "../../../src/qradar/rescore/index.js";
import { DEFAULT_RULE } from "../../../src/reference/index.js";
import { score } from "../../../src/scoring/index.js";
import { examplesIn, runExample } from "../../support/doc-examples.js";
import { exportOf, resultRow, START } from "./rows.js";

/** One row of 200 requests a minute apart, and its events. */
const row = resultRow({ count: 200, spanMs: 199 * 60_000 });
const exported = exportOf([row]);
const { source, destination, port } = row;
const events = Array.from({ length: 200 }, (_, i) => ({ time: START + i * 60_000 }));
const scored = score(events.map((event) => ({ ...event, source, destination, port })));

const RESCORE = new URL("../../../src/qradar/rescore/", import.meta.url);

test.each([
  ...["band-reach", "collapsed-row", "family", "family-of", "known-pairs", "merge-scored"],
  ...["parse-families", "rescore", "round-settings", "row-facts"],
  ...["settings-that-fit", "weights"],
])("the examples in src/qradar/rescore/%s.ts hold", async (name) => {
  const file = new URL(`${name}.ts`, RESCORE);
  const rescored = rescore(exported);
  const scope = {
    ...{ DEFAULT_RULE, DEFAULT_FAMILIES, exported, row, rescored, scored },
    ...(await import(file.pathname)),
  };
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
