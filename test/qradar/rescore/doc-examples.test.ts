import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_RULE } from "../../../src/reference/index.js";
import { examplesIn, runExample } from "../../support/doc-examples.js";

const RESCORE = new URL("../../../src/qradar/rescore/", import.meta.url);

test.each([
  ...["band-reach", "collapsed-row", "family", "parse-families", "round-settings", "rows-by-pair"],
  ...["settings-that-fit", "weights"],
])("the examples in src/qradar/rescore/%s.ts hold", async (name) => {
  const file = new URL(`${name}.ts`, RESCORE);
  const scope = { DEFAULT_RULE, ...(await import(file.pathname)) };
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
