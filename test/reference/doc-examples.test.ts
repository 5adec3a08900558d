import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { IMPROVED_RULE } from "../../src/reference/improved-rule.js";
import { DEFAULT_RULE } from "../../src/reference/rule.js";
import { examplesIn, runExample } from "../support/doc-examples.js";

const REFERENCE = new URL("../../src/reference/", import.meta.url);

test.each([
  ...["aql", "aql-address", "aql-text", "date-time", "improved-aql", "improved-rule", "pair-aql"],
  ...["rule", "variants", "widened-for-jitter"],
])("the examples in src/reference/%s.ts hold", async (name) => {
  const file = new URL(`${name}.ts`, REFERENCE);
  const scope = { DEFAULT_RULE, IMPROVED_RULE, ...(await import(file.pathname)) };
  const examples = examplesIn(readFileSync(file, "utf8"));
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(runExample(example, scope)).toBeGreaterThan(0);
});
